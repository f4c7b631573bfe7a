/**
 * Every five minutes, and nearly always nothing to do: after a new edition of the calendar every open case,
 * complaint and follow-up of a rating that it can concern is counted again (R8), a page of an index at a time. Each is one conditional write, each page leaves a
 * mark of how far it got: a run that ends, dies or races another loses nothing, and the next one goes on from the mark.
 */
import { type Calendar, CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { changedDays, meets } from "../../shared/calendar/changed-days.ts";
import { type CalendarEdition, type CalendarEditions, everyCalendar } from "../../shared/calendar/editions.ts";
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import {
  NOTHING_RECOUNTED,
  type RecountProgress,
  type RecountProgressStore,
} from "../../shared/casework/counting-span.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { type Instant, type LocalDate, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import type { Deliveries } from "../../shared/reminders/delivery.ts";
import type { SendingWindow } from "../../shared/reminders/quiet-hours.ts";
import { SEGMENTS } from "../../shared/tables.ts";
import { isLasting } from "../runtime/lasting.ts";
import { errorFields, log } from "../runtime/log.ts";
import { peopleOnce } from "../runtime/people-once.ts";
import type { Run } from "../runtime/scheduled.ts";
import { type Recounting, type Register, tellingOnce } from "./recount-one.ts";

export type RecountNeeds = {
  /** In an order that stays: how far it has come is kept by it. */
  readonly registers: readonly Register[];
  readonly progress: RecountProgressStore;
  readonly editions: Pick<CalendarEditions, "all">;
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly deliveries: Pick<Deliveries, "open">;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly window: SendingWindow;
};

export type RecountOutcome = {
  /** Null: everything open is counted by the calendar of now. */
  readonly nextNeededAt: Instant | null;
  readonly calendar: string;
  /** Cases whose clocks' days the edition changed, and of these, those that were written. */
  readonly looked: number;
  readonly moved: number;
  /** Digests opened. */
  readonly told: number;
};

/**
 * Milliseconds after an edition was added before anything is counted by it: functions remember a calendar for half a
 * minute, and the longest that works on with it, the sweep, does for four minutes. Later nobody counts by the one before.
 */
export const SETTLES_MS = 6 * 60 * 1000;
/** Half of the function's time limit is kept: no run comes near it. */
export const RESERVE_MS = 120_000;
export const PAGE = 100;
const AT_ONCE = 8;

/**
 * Cases that came to nothing, and the alarm sounds. The way is gone again for passing troubles only: a case that cannot be
 * read is named once, and counted when it is mended and moved.
 */
export class RecountIncomplete extends Error {
  constructor(failed: number) {
    super(`${failed} failed`);
    this.name = "RecountIncomplete";
  }
}

type Tally = { looked: number; moved: number; failed: number; unreadable: number };
type Walk = {
  readonly needs: RecountNeeds;
  readonly recounting: Recounting;
  /** In order; never empty. */
  readonly days: readonly LocalDate[];
  readonly isTime: () => boolean;
  readonly tally: Tally;
  /** A date that moves on is met again further down the index. */
  readonly done: Set<CaseNumber>;
};

/** One page's cases, a few at a time. False: time ran out, and the page is to be gone through again. */
const throughPage = async (register: Register, numbers: readonly CaseNumber[], walk: Walk): Promise<boolean> => {
  const { recounting, tally, isTime, done } = walk;
  const work = async (number: CaseNumber): Promise<void> => {
    tally.looked += 1;
    try {
      if (await register.recount(number, recounting)) tally.moved += 1;
      done.add(number);
    } catch (error) {
      const lasting = isLasting(error);
      tally[lasting ? "unreadable" : "failed"] += 1;
      log("case-not-recounted", { caseNumber: number, lasting, ...errorFields(error) });
    }
  };
  for (let n = 0; n < numbers.length; n += AT_ONCE) {
    if (!isTime()) return false;
    await Promise.all(numbers.slice(n, n + AT_ONCE).map(work));
  }
  return true;
};

const afterPage = (
  progress: RecountProgress,
  cursor: string | undefined,
  { failed, unreadable }: Pick<Tally, "failed" | "unreadable">,
): RecountProgress => ({
  ...progress,
  version: progress.version + 1,
  segment: cursor === undefined ? progress.segment + 1 : progress.segment,
  cursor,
  failed: progress.failed + failed,
  unreadable: progress.unreadable + unreadable,
});

/** Segment by segment. Undefined: time ran out, or another run goes on in our place. */
const throughAll = async (from: RecountProgress, walk: Walk): Promise<RecountProgress | undefined> => {
  const { needs, days, isTime, tally, done } = walk;
  const [since] = days;
  let progress = from;
  for (;;) {
    const { cursor, segment } = progress;
    const register = needs.registers[Math.floor(segment / SEGMENTS)];
    if (since === undefined || register === undefined) return progress;
    if (!isTime()) return undefined;
    const page = await register.counted(segment % SEGMENTS, since, { cursor, limit: PAGE });
    const { failed, unreadable } = tally;
    const concerned = page.found
      .filter((each) => meets(each, days) && !done.has(each.number))
      .map(({ number }) => number);
    if (!(await throughPage(register, concerned, walk))) return undefined;
    const came = { failed: tally.failed - failed, unreadable: tally.unreadable - unreadable };
    const next = afterPage(progress, page.cursor, came);
    if (!(await needs.progress.write(next, progress.version))) return undefined;
    progress = next;
  }
};

/** Where to go on: from the mark, or, when an edition was added meanwhile, from the beginning. */
const startOf = (progress: RecountProgress, target: number): RecountProgress =>
  progress.target === target
    ? progress
    : { ...NOTHING_RECOUNTED, version: progress.version, done: progress.done, target };

const finish = async (progress: RecountProgress, { progress: store }: RecountNeeds): Promise<void> => {
  const { version, target, failed, unreadable } = progress;
  const again = { ...NOTHING_RECOUNTED, version: version + 1, target };
  const ended = await store.write({ ...again, done: failed === 0 ? target : progress.done }, version);
  if (ended && failed + unreadable > 0) throw new RecountIncomplete(failed + unreadable);
};

const idle = (calendar: Calendar, nextNeededAt: Instant | null): RecountOutcome => ({
  nextNeededAt,
  calendar: calendar.version,
  looked: 0,
  moved: 0,
  told: 0,
});

type Work = { readonly editions: readonly CalendarEdition[]; readonly progress: RecountProgress };

const work = async (needs: RecountNeeds, { editions, progress }: Work, run: Run): Promise<RecountOutcome> => {
  const calendars = everyCalendar(editions);
  const calendar = calendars.at(-1) ?? CHINA_CALENDAR;
  const { at, today, remaining } = run;
  const telling = tellingOnce(needs, { at, calendar, edition: editions.length });
  const recounting: Recounting = {
    ...needs,
    ...telling,
    peopleOf: peopleOnce(needs.directory),
    at,
    today,
    calendar,
    token: `calendar ${editions.length}`,
  };
  const walk: Walk = {
    needs,
    recounting,
    days: changedDays(calendars.slice(progress.done)),
    isTime: () => remaining() > RESERVE_MS,
    tally: { looked: 0, moved: 0, failed: 0, unreadable: 0 },
    done: new Set(),
  };
  const end = await throughAll(startOf(progress, editions.length), walk);
  if (end !== undefined) await finish(end, needs);
  const { looked, moved } = walk.tally;
  return {
    nextNeededAt: end === undefined ? at : null,
    calendar: calendar.version,
    looked,
    moved,
    told: telling.told(),
  };
};

/** @throws RecountIncomplete when a case could not be counted again, after all others have been */
export const recountCases =
  (needs: RecountNeeds) =>
  async (run: Run): Promise<RecountOutcome> => {
    const editions = await needs.editions.all();
    const latest = editions.at(-1);
    if (latest === undefined) return idle(CHINA_CALENDAR, null);
    const progress = await needs.progress.read();
    const calendar = { ...CHINA_CALENDAR, version: latest.version };
    if (progress.done >= latest.sequence) return idle(calendar, null);
    const settled = plusMilliseconds(latest.addedAt, SETTLES_MS);
    if (run.at < settled) return idle(calendar, settled);
    return work(needs, { editions, progress }, run);
  };
