/**
 * Every five minutes, and independently of the sweep: every open case and complaint is compared with what has fired (R35). What is
 * missing is said in the log, which raises an alarm, and made up for, marked late. It trusts no `nextStage` that was
 * written: it works the stages out from clocks, calendar and ladder, and puts the right next one in.
 */
import { isMissing, MISSING_AFTER_MS } from "../../shared/casework/watched.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { type Instant, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import type { Bound, DueDelivery } from "../../shared/reminders/delivery.ts";
import { SEGMENTS } from "../../shared/tables.ts";
import { fewAtATime } from "../runtime/at-a-time.ts";
import { errorFields, log } from "../runtime/log.ts";
import { peopleOnce } from "../runtime/people-once.ts";
import type { Run } from "../runtime/scheduled.ts";
import type { FiringNeeds } from "./fire-stages.ts";
import { type SweepNeeds, throughAll } from "./sweep-deadlines.ts";
import type { Glimpse, WatchedDocket } from "./watched-docket.ts";

export type WatchNeeds = Omit<SweepNeeds, "dockets"> & { readonly dockets: readonly WatchedDocket[] };

export type WatchOutcome = {
  /** When something can be missing next, never in the past; null: nothing is open. */
  readonly nextNeededAt: Instant | null;
  /** Open ones that were compared. */
  readonly watched: number;
  /** Those with a stage or a lapse missing, and stages that were fired late. */
  readonly missed: number;
  readonly fired: number;
  /** Deliveries that nobody has claimed in time. */
  readonly stuck: number;
  readonly failed: number;
};

/** Milliseconds after which a delivery that is due for an attempt is stuck: three sweeps have offered it [P]. */
export const STUCK_AFTER_MS = 15 * 60 * 1000;
const EVERY_MS = 5 * 60 * 1000;
/** Time kept for the deliveries, milliseconds. */
const RESERVE_MS = 30_000;
/** Open cases take some two kilobytes each, and a page ends at a megabyte. */
const PAGE = 400;

/** A run that could not compare everything that is open, or could not make up for what it found: its alarm sounds. */
export class WatchIncomplete extends Error {
  constructor({ failed, stopped }: { failed: number; stopped: boolean }) {
    super(stopped ? `${failed} failed, and time ran out` : `${failed} failed`);
    this.name = "WatchIncomplete";
  }
}

type Tally = {
  watched: number;
  missed: number;
  fired: number;
  stuck: number;
  failed: number;
  stopped: boolean;
  /** The earliest stage or lapse to come, of all. */
  earliest: Instant | undefined;
};
type Watch = { readonly needs: WatchNeeds; readonly firing: FiringNeeds; readonly tally: Tally };

const minutesLate = (due: Instant, at: Instant): number => Math.floor((Date.parse(at) - Date.parse(due)) / 60_000);

const publish = async (id: string, { needs, tally }: Watch): Promise<void> => {
  try {
    await needs.publish(id);
  } catch (error) {
    tally.failed += 1;
    log("delivery-not-published", { deliveryId: id, ...errorFields(error) });
  }
};

const isDue = ({ nextAttemptAt }: Bound, at: Instant): boolean => nextAttemptAt !== undefined && nextAttemptAt <= at;

const makeUpFor = async (number: CaseNumber, docket: WatchedDocket, watch: Watch): Promise<void> => {
  const { firing, tally } = watch;
  const missing = await docket.missing(number, firing);
  if (missing === undefined) return;
  tally.missed += 1;
  log("stage-missed", { caseNumber: number, stageId: missing.id, minutesLate: minutesLate(missing.at, firing.at) });
  const outcome = await docket.makeUpFor(number, firing);
  if (outcome === undefined) return;
  if ("error" in outcome) throw outcome.error;
  tally.fired += outcome.stages;
  for (const delivery of outcome.deliveries) if (isDue(delivery, firing.at)) await publish(delivery.id, watch);
};

/** One matter's trouble is logged and counted, and does not stop the others. */
const trying = async (number: string, { tally }: Watch, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    tally.failed += 1;
    log("case-not-watched", { caseNumber: number, ...errorFields(error) });
  }
};

