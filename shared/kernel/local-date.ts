/**
 * Days and instants. A day is a branded `YYYY-MM-DD` string in the municipality's zone, never a `Date`; an instant is
 * a branded ISO 8601 string in UTC with milliseconds. Both compare correctly as plain strings.
 */
import * as z from "zod";

export type LocalDate = string & { readonly __brand: "LocalDate" };
export type Instant = string & { readonly __brand: "Instant" };

/** Asia/Shanghai: UTC+8 all year, the one legal time of China (no daylight saving since 1991). Milliseconds. */
const ZONE_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** True for an existing day of the Gregorian calendar written `YYYY-MM-DD`. */
export const isLocalDate = (text: string): text is LocalDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};

export const LocalDate = z
  .string()
  .refine(isLocalDate, { params: { code: "invalid-date" }, message: "not an existing day, YYYY-MM-DD" })
  .transform((text) => text as LocalDate)
  .meta({ override: { type: "string", format: "date" }, description: "A day in Asia/Shanghai", example: "2026-09-30" });

/** Brought to our form with milliseconds: `…:00Z` and `…:00.000Z` are one instant but compare as two texts. */
export const Instant = z.iso
  .datetime()
  .transform((text) => new Date(text).toISOString() as Instant)
  .meta({ override: { type: "string", format: "date-time" }, description: "An instant, ISO 8601 UTC" });

/** For days written in code and tests. @throws RangeError when the day does not exist */
export const localDate = (text: string): LocalDate => {
  if (!isLocalDate(text)) throw new RangeError(`${text} is not an existing day`);
  return text;
};

/** @param ms milliseconds since 1970-01-01T00:00Z */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString() as Instant;
/** Any ISO instant, with whatever offset, as our UTC form. @throws RangeError when it is no instant */
export const instant = (text: string): Instant => new Date(text).toISOString() as Instant;
export const millisecondsOf = (at: Instant): number => Date.parse(at);
export const plusMilliseconds = (at: Instant, ms: number): Instant => instantOf(Date.parse(at) + ms);

const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const plusDays = (date: LocalDate, days: number): LocalDate =>
  new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10) as LocalDate;
/** Natural days from one day to another: 0 for the same day. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);
/** 0 Sunday … 6 Saturday. 1970-01-01 was a Thursday. */
export const weekdayOf = (date: LocalDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7;
export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** The day on the municipality's wall calendar at an instant (R10). */
export const localDateOf = (at: Instant): LocalDate =>
  new Date(Date.parse(at) + ZONE_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;
/** The time on the municipality's clock at an instant, `HH:MM`. */
export const localTimeOf = (at: Instant): string =>
  new Date(Date.parse(at) + ZONE_OFFSET_MS).toISOString().slice(11, 16);
/** The instant of a wall-clock time, `HH:MM`, on a day in the municipality's zone. */
export const instantAt = (date: LocalDate, time: string): Instant =>
  instantOf(Date.parse(`${date}T${time}:00Z`) - ZONE_OFFSET_MS);

/** A calendar month, `YYYY-MM`, in the municipality's zone. */
export type Month = string & { readonly __brand: "Month" };
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .transform((text) => text as Month)
  .meta({ override: { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])$" }, example: "2026-10" });
export const monthOf = (date: LocalDate): Month => date.slice(0, 7) as Month;
export const firstDayOf = (month: Month): LocalDate => `${month}-01` as LocalDate;
export const lastDayOf = (month: Month): LocalDate => plusDays(firstDayOf(nextMonth(month)), -1);
export const nextMonth = (month: Month): Month => monthOf(plusDays(firstDayOf(month), 31));
export const previousMonth = (month: Month): Month => monthOf(plusDays(firstDayOf(month), -1));
