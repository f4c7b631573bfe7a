/**
 * The municipality's working days (R2, R7). A calendar is a plain value: adding a published year makes a new value with a
 * new version, and every date counted by it names that version (R8, R10).
 */
import { type LocalDate, localDate, yearOf } from "../kernel/local-date.ts";
import type { Bilingual } from "./bilingual.ts";
import { dateAt, dayIndexOf, firstWorkedFrom, isWorked, type KindReason, ordinalOf, reasonAt } from "./day-index.ts";
import { PUBLISHED_YEARS, type PublishedYear } from "./published-years.ts";

export type Calendar = {
  /** Country, last published year, edition, closing days the town added or withdrew: `CN-2026.1`, `CN-2027.2+local.1`. */
  readonly version: string;
  /** Dates before it are refused. */
  readonly firstDay: LocalDate;
  /** Dates of later years are provisional (R7). */
  readonly lastPublishedYear: number;
  readonly years: readonly PublishedYear[];
  /** Working days on which the town's offices stay closed, whatever the notices say of them. */
  readonly closingDays?: readonly ClosingDay[];
};

type ClosingDay = { readonly date: LocalDate; readonly reason: Bilingual };

/**
 * A calendar from published years, in order and without a gap. The value must not be changed afterwards: its days are
 * indexed when it is first used.
 * @throws RangeError when a year is missing or out of order
 */
export const calendarOf = (
  version: string,
  years: readonly PublishedYear[],
  closingDays: readonly ClosingDay[] = [],
): Calendar => {
  const first = years[0];
  if (!first) throw new RangeError("a calendar needs at least one published year");
  years.forEach(({ year }, n) => {
    if (year !== first.year + n) throw new RangeError(`the calendar lacks ${first.year + n} before ${year}`);
  });
  const lastPublishedYear = first.year + years.length - 1;
  return { version, firstDay: localDate(`${first.year}-01-01`), lastPublishedYear, years, closingDays };
};

/** What every town's calendar begins with; later years are added as data (`editions.ts`). */
export const CHINA_CALENDAR: Calendar = calendarOf("CN-2026.1", PUBLISHED_YEARS);

export type DayKind = {
  readonly working: boolean;
  readonly reason: KindReason;
  /** The holiday, what the make-up day makes up for, or why the offices stay closed. */
  readonly name?: Bilingual;
  readonly provisional: boolean;
};

/** R7: whether the year's notice is still to come. */
export const isProvisional = (calendar: Calendar, date: LocalDate): boolean =>
  yearOf(date) > calendar.lastPublishedYear;

/** R2, R7. @throws Refusal `calendar-range` before the calendar's first day and after 2099, as do all functions here */
export const dayKind = (calendar: Calendar, date: LocalDate): DayKind => {
  const index = dayIndexOf(calendar);
  const ordinal = ordinalOf(index, date);
  const name = index.names.get(ordinal);
  return {
    working: isWorked(index, ordinal),
    reason: reasonAt(index, ordinal),
    ...(name && { name }),
    provisional: isProvisional(calendar, date),
  };
};

/** R2. Opening at weekends never makes a working day (R3): office hours are not asked. */
export const isWorkingDay = (calendar: Calendar, date: LocalDate): boolean => {
  const index = dayIndexOf(calendar);
  return isWorked(index, ordinalOf(index, date));
};

const workingDayFrom = (calendar: Calendar, date: LocalDate, offset: 0 | 1 | -1, step: 1 | -1): LocalDate => {
  const index = dayIndexOf(calendar);
  return dateAt(index, firstWorkedFrom(index, ordinalOf(index, date) + offset, step));
};

/** The first working day after `after`, never itself. */
export const nextWorkingDay = (calendar: Calendar, after: LocalDate): LocalDate =>
  workingDayFrom(calendar, after, 1, 1);
/** The last working day before `before`, never itself. */
export const previousWorkingDay = (calendar: Calendar, before: LocalDate): LocalDate =>
  workingDayFrom(calendar, before, -1, -1);
/** The day itself when it is worked, else the next working day. */
export const onOrAfter = (calendar: Calendar, date: LocalDate): LocalDate => workingDayFrom(calendar, date, 0, 1);
/** The day itself when it is worked, else the last working day before it. */
export const onOrBefore = (calendar: Calendar, date: LocalDate): LocalDate => workingDayFrom(calendar, date, 0, -1);

/** Working days in (from, to]: 0 for the same day; negative, over (to, from], when `to` is the earlier. */
export const workingDaysBetween = (calendar: Calendar, from: LocalDate, to: LocalDate): number => {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from);
  const index = dayIndexOf(calendar);
  const last = ordinalOf(index, to);
  let count = 0;
  for (let n = ordinalOf(index, from) + 1; n <= last; n++) if (isWorked(index, n)) count++;
  return count;
};

/**
 * The `days`-th working day after a date, or before it when `days` is negative; the date itself for 0.
 * @param days a whole number of working days
 */
export const plusWorkingDays = (calendar: Calendar, date: LocalDate, days: number): LocalDate => {
  if (!Number.isSafeInteger(days)) throw new RangeError(`${days} is not a whole number of days`);
  const index = dayIndexOf(calendar);
  const step = days < 0 ? -1 : 1;
  let ordinal = ordinalOf(index, date);
  // Each step moves at least one day, and the calendar's end refuses: the loop cannot outrun the calendar.
  for (let left = Math.abs(days); left > 0; left--) ordinal = firstWorkedFrom(index, ordinal + step, step);
  return dateAt(index, ordinal);
};
