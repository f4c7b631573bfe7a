/**
 * Every day of a calendar by its number, so that counting is adding integers: a day's ordinal is the number of natural
 * days since the calendar's first day. Built once for each calendar value (some ten milliseconds in a cold process),
 * then only read.
 */
import { daysBetween, type LocalDate, localDate, plusDays, weekdayOf, yearOf } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Bilingual } from "./bilingual.ts";
import type { Calendar } from "./calendar.ts";
import { LAST_LUNAR_YEAR } from "./lunar-festivals.ts";
import { statutoryDays } from "./statutory-days.ts";

/** The position in this list is the code kept in `DayIndex.kinds`; the first two are worked. */
export const KIND_REASONS = [
  "working-day",
  "make-up-day",
  "weekend",
  "holiday",
  "provisional-holiday",
  "closing-day",
] as const;
export type KindReason = (typeof KIND_REASONS)[number];

/** The last day that any calendar knows. */
export const LAST_DAY = localDate(`${LAST_LUNAR_YEAR}-12-31`);

export type DayIndex = {
  readonly first: LocalDate;
  /** One code for each day, from `first` to `LAST_DAY`. */
  readonly kinds: Uint8Array;
  /** Names of holidays, make-up days and closing days, by ordinal. */
  readonly names: ReadonlyMap<number, Bilingual>;
};

const BY_CALENDAR = new WeakMap<Calendar, DayIndex>();

export const dayIndexOf = (calendar: Calendar): DayIndex => {
  const known = BY_CALENDAR.get(calendar);
  if (known) return known;
  const built = build(calendar);
  BY_CALENDAR.set(calendar, built);
  return built;
};

const build = (calendar: Calendar): DayIndex => {
  const first = calendar.firstDay;
  const kinds = new Uint8Array(daysBetween(first, LAST_DAY) + 1);
  const names = new Map<number, Bilingual>();
  const weekend = KIND_REASONS.indexOf("weekend");
  const saturday = 6 - weekdayOf(first);
  // From the Saturday of the first day's week, or the Sunday before it: each pair of days seven apart.
  for (let n = saturday - 7; n < kinds.length; n += 7) kinds.fill(weekend, Math.max(n, 0), Math.max(n + 2, 0));
  const mark = (date: LocalDate, reason: KindReason, name: Bilingual): void => {
    const ordinal = daysBetween(first, date);
    if (ordinal < 0 || ordinal >= kinds.length) return;
    kinds[ordinal] = KIND_REASONS.indexOf(reason);
    names.set(ordinal, name);
  };
  for (let year = calendar.lastPublishedYear + 1; year <= yearOf(LAST_DAY); year++) {
    for (const [date, name] of statutoryDays(year)) mark(date, "provisional-holiday", name);
  }
  // A notice comes last: the one for next year may reach back into December (2018-12-29 was worked for 2019's New Year).
  for (const { name, daysOff, makeUpDays } of calendar.years.flatMap((year) => year.holidays)) {
    for (const date of daysOff) mark(date, "holiday", name);
    const worked = { zh: `${name.zh}调休上班`, en: `Make-up working day for ${name.en}` };
    for (const date of makeUpDays) mark(date, "make-up-day", worked);
  }
  for (const { date, reason } of calendar.closingDays ?? []) {
    // A rest day stays what it is: a notice may have come after the closing was planned.
    const code = kinds[daysBetween(first, date)];
    if (code !== undefined && code <= 1) mark(date, "closing-day", reason);
  }
  return { first, kinds, names };
};

/** @throws Refusal `calendar-range` for a day that the calendar does not know, never a guess */
export const refuseBeyond = (index: DayIndex, date: LocalDate | undefined): never => {
  throw new Refusal("calendar-range", { ...(date && { date }), first: index.first, last: LAST_DAY });
};

/** @throws Refusal `calendar-range` */
export const ordinalOf = (index: DayIndex, date: LocalDate): number => {
  const ordinal = daysBetween(index.first, date);
  return ordinal >= 0 && ordinal < index.kinds.length ? ordinal : refuseBeyond(index, date);
};

export const dateAt = (index: DayIndex, ordinal: number): LocalDate => plusDays(index.first, ordinal);

/** Whether the day counts as a working day (R2). */
export const isWorked = (index: DayIndex, ordinal: number): boolean => index.kinds[ordinal]! <= 1;

export const reasonAt = (index: DayIndex, ordinal: number): KindReason => KIND_REASONS[index.kinds[ordinal]!]!;

/**
 * The first working day met from an ordinal on, itself included, going forwards (`step` 1) or backwards (-1).
 * @throws Refusal `calendar-range` when the calendar ends before one is met
 */
export const firstWorkedFrom = (index: DayIndex, ordinal: number, step: 1 | -1): number => {
  for (let n = ordinal; n >= 0 && n < index.kinds.length; n += step) if (isWorked(index, n)) return n;
  return refuseBeyond(index, undefined);
};
