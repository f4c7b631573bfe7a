/** Staff's routes about cases. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { CASE_ROUTES } from "../../shared/http/routes/cases.ts";
import { calendars, casesOf, directoryToRead, keyedHashes, now } from "../runtime/composition.ts";
import { CasesTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { acceptCase } from "./accept-case.ts";
import { completeCaseAtOnce } from "./complete-case-at-once.ts";
import { decideCase } from "./decide-case.ts";
import { deliverCase } from "./deliver-case.ts";
import { explainCaseDeadlineToStaff } from "./explain-case-deadline-to-staff.ts";
import { fileCaseForResident } from "./file-case-for-resident.ts";
import { giveCorrectionNotice } from "./give-correction-notice.ts";
import { listWork } from "./list-work.ts";
import { printReceipt } from "./print-receipt.ts";
import { readCaseAsStaff } from "./read-case-as-staff.ts";
import { reissueLookupCode } from "./reissue-lookup-code.ts";
import { showing } from "./showing.ts";

const env = environment(z.object({ ...CasesTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }));
const town = settings();
const register = townRegister(town.divisionCode);

const operations = [
  fileCaseForResident,
  completeCaseAtOnce,
  listWork,
  readCaseAsStaff,
  explainCaseDeadlineToStaff,
  giveCorrectionNotice,
  acceptCase,
  decideCase,
  deliverCase,
  reissueLookupCode,
  printReceipt,
];

const directory = directoryToRead(env);

export const handler = httpHandler("cases-staff", CASE_ROUTES, operations, {
  cases: casesOf(env),
  directory,
  people: directory,
  calendars,
  hours: town.officeHours,
  register,
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
  ...showing(register, town.sampleData),
});
