/** The SMS to a complainant: in the words that any applicant gets, so that whoever else reads the phone learns no more (R36). */
import type { Complaint, ComplaintEntry } from "../complaints/complaint.ts";
import { toldBySms } from "../complaints/telling.ts";
import { inGroups } from "../kernel/ids.ts";
import { complainantDeliveryId, type Delivery, openDelivery } from "./delivery.ts";
import { sendableFrom } from "./quiet-hours.ts";
import type { SendingDay } from "./resident-messages.ts";

const TEMPLATES = { result: "resident-decided", step: "resident-step" } as const;

/**
 * The SMS owed for one entry of a complaint's ledger; undefined: none. In no list and no count of the office (R53). The id
 * follows from complaint and entry: an entry seen twice is one SMS.
 */
export const complainantDelivery = (
  subject: Pick<Complaint, "number" | "notifyBySms" | "personal">,
  entry: ComplaintEntry,
  { at, calendar, window }: SendingDay,
): Delivery | undefined => {
  const told = toldBySms(subject, entry);
  if (told === undefined) return undefined;
  const { number } = subject;
  return openDelivery({
    id: complainantDeliveryId(number, entry.version),
    recipient: { kind: "resident", caseNumber: number, of: "complaint" },
    content: { template: TEMPLATES[told], params: { number: inGroups(number) } },
    createdAt: at,
    notBefore: sendableFrom(at, calendar, window, false),
    urgent: false,
    confidential: true,
  });
};
