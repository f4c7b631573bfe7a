/** What another calendar makes of the clocks of any open matter, a case or a complaint (R7, R8). */
import { isLaterVersion } from "../calendar/editions.ts";
import type { Instant } from "../kernel/local-date.ts";
import type { CaseClock, ClockKind, LedgerEntry } from "./case.ts";
import type { Clocks } from "./clocks.ts";
import { recounted, type Timetable } from "./counting.ts";
import { TASK_CLOCKS } from "./joint-tasks.ts";

/** In the order of what is most urgent to know. */
const IN_ORDER: readonly ClockKind[] = [
  ...(["promised", "notice", "delivery", "statutory", "urgent", "handling", "hand-over"] as const),
  ...(["first-contact", "follow-up"] as const),
  ...(["forwarding", "upward", "order", "return"] as const),
  ...TASK_CLOCKS,
];

/** All that another calendar can change: the dates, and whether they are certain. */
const sameDates = (a: CaseClock | undefined, b: CaseClock | undefined): boolean =>
  a?.dueOn === b?.dueOn && a?.safeBy === b?.safeBy && a?.provisional === b?.provisional;

/** `kinds`: those that moved or became certain. */
export type CountedAnew = { readonly clocks: Clocks; readonly kinds: readonly ClockKind[] };

/** Those that run, counted again. */
export const countedAnew = (before: Clocks, timetable: Timetable): CountedAnew => {
  const clocks: Clocks = Object.fromEntries(
    Object.entries(before).map(([kind, clock]) => [
      kind,
      clock.running ? recounted(kind as ClockKind, clock, timetable) : clock, // the keys of `clocks`
    ]),
  );
  return { clocks, kinds: IN_ORDER.filter((kind) => !sameDates(clocks[kind], before[kind])) };
};

/** The ledger's words: both calendar versions, and the dates of the clock that is most urgent to know of. */
export const moveInWords = (
  before: Clocks,
  { clocks, kinds: [kind] }: CountedAnew,
  { calendar }: Timetable,
): LedgerEntry["facts"] => {
  const [from, to] = kind === undefined ? [] : [before[kind], clocks[kind]];
  const moved: LedgerEntry["facts"] =
    from === undefined || to === undefined
      ? {}
      : { movedFrom: from.dueOn, movedTo: to.dueOn, fromCalendar: from.calendarVersion };
  return { ...moved, toCalendar: calendar.version };
};

/** Of those too that have lapsed: their red stage is still to come. */
const versionsOf = (clocks: Clocks): readonly string[] =>
  Object.values(clocks)
    .filter(({ running, lapsed }) => running || lapsed)
    .map(({ calendarVersion }) => calendarVersion);

/** Whoever still counts by an earlier calendar than the matter's own, a run that was slow or a memory, changes nothing. */
export const isCountedLater = (clocks: Clocks, { calendar }: Timetable): boolean =>
  versionsOf(clocks).some((version) => isLaterVersion(version, calendar.version));

type Asking = { readonly at: Instant } | undefined;

/**
 * The next stage may lie on a changed day although no date does: red comes on the first working day after the due date.
 * @param now what is asked of time by the calendar of now
 */
export const isStageMoved = (clocks: Clocks, { calendar }: Timetable, before: Asking, now: Asking): boolean =>
  versionsOf(clocks).some((version) => version !== calendar.version) && now?.at !== before?.at;
