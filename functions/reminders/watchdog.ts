/** Lambda `reminders-watchdog`: what the sweep should have fired, and did not (R35). */
import * as z from "zod";
import { attentionOf } from "../../shared/casework/writing.ts";
import { attentionOfComplaint } from "../../shared/complaints/writing.ts";
import { townRegister } from "../../shared/directory/register.ts";
import { attentionOfRating } from "../../shared/ratings/writing.ts";
import { attentionOfReturn } from "../../shared/returns/reminding.ts";
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
  watchedCasesOf,
  watchedComplaintsOf,
  watchedRatingsOf,
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
import { returnDocket } from "./return-docket.ts";
import { watchDeadlines } from "./watch-deadlines.ts";
import { watchedDocket } from "./watched-docket.ts";

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
  "watch-deadlines",
  watchDeadlines({
    dockets: [
      watchedDocket(caseDocket(casesOf(env)), watchedCasesOf(env), attentionOf),
      watchedDocket(complaintDocket(complaintsOf(env)), watchedComplaintsOf(env), attentionOfComplaint),
      watchedDocket(ratingDocket(ratingsOf(env)), watchedRatingsOf(env), attentionOfRating),
      watchedDocket(dataReturns, dataReturns, attentionOfReturn),
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
