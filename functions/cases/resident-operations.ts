/** What `cases-residents` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { answerOfferedHandOver } from "./answer-hand-over.ts";
import { explainCaseDeadline } from "./explain-case-deadline.ts";
import { fileCase } from "./file-case.ts";
import { readCase } from "./read-case.ts";
import { withdrawCase } from "./withdraw-case.ts";

export const RESIDENT_OPERATIONS = [
  fileCase,
  readCase,
  explainCaseDeadline,
  withdrawCase,
  answerOfferedHandOver,
] as const;
