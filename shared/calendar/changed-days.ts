/** What one calendar says otherwise than the one before it: which open cases a new edition can concern (R8). */
import { daysBetween, type LocalDate, localDate } from "../kernel/local-date.ts";
import type { Calendar } from "./calendar.ts";
import { dateAt, dayIndexOf, isWorked } from "./day-index.ts";

/** Ordinals of the days that were provisional before and are certain now; editions only ever add years. */
const certainSince = (before: Calendar, after: Calendar): readonly [number, number] => [
  daysBetween(after.firstDay, localDate(`${before.lastPublishedYear}-12-31`)) + 1,
  daysBetween(after.firstDay, localDate(`${after.lastPublishedYear}-12-31`)),
];

/** Days that became worked, rest or certain, in order. Both calendars begin on the same day. */
const between = (before: Calendar, after: Calendar): readonly LocalDate[] => {
  const [old, young] = [dayIndexOf(before), dayIndexOf(after)];
  const [first, last] = certainSince(before, after);
  const ordinals: number[] = [];
  for (let n = 0; n < young.kinds.length; n += 1) {
    if (isWorked(old, n) !== isWorked(young, n) || (first <= n && n <= last)) ordinals.push(n);
  }
  return ordinals.map((n) => dateAt(young, n));
};

/**
 * Every day that any of these calendars, each the next edition of the one before, changed: also one that a later edition
 * changed back, because a case may have been counted in between.
 */
export const changedDays = (calendars: readonly Calendar[]): readonly LocalDate[] => {
  const days = calendars.slice(1).flatMap((after, n) => between(calendars[n] ?? after, after));
  return [...new Set(days)].sort();
};

export type Span = { readonly from: LocalDate; readonly until: LocalDate };
/** @param days in order */
export const meets = ({ from, until }: Span, days: readonly LocalDate[]): boolean => {
  const first = days.find((day) => day >= from);
  return first !== undefined && first <= until;
};
