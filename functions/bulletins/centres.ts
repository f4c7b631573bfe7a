/** Lambda `bulletins-centres`: what the leaders of a centre read of a bulletin, and object to. */
import * as z from "zod";
import { BULLETIN_ROUTES } from "../../shared/http/routes/bulletins.ts";
import { directoryToRead, now, reportsOf } from "../runtime/composition.ts";
import { DirectoryTable, environment, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { listOwnBulletins } from "./list-own-bulletins.ts";
import { objectToBulletin } from "./object-to-bulletin.ts";
import { readOwnBulletin } from "./read-own-bulletin.ts";

const env = environment(z.object({ ...ReportsTable, ...DirectoryTable }));

export const handler = httpHandler(
  "bulletins-centres",
  BULLETIN_ROUTES,
  [listOwnBulletins, readOwnBulletin, objectToBulletin],
  { reports: reportsOf(env), people: directoryToRead(env), origins: settings().api.corsOrigins, now },
);
