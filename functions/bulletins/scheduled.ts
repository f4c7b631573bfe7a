/** Lambda `bulletins-scheduled`: every morning, what the month's turn asks for. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import {
  attendanceOf,
  calendarsOf,
  cardsOf,
  directoryToRead,
  ratingsOf,
  reportsOf,
  returnsOf,
  sentMessagesOf,
  takeOversOf,
  topicNamed,
} from "../runtime/composition.ts";
import { DirectoryTable, environment, RatingsTable, RemindersTable, ReportsTable } from "../runtime/environment.ts";
import { sha256 } from "../runtime/hashes.ts";
import { scheduledHandler } from "../runtime/scheduled.ts";
import { settings } from "../runtime/settings.ts";
import { makeBulletins } from "./make-bulletins.ts";

const env = environment(
  z.object({
    ...ReportsTable,
    ...DirectoryTable,
    ...RatingsTable,
    ...RemindersTable,
    MONTHLY_REPORTS_TOPIC_ARN: z.string().min(1),
    CODE_VERSION: z.string().min(1),
  }),
);
const municipality = settings();

export const handler = scheduledHandler(
  "make-bulletins",
  makeBulletins({
    reports: reportsOf(env),
    cards: cardsOf(env),
    ratings: ratingsOf(env),
    book: attendanceOf(env),
    takeOvers: takeOversOf(env),
    sent: sentMessagesOf(env),
    returns: returnsOf(env),
    directory: directoryToRead(env),
    register: townRegister(municipality.divisionCode),
    topic: topicNamed(env.MONTHLY_REPORTS_TOPIC_ARN),
    calendars: calendarsOf(env),
    municipality,
    sha256,
    codeVersion: env.CODE_VERSION,
  }),
);
