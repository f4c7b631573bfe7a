/** Which open cases, complaints or follow-ups of ratings another calendar can concern: the days over which one is being counted (R8). */
import type { Span } from "../calendar/changed-days.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import { type LocalDate, plusDays } from "../kernel/local-date.ts";
import type { Case, CaseClock } from "./case.ts";
import { isClosed } from "./moves.ts";

type Clocked = Pick<Case, "clocks">;

/**
 * Natural days within which red and supervision are told of, whatever is off: the first working day after a due date, and
 * at most ten more (R30, R31).
 */
const UNTIL_SUPERVISION = 40;

const spanOf = ({ from, safeBy, dueOn }: CaseClock): Span => ({
  // Of few natural days, the last working day before their end may lie before they began (R9).
  from: safeBy !== undefined && safeBy < from ? safeBy : from,
  until: plusDays(dueOn, UNTIL_SUPERVISION),
});

const over = ([first, ...others]: readonly Span[]): Span | undefined =>
  first &&
  others.reduce(
    (a, b) => ({ from: a.from < b.from ? a.from : b.from, until: a.until > b.until ? a.until : b.until }),
    first,
  );

/** Only hours are no calendar's. */
const spansOf = ({ clocks }: Clocked): readonly Span[] =>
  Object.values(clocks)
    .filter(({ running, lapsed, limit }) => (running || lapsed) && limit.unit !== "hours")
    .map(spanOf);

/**
 * From the first day to the last that any running or lapsed clock with its stages is counted over. Undefined: no calendar can
 * change anything. Of what is open.
 */
export const clocksSpan = (subject: Clocked): Span | undefined => over(spansOf(subject));

/** Of a case: over its clocks, and the period to correct. Undefined: it is closed too. */
export const countingSpan = (subject: Pick<Case, "state" | "clocks" | "notice">): Span | undefined => {
  const { state, notice } = subject;
  if (isClosed(state)) return undefined;
  const correcting =
    state === "correcting" && notice !== undefined ? [{ from: notice.on, until: notice.correctBy }] : [];
  return over([...spansOf(subject), ...correcting]);
};

/** What the index of those that are being counted carries. */
export type CountedItem = Span & { readonly number: CaseNumber };

export type CountedItems = {
  /** Those of one segment that are counted on this day or later, in the order of their last day. */
  counted(
    segment: number,
    since: LocalDate,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{ found: readonly CountedItem[]; cursor?: string }>;
};

/** How far counting again by another calendar has come. */
export type RecountProgress = {
  /** Counts the writes: of two runs at once only one goes on. */
  readonly version: number;
  /** The edition that everything open has been counted by. */
  readonly done: number;
  /** The edition that is being counted by. */
  readonly target: number;
  /** Where to go on: the segments of one kind after those of the other. */
  readonly segment: number;
  readonly cursor?: string | undefined;
  /** Cases that came to nothing on the way: the way is gone again. */
  readonly failed: number;
  /** Cases that no run can read: each is named once, and no way is gone again for them. */
  readonly unreadable: number;
};
export const NOTHING_RECOUNTED: RecountProgress = {
  version: 0,
  done: 0,
  target: 0,
  segment: 0,
  failed: 0,
  unreadable: 0,
};

export type RecountProgressStore = {
  read(): Promise<RecountProgress>;
  /** False: another run has written meanwhile. */
  write(progress: RecountProgress, seen: number): Promise<boolean>;
};
