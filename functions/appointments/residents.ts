/** Residents' routes about appointments. Holds no staff permission. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { APPOINTMENT_ROUTES } from "../../shared/http/routes/appointments.ts";
import { appointmentsOf, directoryToRead, keyedHashes, now } from "../runtime/composition.ts";
import { AppointmentsTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { remembering } from "../runtime/remembering.ts";
import { settings } from "../runtime/settings.ts";
import { RESIDENT_OPERATIONS } from "./resident-operations.ts";

const env = environment(z.object({ ...AppointmentsTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }));
const town = settings();
const { item, roster } = directoryToRead(env);
/** Which windows and items there are may be half a minute old. */
const directory = { item: remembering((code: string) => item(code), now), roster: remembering(roster, now) };

export const handler = httpHandler("appointments-residents", APPOINTMENT_ROUTES, RESIDENT_OPERATIONS, {
  appointments: appointmentsOf(env),
  directory,
  register: townRegister(town.divisionCode),
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
});
