/** Lambda `returns-staff`: what centres hand in, and how the municipal office sees it. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { villageRegister } from "../../shared/directory/station-register.ts";
import { RETURN_ROUTES } from "../../shared/http/routes/returns.ts";
import { boardCountsOf, calendarsOf, directoryToRead, now, returnsOf } from "../runtime/composition.ts";
import { DirectoryTable, environment, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object({ ...DirectoryTable, ...ReportsTable }));
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler("returns-staff", RETURN_ROUTES, STAFF_OPERATIONS, {
  returns: returnsOf(env),
  counts: boardCountsOf(env),
  directory,
  people: directory,
  calendars: calendarsOf(env),
  towns: townRegister(town.divisionCode).towns,
  villages: villageRegister(town.divisionCode),
  kinds: town.returns,
  sample: town.sampleData,
  origins: town.api.corsOrigins,
  now,
});
