/**
 * The month's journal: a copy of every ledger entry, kept by month, so that a bulletin reads one month and nothing older.
 * Ids, codes and dates only.
 */
import * as z from "zod";
import { type Case, Channel, EntryKind, type LedgerEntry, Outcome } from "../casework/case.ts";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import { Regime } from "../directory/regime.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant, LocalDate, localDateOf, type Month, monthOf } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { SEGMENTS } from "../tables.ts";

export const JournalEntry = z.object({
  schema: z.literal(1),
  subject: CaseNumber,
  version: z.int().min(1),
  what: EntryKind,
  at: Instant,
  /** The local day of `at`; its month is the journal's (R10). */
  on: LocalDate,
  /** When the entry before was written: makes a missing one visible. Absent for the first. */
  previousAt: Instant.optional(),
  centre: CentreCode,
  itemCode: ItemCode,
  channel: Channel,
  regime: Regime,
  dueOn: LocalDate.optional(),
  onTime: z.boolean().optional(),
  outcome: Outcome.optional(),
  acceptedOn: LocalDate.optional(),
  countsFrom: LocalDate.optional(),
  /** Of a decision made over the limit, or given while it was open beyond its promised date, which is `overdueSince` (R27). */
  overdueReason: OverdueReason.optional(),
  overdueSince: LocalDate.optional(),
  /** Of a decision: whether it kept the limit that the law sets, where it sets one (R5b). */
  withinStatutory: z.boolean().optional(),
  /** Of an acceptance: made by the law because the office was silent (R15). */
  deemed: z.boolean().optional(),
  /** Filed by a proxy for the resident (R47). */
  proxy: z.literal(true).optional(),
  /** Of a decision: a higher body had a part in it (article 2). */
  sentUp: z.literal(true).optional(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** What figures need of an entry's facts; the rest (codes of materials, hashes) stays in the case. */
const FiguredFacts = JournalEntry.pick({
  dueOn: true,
  onTime: true,
  outcome: true,
  acceptedOn: true,
  countsFrom: true,
  overdueReason: true,
  overdueSince: true,
  withinStatutory: true,
  deemed: true,
});

export type Recorded = Pick<Case, "number" | "centre" | "itemCode" | "channel" | "regime" | "ledger"> &
  Partial<Pick<Case, "proxy" | "upwardLegs">>;

/** @param entry one of the case's ledger */
export const journalEntryOf = (subject: Recorded, entry: LedgerEntry): JournalEntry => {
  const before = subject.ledger.find(({ version }) => version === entry.version - 1);
  return {
    schema: 1,
    subject: subject.number,
    version: entry.version,
    what: entry.what,
    at: entry.at,
    on: localDateOf(entry.at),
    ...(before === undefined ? {} : { previousAt: before.at }),
    centre: subject.centre,
    itemCode: subject.itemCode,
    channel: subject.channel,
    regime: subject.regime,
    ...FiguredFacts.parse(entry.facts),
    ...(subject.proxy === undefined ? {} : { proxy: true }),
    // A decided case is sent up no more: its legs are those of the decision.
    ...(entry.what === "decided" && (subject.upwardLegs ?? []).length > 0 ? { sentUp: true } : {}),
  };
};

export const journalMonth = ({ on }: Pick<JournalEntry, "on">): Month => monthOf(on);

/** The partition within a month. Case numbers are random or hashes: their last character spreads them evenly. */
export const reportSegment = (subject: CaseNumber): number => subject.charCodeAt(subject.length - 1) % SEGMENTS;

/** An entry whose predecessor belongs to the same month must find it there. */
const lacksPredecessor = (entry: JournalEntry, month: Month, known: ReadonlySet<string>): boolean =>
  entry.version > 1 &&
  (entry.previousAt === undefined || monthOf(localDateOf(entry.previousAt)) === month) &&
  !known.has(`${entry.subject}#${entry.version - 1}`);

/** @throws Refusal `journal-gap`, naming case and version, when an entry of the month is missing before a later one */
export const refuseGaps = (entries: readonly JournalEntry[], month: Month): void => {
  const known = new Set(entries.map(({ subject, version }) => `${subject}#${version}`));
  const after = entries.find((entry) => lacksPredecessor(entry, month, known));
  if (after !== undefined) {
    throw new Refusal("journal-gap", { subject: after.subject, version: after.version - 1, month });
  }
};
