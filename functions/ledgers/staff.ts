/** Lambda `ledgers-staff`: the ledgers of centres and stations, apart because it holds what writes workbooks. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { villageRegister } from "../../shared/directory/station-register.ts";
import { LEDGER_ROUTES } from "../../shared/http/routes/ledgers.ts";
import { directoryToRead, ledgersOf, now } from "../runtime/composition.ts";
import { DirectoryTable, environment, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { STAFF_OPERATIONS } from "./staff-operations.ts";

const env = environment(z.object({ ...DirectoryTable, ...ReportsTable }));
const town = settings();
const directory = directoryToRead(env);

export const handler = httpHandler("ledgers-staff", LEDGER_ROUTES, STAFF_OPERATIONS, {
  ledgers: ledgersOf(env),
  directory,
  people: directory,
  register: townRegister(town.divisionCode),
  villages: villageRegister(town.divisionCode),
  sample: town.sampleData,
  origins: town.api.corsOrigins,
  now,
});
