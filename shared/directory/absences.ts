/** When an absence may be recorded and ended (R39): a person's absences never overlap. */
import type { Instant } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Absence, StaffId } from "./roster.ts";
import type { CentreCode } from "./units.ts";

export type AbsenceRef = { readonly centre: CentreCode; readonly staffId: StaffId; readonly id: string };
export type AbsenceEnd = { readonly until: Instant; readonly by: StaffId; readonly at: Instant };

/** How long after its end an absence still belongs to the roster; older ones are attendance records. */
export const ROSTER_KEEPS_DAYS = 400;

/** Half-open intervals: one absence may begin at the instant at which another ends. */
const overlap = (one: Absence, other: Absence): boolean => {
  const startsBeforeEndOf = (a: Absence, b: Absence) => b.until === undefined || a.from < b.until;
  // An absence cancelled before it began is empty, and stands in nobody's way.
  const empty = (absence: Absence) => absence.until === absence.from;
  return !empty(one) && !empty(other) && startsBeforeEndOf(one, other) && startsBeforeEndOf(other, one);
};

/** The end it was first recorded with. */
const firstUntil = (absence: Absence): Instant | undefined =>
  absence.endedAt === undefined ? absence.until : absence.plannedUntil;

const sameRequest = (kept: Absence, asked: Absence): boolean =>
  kept.kind === asked.kind && kept.from === asked.from && firstUntil(kept) === asked.until;

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

/** Which of a person's absences the roster keeps on showing at an instant, and which are history. */
export const splitByAge = (
  absences: readonly Absence[],
  oldest: Instant,
): { readonly kept: readonly Absence[]; readonly past: readonly Absence[] } => ({
  kept: absences.filter(({ until }) => until === undefined || until >= oldest),
  past: absences.filter(({ until }) => until !== undefined && until < oldest),
});
