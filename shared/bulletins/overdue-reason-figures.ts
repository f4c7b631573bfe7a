/** The published reasons of the cases that are open beyond their promised date at the month's end (R27, R67). */
import * as z from "zod";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import type { DueRow } from "./due-register.ts";
import type { JournalEntry } from "./journal.ts";
import { type Aged, agesOf, type OpenOverdue, OverdueAges } from "./promise-figures.ts";

/** One line for each reason that occurs, in the order of the list; the cases without one last. */
export const OverdueByReason = z.array(
  OverdueAges.extend({ reason: OverdueReason.optional().meta({ description: "Absent: none was given" }) }),
);
export type OverdueByReason = z.infer<typeof OverdueByReason>;

export const overdueByReason = (open: readonly OpenOverdue[], aged: Aged): OverdueByReason => {
  const byReason = Map.groupBy(open, ({ reason }) => reason);
  return [...OverdueReason.options, undefined].flatMap((reason) => {
    const cases = byReason.get(reason);
    if (cases === undefined) return [];
    return [{ ...(reason === undefined ? {} : { reason }), ...agesOf(cases, aged) }];
  });
};

type Overdue = Pick<OpenOverdue, "caseNumber" | "dueOn">;

/** By case and the date that it is over: another date is another promise. What came after the month's end changes nothing. */
const newestGiven = (
  entries: readonly JournalEntry[],
  monthEnd: LocalDate,
): ((overdue: Overdue) => JournalEntry | undefined) => {
  const newest = new Map<string, JournalEntry>();
  for (const entry of entries) {
    if (entry.what !== "overdue-reason-given" || entry.on > monthEnd) continue;
    const key = `${entry.subject}#${entry.overdueSince}`;
    if ((newest.get(key)?.version ?? 0) < entry.version) newest.set(key, entry);
  }
  return ({ caseNumber, dueOn }) => newest.get(`${caseNumber}#${dueOn}`);
};

const withReason = (open: Omit<OpenOverdue, "reason">, reason: OverdueReason | undefined): OpenOverdue => ({
  ...open,
  ...(reason === undefined ? {} : { reason }),
});

/**
 * The open cases of the month's register, and those carried from the sheet before, which keep the reason that it names
 * unless the month has a newer one.
 */
export const withReasons = (
  { open, carried }: { readonly open: readonly DueRow[]; readonly carried: readonly OpenOverdue[] },
  entries: readonly JournalEntry[],
  monthEnd: LocalDate,
): readonly OpenOverdue[] => {
  const given = newestGiven(entries, monthEnd);
  return [
    ...carried.map(({ reason, ...each }) => withReason(each, given(each)?.overdueReason ?? reason)),
    ...open.map(({ subject, centre, dueOn, since }) => {
      const each = { caseNumber: subject, centre, dueOn };
      const entry = given(each);
      // Before the date was set once more, it was about the same day promised earlier.
      return withReason(each, entry !== undefined && entry.on >= since ? entry.overdueReason : undefined);
    }),
  ];
};
