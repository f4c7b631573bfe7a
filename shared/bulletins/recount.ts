/**
 * A month counted again from the cases themselves, ledger by ledger, without the journal: what `npm run verify` holds
 * against a frozen sheet, and what shows a journal that lost an entry.
 */
import type { Case } from "../casework/case.ts";
import { localDateOf, type Month, monthOf } from "../kernel/local-date.ts";
import { type DueRow, rowsChangedBy } from "./due-register.ts";
import type { GivenCard } from "./figures.ts";
import { type JournalEntry, journalEntryOf, journalMonth } from "./journal.ts";

export type Recounted = {
  readonly entries: readonly JournalEntry[];
  readonly dues: readonly DueRow[];
  readonly cards: readonly (GivenCard & { readonly centre: Case["centre"] })[];
};

type Counted = Parameters<typeof journalEntryOf>[0] & Pick<Case, "firedStages">;

/** Cards of a case given in the month; `promised#1#red` → red. A half-time note is none. */
const cardsOf = ({ centre, firedStages }: Counted, month: Month): Recounted["cards"] =>
  Object.entries(firedStages).flatMap(([id, { at }]) => {
    const stage = id.split("#")[2];
    const on = localDateOf(at);
    if (stage !== "yellow" && stage !== "red" && stage !== "supervision") return [];
    return monthOf(on) === month ? [{ centre, stage, on }] : [];
  });

/** As the register keeps them: of each month the newest row alone. */
const duesOf = (subject: Counted, month: Month): readonly DueRow[] => {
  let kept: DueRow | undefined;
  for (const { version } of subject.ledger) {
    for (const row of rowsChangedBy(subject, version)) if (row.month === month) kept = row;
  }
  return kept === undefined ? [] : [kept];
};

/** One case's part of the month; its ledger must be whole. */
export const recountOf = (subject: Counted, month: Month): Recounted => ({
  entries: subject.ledger
    .filter(({ at }) => monthOf(localDateOf(at)) === month)
    .map((entry) => journalEntryOf(subject, entry))
    .filter((entry) => journalMonth(entry) === month),
  dues: duesOf(subject, month),
  cards: cardsOf(subject, month),
});
