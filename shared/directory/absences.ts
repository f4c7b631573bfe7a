/** When an absence may be recorded and ended (R39): a person's absences never overlap, bar a sudden one without end. */
import type { Instant } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Absence, StaffId } from "./roster.ts";
import type { CentreCode } from "./units.ts";

export type AbsenceRef = { readonly centre: CentreCode; readonly staffId: StaffId; readonly id: string };
export type AbsenceEnd = { readonly until: Instant; readonly by: StaffId; readonly at: Instant };

/** How long after its end an absence still belongs to the roster; older ones are attendance records. */
export const ROSTER_KEEPS_DAYS = 400;

/** Whoever falls ill today may have leave planned for next month: how long the illness lasts, nobody knows. */
const leavesRoom = (sudden: Absence, planned: Absence): boolean =>
  sudden.sudden === true && sudden.until === undefined && planned.sudden !== true && planned.from > sudden.from;

/** Half-open intervals: one absence may begin at the instant at which another ends. */
const overlap = (one: Absence, other: Absence): boolean => {
  if (leavesRoom(one, other) || leavesRoom(other, one)) return false;
  const startsBeforeEndOf = (a: Absence, b: Absence) => b.until === undefined || a.from < b.until;
  // An absence cancelled before it began is empty, and stands in nobody's way.
  const empty = (absence: Absence) => absence.until === absence.from;
  return !empty(one) && !empty(other) && startsBeforeEndOf(one, other) && startsBeforeEndOf(other, one);
};

/** The end it was first recorded with. */
const firstUntil = (absence: Absence): Instant | undefined =>
  absence.endedAt === undefined ? absence.until : absence.plannedUntil;

const sameRequest = (kept: Absence, asked: Absence): boolean =>
  kept.kind === asked.kind &&
  // A sudden one begins at the moment of each request.
  (kept.sudden === true ? asked.sudden === true : kept.from === asked.from) &&
  firstUntil(kept) === asked.until &&
  kept.duty === asked.duty &&
  kept.note === asked.note;

/**
 * The same absence if it is on record already; undefined: it may be recorded.
 * @param known the person's absences
 * @throws Refusal `absence-overlaps`; `idempotency-mismatch` when the id stands for another absence
 */
export const recordedBefore = (known: readonly Absence[], asked: Absence): Absence | undefined => {
  const same = known.find(({ id }) => id === asked.id);
  if (same !== undefined) {
    if (sameRequest(same, asked)) return same;
    throw new Refusal("idempotency-mismatch");
  }
  const other = known.find((absence) => overlap(absence, asked));
  if (other !== undefined) throw new Refusal("absence-overlaps", { absence: other.id });
  return undefined;
};

/**
 * The absence with its new end. One that has not begun yet is cancelled: it ends when it would have begun. Ending it
 * again with the same end changes nothing.
 * @throws Refusal `absence-not-found` when it is over, was ended otherwise, or would be prolonged: that needs a new absence
 */
export const endedAbsence = (absence: Absence, { until, by, at }: AbsenceEnd): Absence => {
  const end = until < absence.from ? absence.from : until;
  if (absence.endedAt !== undefined && absence.until === end) return absence;
  const over = absence.until !== undefined && (absence.until <= at || end > absence.until);
  if (absence.endedAt !== undefined || over) throw new Refusal("absence-not-found");
  const planned = absence.until === undefined ? {} : { plannedUntil: absence.until };
  return { ...absence, ...planned, until: end, endedBy: by, endedAt: at };
};

/**
 * The absences of someone who is seen at work: those that had begun and had no known end are over.
 * @param end `until` is the instant at which they came
 */
export const endedByComing = (absences: readonly Absence[], end: AbsenceEnd): readonly Absence[] =>
  absences.map((each) => (each.until === undefined && each.from <= end.until ? endedAbsence(each, end) : each));

/** The words of a note are not kept for longer than the roster shows it. */
export const asHistory = ({ note: _, ...absence }: Absence): Absence => absence;

/** Which of a person's absences the roster keeps on showing at an instant, and which are history. */
export const splitByAge = (
  absences: readonly Absence[],
  oldest: Instant,
): { readonly kept: readonly Absence[]; readonly past: readonly Absence[] } => ({
  kept: absences.filter(({ until }) => until === undefined || until >= oldest),
  past: absences.filter(({ until }) => until !== undefined && until < oldest),
});
