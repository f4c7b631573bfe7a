/** Public routes about the town: centres, stations, guides and deadlines. Can write nothing. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { villageRegister } from "../../shared/directory/station-register.ts";
import { DIRECTORY_ROUTES } from "../../shared/http/routes/directory.ts";
import { calendarsOf, directoryToRead, editionsOf, now } from "../runtime/composition.ts";
import { DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { calculateDeadline } from "./calculate-deadline.ts";
import { listCentreItems } from "./list-centre-items.ts";
import { listCentres } from "./list-centres.ts";
import { listServiceItems } from "./list-service-items.ts";
import { listStations } from "./list-stations.ts";
import { readCalendar } from "./read-calendar.ts";
import { readCentre } from "./read-centre.ts";
import { readServiceItem } from "./read-service-item.ts";

const env = environment(z.object(DirectoryTable));
const town = settings();

const operations = [
  listCentres,
  readCentre,
  listStations,
  listCentreItems,
  listServiceItems,
  readServiceItem,
  calculateDeadline,
  readCalendar,
];

export const handler = httpHandler("directory-residents", DIRECTORY_ROUTES, operations, {
  directory: directoryToRead(env),
  register: townRegister(town.divisionCode),
  villages: villageRegister(town.divisionCode),
  calendars: calendarsOf(env),
  editions: editionsOf(env),
  hours: town.officeHours,
  origins: town.api.corsOrigins,
  now,
});
