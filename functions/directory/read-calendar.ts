import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { calendarView } from "../../shared/calendar/calendar-views.ts";
import { type CalendarEditions, everyCalendar } from "../../shared/calendar/editions.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";

/** The calendar of now, or the one that a deadline was counted by. Never remembered: its ETag is what additions need. */
export const readCalendar = operation(
  "read-calendar",
  (needs: { readonly editions: Pick<CalendarEditions, "all"> }) =>
    async ({ query: { version } }) => {
      const editions = await needs.editions.all();
      const calendars = everyCalendar(editions);
      const calendar = version === undefined ? calendars.at(-1) : calendars.find((each) => each.version === version);
      if (calendar === undefined) throw new Refusal("unknown-calendar", { calendar: version ?? "" });
      return { status: 200, version: editions.length, body: calendarView(calendar, CHINA_CALENDAR.version, editions) };
    },
);
