/** Staff's and the office's routes about scorecards. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { SCORECARD_ROUTES } from "../../shared/http/routes/scorecards.ts";
import {
  attendanceOf,
  calendarsOf,
  cardsOf,
  complaintsOf,
  directoryToRead,
  now,
  ratingsOf,
  takeOversOf,
} from "../runtime/composition.ts";
import { ComplaintsTable, DirectoryTable, environment, RatingsTable, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object({ ...ComplaintsTable, ...DirectoryTable, ...RatingsTable, ...ReportsTable }));
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler("scorecards-staff", SCORECARD_ROUTES, STAFF_OPERATIONS, {
  ratings: ratingsOf(env),
  cards: cardsOf(env),
  complaints: complaintsOf(env),
  directory,
  people: directory,
  book: attendanceOf(env),
  takeOvers: takeOversOf(env),
  calendars: calendarsOf(env),
  hours: town.officeHours,
  rules: town.posts,
  register: townRegister(town.divisionCode),
  origins: town.api.corsOrigins,
  now,
});
