/** What `cases-residents` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { answerOfferedHandOver } from "./answer-hand-over.ts";
import { explainCaseDeadline } from "./explain-case-deadline.ts";
import { fileCase } from "./file-case.ts";
import { listReceipts } from "./list-receipts.ts";
import { readCase } from "./read-case.ts";
import { showReceipt } from "./show-receipt.ts";
import { showVerification } from "./show-verification.ts";
import { submitCorrectionsOfCase } from "./submit-corrections.ts";
import { verifyReceipt } from "./verify-receipt.ts";
import { withdrawCase } from "./withdraw-case.ts";

export const RESIDENT_OPERATIONS = [
  fileCase,
  readCase,
  explainCaseDeadline,
  submitCorrectionsOfCase,
  withdrawCase,
  answerOfferedHandOver,
  listReceipts,
  showReceipt,
  verifyReceipt,
  showVerification,
] as const;
