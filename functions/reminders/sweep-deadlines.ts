/**
 * Every five minutes: fires the stages that are due, then publishes every delivery that is due for an attempt, be it new,
 * lost on its way, or left by a sender that died. Two runs at once, or one run twice, tell nobody twice.
 */
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { Bound, Deliveries } from "../../shared/reminders/delivery.ts";
import type { SendingWindow } from "../../shared/reminders/quiet-hours.ts";
import { SEGMENTS } from "../../shared/tables.ts";
import { fewAtATime } from "../runtime/at-a-time.ts";
import type { Calendars } from "../runtime/composition.ts";
import { errorFields, log } from "../runtime/log.ts";
import { peopleOnce } from "../runtime/people-once.ts";
import type { Run } from "../runtime/scheduled.ts";
import type { Attended, FiringNeeds } from "./fire-stages.ts";

export type SweepNeeds = {
  /** Of every kind of matter that has deadlines. */
  readonly dockets: readonly Attended[];
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly deliveries: Pick<Deliveries, "note" | "bind" | "unsettled" | "earliestAttempt">;
  /** Announces a delivery that is due for an attempt; no more than its id leaves. */
  readonly publish: (deliveryId: string) => Promise<void>;
  readonly calendars: Calendars;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly window: SendingWindow;
};

export type SweepOutcome = {
  /** When the sweep next has anything to do, never in the past; null: nothing is open. */
  readonly nextNeededAt: Instant | null;
  /** Stages. */
  readonly fired: number;
  /** Published for the first time, and again. */
  readonly deliveries: number;
  readonly republished: number;
  /** Cases and publications that came to nothing in this run, and are tried again in the next. */
  readonly failed: number;
};

/** Time kept for publishing and for the questions at the end, milliseconds. */
const RESERVE_MS = 45_000;
/** Time kept for the end alone. */
const END_MS = 10_000;
/** Of cases and of publications: between two looks at the clock. */
const PAGE = 100;
const SEGMENT_NUMBERS: readonly number[] = Array.from({ length: SEGMENTS }, (_, segment) => segment);

/** A run that left something undone fails, so that its alarm sounds; everything else has been done. */
export class SweepIncomplete extends Error {
  constructor(failed: number) {
    super(`${failed} failed`);
    this.name = "SweepIncomplete";
  }
}

type Tally = {
  fired: number;
  published: number;
  republished: number;
  failed: number;
  /** Time ran out: the next run goes on. */
  stopped: boolean;
  readonly touched: Map<string, Bound>;
  readonly upcoming: Instant[];
};

type Page<T> = { readonly found: readonly T[]; readonly cursor?: string | undefined };

