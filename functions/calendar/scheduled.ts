/** Lambda `calendar-scheduled`: counts open cases, complaints and follow-ups of ratings again after a new edition of the calendar. */
import * as z from "zod";
import {
  casesOf,
  complaintsOf,
  countedCasesOf,
  countedComplaintsOf,
  countedRatingsOf,
  deliveriesOf,
  directoryToRead,
  editionsOf,
  ratingsOf,
} from "../runtime/composition.ts";
import {
  CasesTable,
  ComplaintsTable,
  DirectoryTable,
  environment,
  RatingsTable,
  RemindersTable,
} from "../runtime/environment.ts";
import { scheduledHandler } from "../runtime/scheduled.ts";
import { settings } from "../runtime/settings.ts";
import { recountCases } from "./recount-cases.ts";
import { casesRegister, complaintsRegister, ratingsRegister } from "./registers.ts";

const env = environment(
  z.object({ ...CasesTable, ...ComplaintsTable, ...DirectoryTable, ...RatingsTable, ...RemindersTable }),
);
const { officeHours, ladder, sms } = settings();
const { counted, progress } = countedCasesOf(env);

export const handler = scheduledHandler(
  "recount-cases",
  recountCases({
    registers: [
      casesRegister({ ...casesOf(env), counted }),
      complaintsRegister({ ...complaintsOf(env), ...countedComplaintsOf(env) }),
      ratingsRegister({ ...ratingsOf(env), ...countedRatingsOf(env) }),
    ],
    progress,
    editions: editionsOf(env),
    directory: directoryToRead(env),
    deliveries: deliveriesOf(env),
    hours: officeHours,
    ladder,
    window: sms.window,
  }),
);
