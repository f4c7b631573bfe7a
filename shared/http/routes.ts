/** THE table: every route of the API. A function imports only its area's part; everything else imports this. */
import type { Route } from "./route.ts";
import { APPOINTMENT_ROUTES } from "./routes/appointments.ts";
import { BULLETIN_FILE_ROUTES } from "./routes/bulletin-files.ts";
import { BULLETIN_ROUTES } from "./routes/bulletins.ts";
import { CALENDAR_ROUTES } from "./routes/calendar.ts";
import { CASE_ROUTES } from "./routes/cases.ts";
import {
  RESIDENT_COMPLAINT_ATTACHMENT_ROUTES,
  STAFF_COMPLAINT_ATTACHMENT_ROUTES,
} from "./routes/complaints/attachments.ts";
import { COMPLAINT_ROUTES } from "./routes/complaints.ts";
import { DIRECTORY_ROUTES } from "./routes/directory.ts";
import { LEDGER_ROUTES } from "./routes/ledgers.ts";
import { RATING_ROUTES } from "./routes/ratings.ts";
import { REMINDER_ROUTES } from "./routes/reminders.ts";
import { RUNNING_ROUTES } from "./routes/running-figures.ts";
import { SCORECARD_ROUTES } from "./routes/scorecards.ts";

export const ROUTES = {
  ...CASE_ROUTES,
  ...DIRECTORY_ROUTES,
  ...CALENDAR_ROUTES,
  ...BULLETIN_ROUTES,
  ...BULLETIN_FILE_ROUTES,
  ...RUNNING_ROUTES,
  ...LEDGER_ROUTES,
  ...APPOINTMENT_ROUTES,
  ...REMINDER_ROUTES,
  ...COMPLAINT_ROUTES,
  ...RESIDENT_COMPLAINT_ATTACHMENT_ROUTES,
  ...STAFF_COMPLAINT_ATTACHMENT_ROUTES,
  ...RATING_ROUTES,
  ...SCORECARD_ROUTES,
} as const satisfies Record<string, Route>;
export type Routes = typeof ROUTES;
export type RouteId = keyof Routes;
export const allRoutes: readonly Route[] = Object.values(ROUTES);
