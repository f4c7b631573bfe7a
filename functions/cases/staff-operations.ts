/** What `cases-staff` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { acceptCase } from "./accept-case.ts";
import { acceptCaseAsProxy } from "./accept-case-as-proxy.ts";
import { acceptConditionally } from "./accept-conditionally.ts";
import { acceptContact } from "./accept-contact.ts";
import { annulCardOfCase } from "./annul-card.ts";
import { answerContact } from "./answer-contact.ts";
import { answerSupervision } from "./answer-supervision.ts";
import { askFurtherForPapers } from "./ask-further.ts";
import { completeCaseAtOnce } from "./complete-case-at-once.ts";
import { completeTask } from "./complete-task.ts";
import { decideCase } from "./decide-case.ts";
import { decideCaseAsProxy } from "./decide-case-as-proxy.ts";
import { deliverCase } from "./deliver-case.ts";
import { deliverCaseAsProxy } from "./deliver-case-as-proxy.ts";
import { endSuspensionOfCase } from "./end-suspension.ts";
import { explainCaseDeadlineToStaff } from "./explain-case-deadline-to-staff.ts";
import { explainCaseHolding } from "./explain-case-holding.ts";
import { extendCase } from "./extend-case.ts";
import { fileCaseAsProxy } from "./file-case-as-proxy.ts";
import { fileCaseForResident } from "./file-case-for-resident.ts";
import { forwardCase } from "./forward-case.ts";
import { giveCorrectionNotice } from "./give-correction-notice.ts";
import { giveReasonOfOverdue } from "./give-overdue-reason.ts";
import { handOverContact } from "./hand-over-contact.ts";
import { listContacts } from "./list-contacts.ts";
import { listProxyCases } from "./list-proxy-cases.ts";
import { listReceiptsAsStaff } from "./list-receipts-as-staff.ts";
import { listWork } from "./list-work.ts";
import { orderSupervision } from "./order-supervision.ts";
import { printReceipt } from "./print-receipt.ts";
import { readCaseAsStaff } from "./read-case-as-staff.ts";
import { readContact } from "./read-contact.ts";
import { readProxyCase } from "./read-proxy-case.ts";
import { recordContact } from "./record-contact.ts";
import { recordCorrections } from "./record-corrections.ts";
import { recordHandOverAnswer } from "./record-hand-over-answer.ts";
import { recordPromisedPapers } from "./record-promised-papers.ts";
import { recordPutRight } from "./record-put-right.ts";
import { recordReceivedAbove } from "./record-received-above.ts";
import { recordReturnedFromAbove } from "./record-returned-from-above.ts";
import { reissueLookupCode } from "./reissue-lookup-code.ts";
import { renewSuspensionOfCase } from "./renew-suspension.ts";
import { sendCaseUp } from "./send-case-up.ts";
import { showReceiptAsStaff } from "./show-receipt-as-staff.ts";
import { suspendCase } from "./suspend-case.ts";
import { turnCaseAway } from "./turn-case-away.ts";
import { withdrawCaseForResident } from "./withdraw-case-for-resident.ts";

export const STAFF_OPERATIONS = [
  fileCaseForResident,
  completeCaseAtOnce,
  listWork,
  readCaseAsStaff,
  explainCaseDeadlineToStaff,
  explainCaseHolding,
  giveCorrectionNotice,
  acceptCase,
  decideCase,
  deliverCase,
  reissueLookupCode,
  printReceipt,
  suspendCase,
  renewSuspensionOfCase,
  endSuspensionOfCase,
  extendCase,
  fileCaseAsProxy,
  listProxyCases,
  readProxyCase,
  forwardCase,
  acceptCaseAsProxy,
  decideCaseAsProxy,
  deliverCaseAsProxy,
  recordContact,
  listContacts,
  readContact,
  handOverContact,
  acceptContact,
  answerContact,
  recordPutRight,
  recordCorrections,
  askFurtherForPapers,
  turnCaseAway,
  recordHandOverAnswer,
  withdrawCaseForResident,
  acceptConditionally,
  recordPromisedPapers,
  completeTask,
  sendCaseUp,
  recordReceivedAbove,
  recordReturnedFromAbove,
  listReceiptsAsStaff,
  showReceiptAsStaff,
  orderSupervision,
  answerSupervision,
  annulCardOfCase,
  giveReasonOfOverdue,
] as const;