/** Page by page, as long as there is time. @returns false: it ran out */
export const throughAll = async <T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  work: (found: readonly T[]) => Promise<unknown>,
  isTime: () => boolean,
): Promise<boolean> => {
  let cursor: string | undefined;
  do {
    if (!isTime()) return false;
    const page = await read(cursor);
    for (let n = 0; n < page.found.length; n += PAGE) {
      if (!isTime()) return false;
      await work(page.found.slice(n, n + PAGE));
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return true;
};

/** One matter's trouble is logged and counted, and does not stop the others. */
const fireAll = async (docket: Attended, firing: FiringNeeds, tally: Tally, isTime: () => boolean): Promise<void> => {
  const work = async (due: readonly CaseNumber[]): Promise<void> => {
    for (const outcome of await docket.fire(due, firing)) {
      if ("error" in outcome) {
        tally.failed += 1;
        log("case-not-swept", { caseNumber: outcome.number, ...errorFields(outcome.error) });
        continue;
      }
      tally.fired += outcome.stages;
      for (const delivery of outcome.deliveries) tally.touched.set(delivery.id, delivery);
      if (outcome.next !== undefined) tally.upcoming.push(outcome.next);
    }
  };
  for (const segment of SEGMENT_NUMBERS) {
    const read = async (cursor: string | undefined) => {
      const page = await docket.due(segment, firing.at, { cursor, limit: PAGE });
      return { found: page.numbers, cursor: page.cursor };
    };
    if (!(await throughAll(read, work, isTime))) tally.stopped = true;
  }
};

/** Publishing twice is harmless: only one sender gets the claim. */
const publishAll = async (needs: SweepNeeds, at: Instant, tally: Tally, isTime: () => boolean): Promise<void> => {
  const isDue = ({ nextAttemptAt }: Pick<Bound, "nextAttemptAt">) => nextAttemptAt !== undefined && nextAttemptAt <= at;
  const publish = async (id: string, counted: "published" | "republished"): Promise<void> => {
    try {
      await needs.publish(id);
      tally[counted] += 1;
    } catch (error) {
      tally.failed += 1;
      log("delivery-not-published", { deliveryId: id, ...errorFields(error) });
    }
  };
  const fresh = [...tally.touched.values()].filter(isDue).map(({ id }) => id);
  const all = (counted: "published" | "republished") => (ids: readonly string[]) =>
    fewAtATime(ids, (id) => publish(id, counted));
  const done = await throughAll(async () => ({ found: fresh }), all("published"), isTime);
  if (!done) tally.stopped = true;
  for (const segment of SEGMENT_NUMBERS) {
    const read = async (cursor: string | undefined) => {
      const page = await needs.deliveries.unsettled(segment, at, { cursor, limit: PAGE });
      return { found: page.deliveries.map(({ id }) => id).filter((id) => !tally.touched.has(id)), cursor: page.cursor };
    };
    if (!(await throughAll(read, all("republished"), isTime))) tally.stopped = true;
  }
};

/**
 * What this run touched counts beside what the indexes say: an index may be a moment behind its table. A delivery just
 * published is due until its sender has settled it, so the next tick looks again.
 */
const nextNeed = async ({ dockets, deliveries }: SweepNeeds, at: Instant, tally: Tally): Promise<Instant | null> => {
  if (tally.stopped) return at;
  const indexed = await Promise.all(
    SEGMENT_NUMBERS.flatMap((segment) => [
      ...dockets.map((docket) => docket.earliest(segment)),
      deliveries.earliestAttempt(segment),
    ]),
  );
  const touched = [...tally.touched.values()].map(({ nextAttemptAt }) => nextAttemptAt);
  const known = [...indexed, ...touched, ...tally.upcoming].filter((instant) => instant !== undefined);
  const [first] = known.sort();
  if (first === undefined) return null;
  return first < at ? at : first;
};

/**
 * Dying anywhere loses nothing: a case is due until it has advanced, a delivery until it is settled.
 * @throws SweepIncomplete when anything failed, after everything else is done
 */
export const sweepDeadlines =
  (needs: SweepNeeds) =>
  async ({ at, scheduledFor, remaining }: Run): Promise<SweepOutcome> => {
    const tally: Tally = {
      fired: 0,
      published: 0,
      republished: 0,
      failed: 0,
      stopped: false,
      touched: new Map(),
      upcoming: [],
    };
    const calendar = await needs.calendars.current();
    const { deliveries, hours, ladder, window } = needs;
    const firing = {
      deliveries,
      peopleOf: peopleOnce(needs.directory),
      calendar,
      hours,
      ladder,
      window,
      at,
      scheduledFor,
    };
    for (const docket of needs.dockets) await fireAll(docket, firing, tally, () => remaining() > RESERVE_MS);
    await publishAll(needs, at, tally, () => remaining() > END_MS);
    const { fired, published, republished, failed } = tally;
    const outcome = {
      nextNeededAt: await nextNeed(needs, at, tally),
      fired,
      deliveries: published,
      republished,
      failed,
    };
    if (failed > 0) {
      log("sweep-incomplete", outcome);
      throw new SweepIncomplete(failed);
    }
    return outcome;
  };
