/** Lambda `cases-events`: what happened to cases, from the table's stream to journal, deliveries and topic. */
import * as z from "zod";
import {
  calendarsOf,
  cardsOf,
  caseInImage,
  casesOf,
  contactInImage,
  deliveriesOf,
  journalOf,
  ledgersOf,
  now,
  redriveOf,
  takeOversOf,
  topicNamed,
} from "../runtime/composition.ts";
import { CasesTable, DirectoryTable, environment, RemindersTable, ReportsTable } from "../runtime/environment.ts";
import { settings } from "../runtime/settings.ts";
import { caseEventsConsumer } from "./consume-case-events.ts";

const env = environment(
  z.object({
    ...CasesTable,
    ...ReportsTable,
    ...RemindersTable,
    ...DirectoryTable,
    CASES_TOPIC_ARN: z.string().min(1),
    REDRIVE_QUEUE_URL: z.url(),
  }),
);

export const handler = caseEventsConsumer({
  cases: casesOf(env),
  caseInImage,
  contactInImage,
  journal: journalOf(env),
  ledgers: ledgersOf(env),
  cards: cardsOf(env),
  deliveries: deliveriesOf(env),
  takeOvers: takeOversOf(env),
  topic: topicNamed(env.CASES_TOPIC_ARN),
  redrive: redriveOf(env),
  calendars: calendarsOf(env),
  municipality: settings(),
  now,
});
