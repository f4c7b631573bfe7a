/** Lambda `calendar-office`: what the municipal office adds to the calendar, and takes back. */
import * as z from "zod";
import { CALENDAR_ROUTES } from "../../shared/http/routes/calendar.ts";
import { directoryToRead, editionsOf, now } from "../runtime/composition.ts";
import { DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { addCalendarYear } from "./add-calendar-year.ts";
import { addClosingDay } from "./add-closing-day.ts";
import { withdrawClosingDay } from "./withdraw-closing-day.ts";

const env = environment(z.object(DirectoryTable));
const town = settings();

const operations = [addCalendarYear, addClosingDay, withdrawClosingDay];

export const handler = httpHandler("calendar-office", CALENDAR_ROUTES, operations, {
  editions: editionsOf(env),
  people: directoryToRead(env),
  origins: town.api.corsOrigins,
  now,
});
