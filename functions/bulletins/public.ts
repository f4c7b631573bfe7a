/** Lambda `bulletins-public`: the extract of each issued bulletin, where the municipality publishes it. */
import * as z from "zod";
import { BULLETIN_ROUTES } from "../../shared/http/routes/bulletins.ts";
import { reportsOf } from "../runtime/composition.ts";
import { environment, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { listPublicBulletins } from "./list-public-bulletins.ts";
import { readPublicBulletin } from "./read-public-bulletin.ts";

const env = environment(z.object({ ...ReportsTable }));
const municipality = settings();

export const handler = httpHandler("bulletins-public", BULLETIN_ROUTES, [listPublicBulletins, readPublicBulletin], {
  reports: reportsOf(env),
  municipality,
  origins: municipality.api.corsOrigins,
});
