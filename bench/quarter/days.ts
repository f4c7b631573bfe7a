/** When things happen in an invented quarter: more in the morning, on Mondays, and in large towns; nothing when the offices are closed. */
import { CHINA_CALENDAR, isWorkingDay } from "../../shared/calendar/calendar.ts";
import {
  type Instant,
  instantAt,
  type LocalDate,
  lastDayOf,
  localDateOf,
  type Month,
  plusDays,
  weekdayOf,
} from "../../shared/kernel/local-date.ts";
import type { Random } from "../soak/random.ts";

export const MONTHS = ["2026-07", "2026-08", "2026-09"] as Month[];

/** By weekday, Sunday first; a Saturday that is worked is a quiet one. */
const BUSY = [6, 13, 11, 10, 10, 10, 7];

export const daysOf = (months: readonly Month[]): readonly LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = `${months[0]}-01` as LocalDate; day <= lastDayOf(months.at(-1)!); day = plusDays(day, 1))
    days.push(day);
  return days;
};

/** How many times a quiet day's work this one brings; none at the counter when it is closed. */
export const weightOf = (day: LocalDate): number =>
  isWorkingDay(CHINA_CALENDAR, day) ? (BUSY[weekdayOf(day)] ?? 10) : 0;

/** A minute in office hours, the morning's more often. */
export const inOffice = (day: LocalDate, random: Random): Instant => {
  const minutes = random.chance(0.62)
    ? random.between(8 * 60 + 35, 11 * 60 + 40)
    : random.between(13 * 60 + 40, 16 * 60 + 50);
  return at(day, minutes, random);
};
/** At home: evenings and weekends too. */
export const atHome = (day: LocalDate, random: Random): Instant =>
  at(day, random.between(7 * 60, 22 * 60 + 30), random);

const at = (day: LocalDate, minutes: number, random: Random): Instant => {
  const two = (n: number): string => String(n).padStart(2, "0");
  const minute = instantAt(day, `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);
  return new Date(Date.parse(minute) + random.below(60_000)).toISOString() as Instant;
};

/** The n-th working day after a day; 0: the day itself, or the next one that is worked. */
export const workingDay = (day: LocalDate, n: number): LocalDate => {
  let found = day;
  while (!isWorkingDay(CHINA_CALENDAR, found)) found = plusDays(found, 1);
  for (let left = n; left > 0; left -= 1) {
    found = plusDays(found, 1);
    while (!isWorkingDay(CHINA_CALENDAR, found)) found = plusDays(found, 1);
  }
  return found;
};

/** Until then, in minutes of the day, what comes in is begun on the same day. */
const BEGUN_BY = 17 * 60;

const minuteOf = (instant: Instant): number =>
  Math.floor(((Date.parse(instant) + 8 * 3_600_000) % 86_400_000) / 60_000);

/** In office hours of a day, after an instant: what comes in the evening or on a Sunday waits for the next morning. */
export const nextInOffice = (after: Instant, day: LocalDate, random: Random): Instant => {
  const on = workingDay(day, 0);
  const found = inOffice(on, random);
  if (found > after) return found;
  const [arrivedOn, minutes] = [localDateOf(after), minuteOf(after)];
  if (on === arrivedOn && minutes < BEGUN_BY) {
    const opened = Math.max(minutes, 8 * 60 + 35);
    return at(on, Math.min(opened + 4 + random.below(25), BEGUN_BY + 25), random);
  }
  return inOffice(workingDay(plusDays(arrivedOn, 1), 0), random);
};
