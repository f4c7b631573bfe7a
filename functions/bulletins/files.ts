/** Lambda `bulletins-files`: bulletins as PDF, workbook, CSV and in English. Apart, since what writes them is large. */
import * as z from "zod";
import { BULLETIN_FILE_ROUTES } from "../../shared/http/routes/bulletin-files.ts";
import { directoryToRead, now, reportFilesOf, reportsOf } from "../runtime/composition.ts";
import { fontBesideBundle } from "../runtime/documents/fonts.ts";
import { DirectoryTable, environment, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { readBulletinFile } from "./read-bulletin-file.ts";

const env = environment(z.object({ ...ReportsTable, ...DirectoryTable, REPORT_FILES_BUCKET: z.string().min(1) }));
const municipality = settings();

export const handler = httpHandler("bulletins-files", BULLETIN_FILE_ROUTES, [readBulletinFile], {
  reports: reportsOf(env),
  people: directoryToRead(env),
  files: reportFilesOf(env),
  font: fontBesideBundle,
  municipality,
  origins: municipality.api.corsOrigins,
  now,
});
