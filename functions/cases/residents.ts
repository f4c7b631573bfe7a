/** Residents' routes about cases: filing, looking up. Holds no staff permission. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { RESIDENT_RECEIPT_ROUTES } from "../../shared/http/routes/cases/receipts.ts";
import { RESIDENT_CASE_ROUTES } from "../../shared/http/routes/cases/residents.ts";
import { attachmentsOf, calendarsOf, casesOf, directoryToRead, keyedHashes, now } from "../runtime/composition.ts";
import { CasesTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { remembering } from "../runtime/remembering.ts";
import { settings } from "../runtime/settings.ts";
import { RESIDENT_OPERATIONS } from "./resident-operations.ts";
import { showing } from "./showing.ts";

const env = environment(z.object({ ...CasesTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }));
const town = settings();
const register = townRegister(town.divisionCode);
const { item, roster } = directoryToRead(env);
/** Filing asks which windows and posts there are, not who is on duty: that may be half a minute old. */
const newest = remembering((code: string) => item(code), now);
const directory = {
  item: (code: string, version?: number) => (version === undefined ? newest(code) : item(code, version)),
  roster: remembering(roster, now),
};

const routes = { ...RESIDENT_CASE_ROUTES, ...RESIDENT_RECEIPT_ROUTES };

export const handler = httpHandler("cases-residents", routes, RESIDENT_OPERATIONS, {
  cases: casesOf(env),
  attachments: attachmentsOf(env),
  directory,
  calendars: calendarsOf(env),
  hours: town.officeHours,
  ladder: town.ladder,
  register,
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
  ...showing(register, town.sampleData),
});
