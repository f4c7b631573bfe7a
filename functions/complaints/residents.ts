/** Residents' routes about complaints: filing, looking up. Holds no staff permission. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { COMPLAINT_ROUTES } from "../../shared/http/routes/complaints.ts";
import { calendarsOf, complaintsOf, directoryToRead, keyedHashes, now } from "../runtime/composition.ts";
import { ComplaintsTable, DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { remembering } from "../runtime/remembering.ts";
import { settings } from "../runtime/settings.ts";
import { RESIDENT_OPERATIONS } from "./resident-operations.ts";

const env = environment(z.object({ ...ComplaintsTable, ...DirectoryTable, CODE_SECRET_ARN: z.string() }));
const town = settings();
const people = directoryToRead(env);
/**
 * Who is walled and who handles it may be told from people half a minute old, as with cases: whoever opens it later is held
 * against those of that moment, and a handler who cannot is skipped upward (R53).
 */
const office = remembering((_: "all") => people.office(), now);
const directory = { roster: remembering(people.roster, now), office: () => office("all") };

export const handler = httpHandler("complaints-residents", COMPLAINT_ROUTES, RESIDENT_OPERATIONS, {
  complaints: complaintsOf(env),
  directory,
  people,
  calendars: calendarsOf(env),
  hours: town.officeHours,
  ladder: town.ladder,
  register: townRegister(town.divisionCode),
  keyed: keyedHashes(env.CODE_SECRET_ARN),
  origins: town.api.corsOrigins,
  now,
  sample: town.sampleData,
});
