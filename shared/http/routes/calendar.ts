/** What the municipal office adds to the calendar, and takes back (R8). Reading it is open to everyone: see `directory.ts`. */
import {
  CalendarView,
  CalendarYearRequest,
  ClosingDayRequest,
  DateParam,
  YearParam,
} from "../../calendar/calendar-views.ts";
import { route } from "../route.ts";

const adding = {
  function: "calendar-office",
  audience: "office",
  method: "PUT",
  tag: "calendar",
  ifMatch: true,
  replies: { 200: { description: "The calendar as it is now", body: CalendarView, etag: true } },
  refusals: [],
} as const;
const RECOUNTING = "Open cases that are concerned are counted again some minutes later.";
const REPEATING = `What the calendar holds already is answered with 200 and changes nothing, whatever version was read. ${RECOUNTING}`;

export const CALENDAR_ROUTES = {
  "add-calendar-year": route({
    ...adding,
    id: "add-calendar-year",
    path: "/v1/office/calendar/years/{year}",
    summary: "Add the State Council's notice of a year, or replace it by a changed one",
    description: `The next year, or one that is not over. ${REPEATING}`,
    params: YearParam,
    body: CalendarYearRequest,
    example: {
      notice: { title: "示例：关于2027年部分节假日安排的通知", number: "示例〔2026〕1号", date: "2026-11-04" },
      holidays: [
        {
          name: { zh: "元旦", en: "New Year's Day" },
          daysOff: ["2027-01-01", "2027-01-02", "2027-01-03"],
          makeUpDays: [],
        },
      ],
    },
  }),
  "add-closing-day": route({
    ...adding,
    id: "add-closing-day",
    path: "/v1/office/calendar/closing-days/{date}",
    summary: "A working day, today or later, on which the town's offices stay closed: it does not count",
    description: REPEATING,
    params: DateParam,
    body: ClosingDayRequest,
    example: { reason: { zh: "暴雪停止办公", en: "Closed for heavy snow" } },
  }),
  "withdraw-closing-day": route({
    ...adding,
    id: "withdraw-closing-day",
    method: "POST",
    path: "/v1/office/calendar/closing-days/{date}/withdrawal",
    summary: "A closing day, today or later, that was a mistake: it is again what it is without, and counts as that",
    description: `Withdrawing it twice is answered with 200 and changes nothing. It stays in the editions, and may be added again. ${RECOUNTING}`,
    params: DateParam,
    refusals: ["closing-day-not-found"],
  }),
} as const;
