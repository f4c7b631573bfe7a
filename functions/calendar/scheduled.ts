/** Lambda `calendar-scheduled`: counts open cases again after a new edition of the calendar. */
import * as z from "zod";
import { casesOf, countedCasesOf, deliveriesOf, directoryToRead, editionsOf } from "../runtime/composition.ts";
import { CasesTable, DirectoryTable, environment, RemindersTable } from "../runtime/environment.ts";
import { scheduledHandler } from "../runtime/scheduled.ts";
import { settings } from "../runtime/settings.ts";
import { recountCases } from "./recount-cases.ts";

const env = environment(z.object({ ...CasesTable, ...DirectoryTable, ...RemindersTable }));
const { officeHours, ladder, sms } = settings();
const { counted, progress } = countedCasesOf(env);

export const handler = scheduledHandler(
  "recount-cases",
  recountCases({
    cases: { ...casesOf(env), counted },
    progress,
    editions: editionsOf(env),
    directory: directoryToRead(env),
    deliveries: deliveriesOf(env),
    hours: officeHours,
    ladder,
    window: sms.window,
  }),
);