/** Those of a page that may miss something; of the others, when they can. */
const suspectsOf = async (glimpses: readonly Glimpse[], watch: Watch): Promise<readonly CaseNumber[]> => {
  const { firing, tally } = watch;
  const suspects: CaseNumber[] = [];
  for (const glimpse of glimpses) {
    tally.watched += 1;
    await trying(glimpse.number, watch, async () => {
      const next = glimpse.next(firing);
      if (next === undefined) return;
      if (tally.earliest === undefined || next.at < tally.earliest) tally.earliest = next.at;
      if (isMissing(next, firing.at)) suspects.push(glimpse.number);
    });
  }
  return suspects;
};

/** Another segment comes first each time: a run that ends early leaves out others than the one before. */
const segmentsFrom = (scheduledFor: Instant): readonly number[] => {
  const first = Math.floor(Date.parse(scheduledFor) / EVERY_MS);
  return Array.from({ length: SEGMENTS }, (_, n) => (first + n) % SEGMENTS);
};

const watchDocket = async (docket: WatchedDocket, watch: Watch, isTime: () => boolean): Promise<void> => {
  const { firing, tally } = watch;
  for (const segment of segmentsFrom(firing.scheduledFor)) {
    const read = async (cursor: string | undefined) => {
      const page = await docket.watched(segment, { cursor, limit: PAGE });
      for (const number of page.unreadable) {
        tally.failed += 1;
        log("case-not-watched", { caseNumber: number, error: "unreadable" });
      }
      return { found: await suspectsOf(page.found, watch), cursor: page.cursor };
    };
    const work = (numbers: readonly CaseNumber[]) =>
      fewAtATime(numbers, (number) => trying(number, watch, () => makeUpFor(number, docket, watch)));
    if (!(await throughAll(read, work, isTime))) tally.stopped = true;
  }
};

/** The sweep offers them every five minutes; should it stand still, they are offered here. */
const watchDeliveries = async (watch: Watch, isTime: () => boolean): Promise<void> => {
  const { needs, firing, tally } = watch;
  const until = plusMilliseconds(firing.at, -STUCK_AFTER_MS - 1);
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    const read = async (cursor: string | undefined) => {
      const page = await needs.deliveries.unsettled(segment, until, { cursor, limit: PAGE });
      return { found: page.deliveries, cursor: page.cursor };
    };
    const offer = async ({ id, nextAttemptAt }: DueDelivery): Promise<void> => {
      tally.stuck += 1;
      log("delivery-stuck", { deliveryId: id, minutesLate: minutesLate(nextAttemptAt, firing.at) });
      await publish(id, watch);
    };
    const work = (due: readonly DueDelivery[]) => fewAtATime(due, offer);
    if (!(await throughAll(read, work, isTime))) tally.stopped = true;
  }
};

const nextNeed = async ({ needs, firing: { at }, tally }: Watch): Promise<Instant | null> => {
  if (tally.missed + tally.stuck > 0) return at;
  const segments = Array.from({ length: SEGMENTS }, (_, segment) => needs.deliveries.earliestAttempt(segment));
  const [first] = [...(await Promise.all(segments)), tally.earliest].filter((each) => each !== undefined).sort();
  // The first instant at which it would be missing; of a delivery, a little early.
  const need = first && plusMilliseconds(first, MISSING_AFTER_MS + 1);
  return need === undefined ? null : need < at ? at : need;
};

/**
 * Dying anywhere loses nothing, and the sweep may run at the same moment: both fire under the same condition.
 * @throws WatchIncomplete when one could not be compared or told of, after everything else is done
 */
export const watchDeadlines =
  (needs: WatchNeeds) =>
  async ({ at, scheduledFor, remaining }: Run): Promise<WatchOutcome> => {
    const { deliveries, hours, ladder, window } = needs;
    const calendar = await needs.calendars.current();
    const tally: Tally = { watched: 0, missed: 0, fired: 0, stuck: 0, failed: 0, stopped: false, earliest: undefined };
    const peopleOf = peopleOnce(needs.directory);
    const firing = { deliveries, peopleOf, calendar, hours, ladder, window, at, scheduledFor };
    const watch = { needs, firing, tally };
    for (const docket of needs.dockets) await watchDocket(docket, watch, () => remaining() > RESERVE_MS);
    await watchDeliveries(watch, () => remaining() > RESERVE_MS / 3);
    if (tally.failed > 0 || tally.stopped) {
      log("watch-incomplete", tally);
      throw new WatchIncomplete(tally);
    }
    const { watched, missed, fired, stuck, failed } = tally;
    return { nextNeededAt: await nextNeed(watch), watched, missed, fired, stuck, failed };
  };
