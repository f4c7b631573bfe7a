/** Residents' routes about ratings. Holds no staff permission. */
import * as z from "zod";
import { RATING_ROUTES } from "../../shared/http/routes/ratings.ts";
import { calendarsOf, casesOf, directoryToRead, keyedHashes, now, ratingsOf } from "../runtime/composition.ts";
import { CasesTable, DirectoryTable, environment, RatingsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { RESIDENT_OPERATIONS } from "./resident-operations.ts";

const env = environment(z.object({ ...CasesTable, ...RatingsTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }));
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler("ratings-residents", RATING_ROUTES, RESIDENT_OPERATIONS, {
  ratings: ratingsOf(env),
  cases: casesOf(env),
  directory,
  people: directory,
  calendars: calendarsOf(env),
  hours: town.officeHours,
  ladder: town.ladder,
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
  sample: town.sampleData,
});
