/** Which open cases another calendar can concern: the days over which a case is being counted (R8). */
import type { Span } from "../calendar/changed-days.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import { type LocalDate, plusDays } from "../kernel/local-date.ts";
import type { Case, CaseClock } from "./case.ts";
import { isClosed } from "./moves.ts";

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

/**
 * From the first day to the last that any running or lapsed clock with its stages, or the period to correct, is counted over. Undefined: no calendar
 * can change anything, because the case is closed or only hours are counted.
 */
export const countingSpan = ({
  state,
  clocks,
  notice,
}: Pick<Case, "state" | "clocks" | "notice">): Span | undefined => {
  if (isClosed(state)) return undefined;
  const spans = Object.values(clocks)
    .filter(({ running, lapsed, limit }) => (running || lapsed) && limit.unit !== "hours")
    .map(spanOf);
  if (state === "correcting" && notice !== undefined) spans.push({ from: notice.on, until: notice.correctBy });
  const [first, ...others] = spans;
  return (
    first &&
    others.reduce(
      (a, b) => ({ from: a.from < b.from ? a.from : b.from, until: a.until > b.until ? a.until : b.until }),
      first,
    )
  );
};

/** What the index of cases that are being counted carries. */
export type CountedCase = Span & { readonly number: CaseNumber };

export type CountedCases = {
  /** Cases of one segment that are counted on this day or later, in the order of their last day. */
  counted(
    segment: number,
    since: LocalDate,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{ cases: readonly CountedCase[]; cursor?: string }>;
};

/** How far counting open cases again by another calendar has come. */
export type RecountProgress = {
  /** Counts the writes: of two runs at once only one goes on. */
  readonly version: number;
  /** The edition that every open case has been counted by. */
  readonly done: number;
  /** The edition that is being counted by. */
  readonly target: number;
  /** Where to go on. */
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
