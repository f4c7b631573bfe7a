/** Two editions of one calendar, the second of which closes some days of every month, and the moments of a life under them. */
import { CHINA_CALENDAR, calendarOf } from "../../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS } from "../../../shared/calendar/published-years.ts";
import { instantOf, type LocalDate, localTimeOf } from "../../../shared/kernel/local-date.ts";
import { occasion as occasionOf } from "../../support/casework.ts";
import { slowlyWorked } from "../calendar/days.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What the next edition of the calendar closes: some days of every month. */
const CLOSED = ["2025", "2026", "2027"]
  .flatMap((year) =>
    Array.from({ length: 12 }, (_, month) =>
      ["11", "24"].map((day) => `${year}-${String(month + 1).padStart(2, "0")}-${day}`),
    ),
  )
  .flat();
const NEXT_EDITION = calendarOf(
  `${CHINA_CALENDAR.version}+local.2`,
  PUBLISHED_YEARS,
  CLOSED.map((date) => ({ date: date as LocalDate, reason: { zh: "停电", en: "no power" } })),
);
/** Of the life that is being lived: whether the next edition applies already. */
let isAmended = false;
export const beginAnew = (): void => {
  isAmended = false;
};
export const addNextEdition = (): void => {
  isAmended = true;
};
export const occasion: typeof occasionOf = (at, by) => ({
  ...occasionOf(at, by),
  calendar: isAmended ? NEXT_EDITION : CHINA_CALENDAR,
});
export const isWorked = (date: string): boolean => slowlyWorked(date) && !(isAmended && CLOSED.includes(date));

/** The next day that is worked, or the one before; day by day. */
export const slowNeighbour = (date: string, step: 1 | -1): string => {
  let ms = Date.parse(`${date}T00:00:00Z`);
  do ms += step * DAY_MS;
  while (!isWorked(new Date(ms).toISOString().slice(0, 10)));
  return new Date(ms).toISOString().slice(0, 10);
};

/** As `occasion` takes it. */
export const wallClock = (ms: number): string => {
  const at = instantOf(ms);
  const date = new Date(ms + 8 * 60 * MINUTE_MS).toISOString().slice(0, 10) as LocalDate; // as the wall shows it
  return `${date}T${localTimeOf(at)}`;
};
