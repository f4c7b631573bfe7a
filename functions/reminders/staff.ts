/** Lambda `reminders-staff`: what was sent to the reader, and which cases of a centre are at risk. Reads only. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { REMINDER_ROUTES } from "../../shared/http/routes/reminders.ts";
import {
  calendarsOf,
  casesAtRisk,
  deliveriesOf,
  directoryToRead,
  now,
  sentMessagesOf,
} from "../runtime/composition.ts";
import { CasesTable, DirectoryTable, environment, RemindersTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object({ ...CasesTable, ...DirectoryTable, ...RemindersTable }));
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler("reminders-staff", REMINDER_ROUTES, STAFF_OPERATIONS, {
  sent: sentMessagesOf(env),
  deliveries: deliveriesOf(env),
  atRisk: casesAtRisk(env),
  directory,
  people: directory,
  register: townRegister(town.divisionCode),
  calendars: calendarsOf(env),
  signature: town.sms.signature,
  origins: town.api.corsOrigins,
  now,
});
