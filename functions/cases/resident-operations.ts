/** What `cases-residents` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { explainCaseDeadline } from "./explain-case-deadline.ts";
import { fileCase } from "./file-case.ts";
import { readCase } from "./read-case.ts";

export const RESIDENT_OPERATIONS = [fileCase, readCase, explainCaseDeadline] as const;
