/** Staff's routes about themselves, who is away, who came and went, and what went wrong with posts. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { DIRECTORY_ROUTES } from "../../shared/http/routes/directory.ts";
import { absencesOf, attendanceOf, calendarsOf, directoryToRead, now, takeOversOf } from "../runtime/composition.ts";
import { DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object(DirectoryTable));
const town = settings();

const directory = directoryToRead(env);

export const handler = httpHandler("directory-staff", DIRECTORY_ROUTES, STAFF_OPERATIONS, {
  directory,
  people: directory,
  absences: absencesOf(env),
  book: attendanceOf(env),
  takeOvers: takeOversOf(env),
  calendars: calendarsOf(env),
  hours: town.officeHours,
  rules: town.posts,
  register: townRegister(town.divisionCode),
  origins: town.api.corsOrigins,
  now,
});
