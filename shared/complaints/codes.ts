/** A new look-up code (R51): what it shows is the complainant's alone, so that it takes an identity to check. */
import { Refusal } from "../kernel/refusal.ts";
import type { Complaint } from "./complaint.ts";
import { moving } from "./handling.ts";
import type { ComplaintCodeReissue } from "./requests.ts";
import { requireRoomToNote } from "./room.ts";
import { type ComplaintOccasion, hashedFact, keepingText } from "./writing.ts";

/** A document proves a name, a call that it is their phone: of what was not left, neither proves anything. */
const isCheckable = ({ personal }: Complaint, identity: ComplaintCodeReissue["identity"]): boolean =>
  personal.complainant?.[identity === "call-back" ? "phone" : "name"] !== undefined;

/** The old code stops working; how identity was checked is on record. @throws Refusal `identity-not-checkable`, `case-full` */
export const reissueComplaintCode = (
  before: Complaint,
  { identity, reason }: ComplaintCodeReissue,
  occasion: ComplaintOccasion,
): Complaint => {
  if (!isCheckable(before, identity)) throw new Refusal("identity-not-checkable");
  requireRoomToNote(before, reason);
  return moving(
    before,
    "reissue-code",
    { codeVersion: before.codeVersion + 1, personal: keepingText(before, "notes", reason) },
    { identity, ...hashedFact("reasonHash", reason, occasion) },
    occasion,
  );
};
