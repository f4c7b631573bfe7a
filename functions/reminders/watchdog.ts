/** Lambda `reminders-watchdog`: what the sweep should have fired, and did not (R35). */
import * as z from "zod";
import {
  calendarsOf,
  casesOf,
  deliveriesOf,
  directoryToRead,
  topicNamed,
  watchedCasesOf,
} from "../runtime/composition.ts";
import { CasesTable, DirectoryTable, environment, RemindersTable } from "../runtime/environment.ts";
import { scheduledHandler } from "../runtime/scheduled.ts";
import { settings } from "../runtime/settings.ts";
import { watchDeadlines } from "./watch-deadlines.ts";

const env = environment(
  z.object({ ...CasesTable, ...DirectoryTable, ...RemindersTable, DEADLINE_REMINDERS_TOPIC_ARN: z.string().min(1) }),
);
const { code: municipality, officeHours, ladder, sms } = settings();
const topic = topicNamed(env.DEADLINE_REMINDERS_TOPIC_ARN);

export const handler = scheduledHandler(
  "watch-deadlines",
  watchDeadlines({
    cases: { ...casesOf(env), ...watchedCasesOf(env) },
    directory: directoryToRead(env),
    deliveries: deliveriesOf(env),
    publish: (deliveryId) =>
      topic.publish({
        body: { deliveryId },
        attributes: { kind: "deadline", channel: "sms", locale: "zh-CN", municipality },
      }),
    calendars: calendarsOf(env),
    hours: officeHours,
    ladder,
    window: sms.window,
  }),
);
