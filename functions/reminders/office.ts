/** Lambda `reminders-office`: what was sent to whom and what became of it, what it cost, and sending it again. */
import * as z from "zod";
import { REMINDER_ROUTES } from "../../shared/http/routes/reminders.ts";
import {
  calendarsOf,
  deliveriesOf,
  directoryToRead,
  now,
  resendsOf,
  sentMessagesOf,
  topicNamed,
} from "../runtime/composition.ts";
import { DirectoryTable, environment, RemindersTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { OFFICE_OPERATIONS } from "./office-operations.ts";

const env = environment(
  z.object({ ...DirectoryTable, ...RemindersTable, DEADLINE_REMINDERS_TOPIC_ARN: z.string().min(1) }),
);
const { code: municipality, sms, api } = settings();
const directory = directoryToRead(env);
const topic = topicNamed(env.DEADLINE_REMINDERS_TOPIC_ARN);

export const handler = httpHandler("reminders-office", REMINDER_ROUTES, OFFICE_OPERATIONS, {
  sent: sentMessagesOf(env),
  deliveries: deliveriesOf(env),
  resends: resendsOf(env),
  publish: (deliveryId: string) =>
    topic.publish({
      body: { deliveryId },
      attributes: { kind: "deadline", channel: "sms", locale: "zh-CN", municipality },
    }),
  directory,
  people: directory,
  calendars: calendarsOf(env),
  sms,
  signature: sms.signature,
  window: sms.window,
  origins: api.corsOrigins,
  now,
});
