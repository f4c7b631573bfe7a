/** Lambda `reminders-scheduled`: the sweep of deadlines. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import {
  calendarsOf,
  casesOf,
  complaintsOf,
  deliveriesOf,
  directoryToRead,
  now,
  ratingsOf,
  returnRemindersOf,
  returnsOf,
  topicNamed,
} from "../runtime/composition.ts";
import {
  CasesTable,
  ComplaintsTable,
  DirectoryTable,
  environment,
  RatingsTable,
  RemindersTable,
  ReportsTable,
} from "../runtime/environment.ts";
import { scheduledHandler } from "../runtime/scheduled.ts";
import { settings } from "../runtime/settings.ts";
import { caseDocket, complaintDocket, ratingDocket } from "./docket.ts";
import { attended } from "./fire-stages.ts";
import { returnDocket } from "./return-docket.ts";
import { sweepDeadlines } from "./sweep-deadlines.ts";

const env = environment(
  z.object({
    ...CasesTable,
    ...ComplaintsTable,
    ...DirectoryTable,
    ...RatingsTable,
    ...RemindersTable,
    ...ReportsTable,
    DEADLINE_REMINDERS_TOPIC_ARN: z.string().min(1),
  }),
);
const { code: municipality, divisionCode, officeHours, ladder, returns, sms } = settings();
const dataReturns = returnDocket({
  returns: returnsOf(env),
  reminders: returnRemindersOf(env),
  calendars: calendarsOf(env),
  towns: townRegister(divisionCode).towns,
  kinds: returns,
  ...{ hours: officeHours, ladder, now },
});
const topic = topicNamed(env.DEADLINE_REMINDERS_TOPIC_ARN);

export const handler = scheduledHandler(
  "sweep-deadlines",
  sweepDeadlines({
    dockets: [
      attended(caseDocket(casesOf(env))),
      attended(complaintDocket(complaintsOf(env))),
      attended(ratingDocket(ratingsOf(env))),
      attended(dataReturns),
    ],
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
