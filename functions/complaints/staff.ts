/** Staff's routes about complaints, all of them behind the walls. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { COMPLAINT_ROUTES } from "../../shared/http/routes/complaints.ts";
import { calendarsOf, complaintsOf, directoryToRead, keyedHashes, now } from "../runtime/composition.ts";
import { ComplaintsTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object({ ...ComplaintsTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }));
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler("complaints-staff", COMPLAINT_ROUTES, STAFF_OPERATIONS, {
  complaints: complaintsOf(env),
  directory,
  people: directory,
  calendars: calendarsOf(env),
  hours: town.officeHours,
  ladder: town.ladder,
  register: townRegister(town.divisionCode),
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
  sample: town.sampleData,
});
