/** An open case by another calendar: the year's notice has come, or a local closing day was added (R7, R8). */
import { isLaterVersion } from "../calendar/editions.ts";
import type { Case, CaseClock, ClockKind, LedgerEntry } from "./case.ts";
import { type Clocks, correctionDeadline } from "./clocks.ts";
import { recounted, type Timetable } from "./counting.ts";
import { TASK_CLOCKS } from "./joint-tasks.ts";
import { isClosed, stateAfter } from "./moves.ts";
import { attentionOf, type Moment, written } from "./writing.ts";

const recountedClocks = ({ clocks }: Case, timetable: Timetable): Clocks =>
  Object.fromEntries(
    Object.entries(clocks).map(([kind, clock]) => [
      kind,
      clock.running ? recounted(kind as ClockKind, clock, timetable) : clock, // the keys of `clocks`
    ]),
  );

/** All that another calendar can change: the dates, and whether they are certain. */
const sameDates = (a: CaseClock | undefined, b: CaseClock | undefined): boolean =>
  a?.dueOn === b?.dueOn && a?.safeBy === b?.safeBy && a?.provisional === b?.provisional;

/** The last day to correct, counted again; undefined where nothing is being corrected, or nothing moved. */
const movedCorrection = ({ state, notice }: Case, timetable: Timetable): Case["notice"] => {
  if (state !== "correcting" || notice === undefined) return undefined;
  const { dueOn: correctBy, safeBy, provisional } = correctionDeadline(notice.on, timetable);
  return correctBy === notice.correctBy && safeBy === (notice.safeBy ?? safeBy) && provisional === notice.provisional
    ? undefined
    : { ...notice, correctBy, safeBy, provisional };
};

/** The first clock that moved, in the order of what is most urgent to know: the one whose dates the entry names. */
const moveInWords = (kinds: readonly ClockKind[], before: Clocks, after: Clocks): LedgerEntry["facts"] => {
  const [kind] = kinds;
  const [from, to] = kind === undefined ? [] : [before[kind], after[kind]];
  return from === undefined || to === undefined
    ? {}
    : { movedFrom: from.dueOn, movedTo: to.dueOn, fromCalendar: from.calendarVersion };
};

/** Of those too that have lapsed: their red stage is still to come. */
const versionsOf = ({ clocks }: Case): readonly string[] =>
  Object.values(clocks)
    .filter(({ running, lapsed }) => running || lapsed)
    .map(({ calendarVersion }) => calendarVersion);

/** Whoever still counts by an earlier calendar than the case's own, a run that was slow or a memory, changes nothing. */
const isCountedLater = (before: Case, { calendar }: Timetable): boolean =>
  versionsOf(before).some((version) => isLaterVersion(version, calendar.version));

/**
 * The next stage may lie on a changed day although no date does: red comes on the first working day after the due date. The
 * period to correct, whose reminder is counted back in working days, remembers no calendar, and is looked at each time.
 */
const isStageMoved = (before: Case, moment: Moment): boolean =>
  (before.state === "correcting" || versionsOf(before).some((version) => version !== moment.calendar.version)) &&
  attentionOf(before, moment)?.at !== before.nextStage?.at;

/**
 * The running clocks and the last day to correct, counted again, with one ledger entry of both calendar versions when
 * any of them, or the next stage, moved or became certain; otherwise the case as it is. Closed cases never change (R8).
 */
export const recount = (before: Case, moment: Moment): Case => {
  if (isClosed(before.state) || isCountedLater(before, moment)) return before;
  const clocks = recountedClocks(before, moment);
  const kinds = (
    ["promised", "notice", "delivery", "statutory", "urgent", "forwarding", "upward", "order", ...TASK_CLOCKS] as const
  ).filter((kind) => !sameDates(clocks[kind], before.clocks[kind]));
  const correction = movedCorrection(before, moment);
  if (kinds.length === 0 && correction === undefined && !isStageMoved(before, moment)) return before;
  return written(
    {
      ...before,
      state: stateAfter("recount", before.state),
      clocks,
      ...(correction === undefined ? {} : { notice: correction }),
    },
    "recount",
    {
      moved: [...kinds, ...(correction === undefined ? [] : ["correction"])].join(",") || "stages",
      ...moveInWords(kinds, before.clocks, clocks),
      toCalendar: moment.calendar.version,
      ...(kinds.includes("promised") && clocks.promised ? { dueOn: clocks.promised.dueOn } : {}),
    },
    moment,
  );
};
