/** Lambda `complaints-events`: what happened to complaints, from the table's stream to the complainants' deliveries and the topic. */
import * as z from "zod";
import {
  calendarsOf,
  complaintInImage,
  complaintsOf,
  deliveriesOf,
  journalOf,
  now,
  redriveOf,
  topicNamed,
} from "../runtime/composition.ts";
import { ComplaintsTable, DirectoryTable, environment, RemindersTable, ReportsTable } from "../runtime/environment.ts";
import { settings } from "../runtime/settings.ts";
import { complaintEventsConsumer } from "./publish-complaint-events.ts";

const env = environment(
  z.object({
    ...ComplaintsTable,
    ...RemindersTable,
    ...ReportsTable,
    ...DirectoryTable,
    COMPLAINTS_TOPIC_ARN: z.string().min(1),
    REDRIVE_QUEUE_URL: z.url(),
  }),
);

export const handler = complaintEventsConsumer({
  complaints: complaintsOf(env),
  complaintInImage,
  journal: journalOf(env),
  deliveries: deliveriesOf(env),
  topic: topicNamed(env.COMPLAINTS_TOPIC_ARN),
  redrive: redriveOf(env),
  calendars: calendarsOf(env),
  municipality: settings(),
  now,
});
