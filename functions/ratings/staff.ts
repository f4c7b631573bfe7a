/** Staff's routes about ratings. */
import * as z from "zod";
import { RATING_ROUTES } from "../../shared/http/routes/ratings.ts";
import { calendarsOf, directoryToRead, keyedHashes, now, ratingsOf } from "../runtime/composition.ts";
import { DirectoryTable, environment, RatingsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object({ ...RatingsTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }));
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler("ratings-staff", RATING_ROUTES, STAFF_OPERATIONS, {
  ratings: ratingsOf(env),

  directory,
  people: directory,
  calendars: calendarsOf(env),
  hours: town.officeHours,
  ladder: town.ladder,
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
});
