/** What `complaints-staff` serves. */
import { acceptComplaint } from "./accept-complaint.ts";
import { annulComplaintCard } from "./annul-complaint-card.ts";
import { answerComplaintSupervision } from "./answer-complaint-supervision.ts";
import { assignComplaint } from "./assign-complaint.ts";
import { decideComplaint } from "./decide-complaint.ts";
import { decideReview } from "./decide-review.ts";
import { declareInterest } from "./declare-interest.ts";
import { extendComplaint } from "./extend-complaint.ts";
import { extendPetition } from "./extend-petition.ts";
import { fileComplaintForResident } from "./file-complaint-for-resident.ts";
import { handOverPetition } from "./hand-over-petition.ts";
import { handOverReferral } from "./hand-over-referral.ts";
import { joinComplaint } from "./join-complaint.ts";
import { listComplaints } from "./list-complaints.ts";
import { listComplaintsOfCentre } from "./list-complaints-of-centre.ts";
import { noteInquiry } from "./note-inquiry.ts";
import { orderComplaintSupervision } from "./order-complaint-supervision.ts";
import { readComplainant } from "./read-complainant.ts";
import { readComplaintAsStaff } from "./read-complaint-as-staff.ts";
import { recordCallBack } from "./record-call-back.ts";
import { referComplaint } from "./refer-complaint.ts";
import { registerPetition } from "./register-petition.ts";
import { reissueComplaintCode } from "./reissue-complaint-code.ts";
import { returnComplaint } from "./return-complaint.ts";
import { ruleComplaint } from "./rule-complaint.ts";
import { turnComplaintAway } from "./turn-complaint-away.ts";

export const STAFF_OPERATIONS = [
  acceptComplaint,
  annulComplaintCard,
  answerComplaintSupervision,
  assignComplaint,
  decideComplaint,
  decideReview,
  declareInterest,
  extendComplaint,
  extendPetition,
  fileComplaintForResident,
  handOverPetition,
  handOverReferral,
  joinComplaint,
  listComplaints,
  listComplaintsOfCentre,
  noteInquiry,
  orderComplaintSupervision,
  readComplainant,
  readComplaintAsStaff,
  recordCallBack,
  referComplaint,
  registerPetition,
  reissueComplaintCode,
  returnComplaint,
  ruleComplaint,
  turnComplaintAway,
] as const;
