/** Editions of the calendar for tests. The days of 2027 are invented: on 2026-11-22 its notice was not known. */
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { amended, type CalendarChange, type CalendarEdition } from "../../shared/calendar/editions.ts";
import type { PublishedYear } from "../../shared/calendar/published-years.ts";
import { statutoryDays } from "../../shared/calendar/statutory-days.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";

/** The statutory days alone, and one weekend day worked for New Year's: 2027-01-03, a Sunday. */
export const YEAR_2027: PublishedYear = {
  year: 2027,
  notice: {
    title: "示例：关于2027年部分节假日安排的通知",
    number: "示例〔2026〕1号",
    date: localDate("2026-12-08"),
  },
  holidays: [...statutoryDays(2027)].map(([date, name]) => ({
    name,
    daysOff: [date],
    makeUpDays: date === "2027-01-01" ? [localDate("2027-01-03")] : [],
  })),
};

export const closing = (date: string): CalendarChange => ({
  kind: "closing-day",
  day: { date: localDate(date), reason: { zh: "暴雪停止办公", en: "Closed for heavy snow" } },
});

export const withdrawn = (date: string): CalendarChange => ({ kind: "closing-day-withdrawn", date: localDate(date) });

/** The editions that these additions make, one after the other, all added at one instant. */
export const editionsOf = (
  changes: readonly CalendarChange[],
  addedAt = instant("2026-12-10T09:00:00+08:00"),
): readonly CalendarEdition[] => {
  let calendar = CHINA_CALENDAR;
  return changes.map((change, n) => {
    calendar = amended(calendar, change);
    return { schema: 1, sequence: n + 1, version: calendar.version, addedAt, addedBy: "office-1", change };
  });
};
