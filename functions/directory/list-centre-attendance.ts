import { isWorkingDay } from "../../shared/calendar/calendar.ts";
import { keepsAttendance } from "../../shared/directory/absence-views.ts";
import { centreAttendance } from "../../shared/directory/attendance-views.ts";
import { instantAt, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { requireCentre } from "./attendance.ts";
import type { BookNeeds } from "./record-attendance.ts";

/** Who of the centre came, went and was away on a day, to whoever keeps attendance. Reads only. */
export const listCentreAttendance = operation(
  "list-centre-attendance",
  ({ directory, book, calendars, now }: Pick<BookNeeds, "directory" | "book" | "calendars" | "now">) =>
    async ({ actor, query }) => {
      const centre = requireCentre(actor);
      if (!keepsAttendance(actor)) throw new Refusal("forbidden");
      const { date = now().today } = query;
      const roster = await directory.roster(centre);
      const days = await Promise.all(roster.staff.map(({ id: staffId }) => book.day({ centre, staffId, date })));
      const from = instantAt(date, "00:00");
      const until = instantAt(plusDays(date, 1), "00:00");
      const working = isWorkingDay(await calendars.current(), date);
      return { status: 200, body: centreAttendance(roster, actor, { date, working, from, until, days }) };
    },
);
