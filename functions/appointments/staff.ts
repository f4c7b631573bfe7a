/** Staff's routes about appointments: opening slots, the day's list, who came. */
import * as z from "zod";
import { APPOINTMENT_ROUTES } from "../../shared/http/routes/appointments.ts";
import { appointmentsOf, directoryToRead, now } from "../runtime/composition.ts";
import { AppointmentsTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object({ ...AppointmentsTable, ...DirectoryTable }));
const directory = directoryToRead(env);

export const handler = httpHandler("appointments-staff", APPOINTMENT_ROUTES, STAFF_OPERATIONS, {
  appointments: appointmentsOf(env),
  directory,
  people: directory,
  origins: settings().api.corsOrigins,
  now,
});
