/** Staff's routes about cases. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { CASE_ROUTES } from "../../shared/http/routes/cases.ts";
import {
  appointmentsOf,
  calendarsOf,
  casesOf,
  contactsOf,
  directoryToRead,
  keyedHashes,
  now,
} from "../runtime/composition.ts";
import { AppointmentsTable, CasesTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { showing } from "./showing.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(
  z.object({ ...AppointmentsTable, ...CasesTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }),
);
const town = settings();
const register = townRegister(town.divisionCode);

const directory = directoryToRead(env);

export const handler = httpHandler("cases-staff", CASE_ROUTES, STAFF_OPERATIONS, {
  cases: casesOf(env),
  contacts: contactsOf(env),
  appointments: appointmentsOf(env),
  directory,
  people: directory,
  calendars: calendarsOf(env),
  hours: town.officeHours,
  ladder: town.ladder,
  register,
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
  ...showing(register, town.sampleData),
});
