/**
 * The month's journal of complaints, beside that of cases: codes and days only. Whom one is about, who handles it and who
 * complained never enter it; what the municipal office may not see of one leaves no figure in its bulletin (R53).
 */
import * as z from "zod";
import {
  CallBackResult,
  type Complaint,
  type ComplaintEntry,
  ComplaintEntryKind,
  ComplaintKind,
  ComplaintNumber,
  Finding,
} from "../complaints/complaint.ts";
import { CentreCode } from "../directory/units.ts";
import { Instant, LocalDate, localDateOf } from "../kernel/local-date.ts";

export const ComplaintJournalEntry = z.object({
  schema: z.literal(1),
  subject: ComplaintNumber,
  version: z.int().min(1),
  what: ComplaintEntryKind,
  at: Instant,
  on: LocalDate,
  centre: CentreCode,
  kind: ComplaintKind,
  /** Somebody of the municipal office is walled from it. */
  hidden: z.literal(true).optional(),
  finding: Finding.optional(),
  onTime: z.boolean().optional(),
  result: CallBackResult.optional(),
});
export type ComplaintJournalEntry = z.infer<typeof ComplaintJournalEntry>;

const FiguredFacts = ComplaintJournalEntry.pick({ finding: true, onTime: true, result: true });

export const complaintJournalEntryOf = (
  { number, centre, kind, hiddenFromOffice }: Pick<Complaint, "number" | "centre" | "kind" | "hiddenFromOffice">,
  { version, what, at, facts }: Pick<ComplaintEntry, "version" | "what" | "at" | "facts">,
): ComplaintJournalEntry => ({
  ...{ schema: 1, subject: number, version, what, at, on: localDateOf(at), centre, kind },
  ...(hiddenFromOffice ? { hidden: true } : {}),
  ...FiguredFacts.parse(facts),
});
