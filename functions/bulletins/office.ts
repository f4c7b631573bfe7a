/** Lambda `bulletins-office`: what the municipal office reads and signs. */
import * as z from "zod";
import { BULLETIN_ROUTES } from "../../shared/http/routes/bulletins.ts";
import { directoryToRead, now, reportsOf, topicNamed } from "../runtime/composition.ts";
import { DirectoryTable, environment, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { answerObjection } from "./answer-objection.ts";
import { listBulletins } from "./list-bulletins.ts";
import { readBulletin } from "./read-bulletin.ts";
import { readBulletinPage } from "./read-bulletin-page.ts";
import { recordBulletinCorrection } from "./record-bulletin-correction.ts";
import { signOffBulletin } from "./sign-off-bulletin.ts";

const env = environment(z.object({ ...ReportsTable, ...DirectoryTable, MONTHLY_REPORTS_TOPIC_ARN: z.string().min(1) }));

const municipality = settings();

export const handler = httpHandler(
  "bulletins-office",
  BULLETIN_ROUTES,
  [listBulletins, readBulletin, readBulletinPage, signOffBulletin, answerObjection, recordBulletinCorrection],
  {
    reports: reportsOf(env),
    people: directoryToRead(env),
    topic: topicNamed(env.MONTHLY_REPORTS_TOPIC_ARN),
    municipality,
    origins: municipality.api.corsOrigins,
    now,
  },
);
