/** What one calendar says otherwise than the one before it: which open cases a new edition can concern (R8). */
import { type LocalDate, yearOf } from "../kernel/local-date.ts";
import type { Calendar } from "./calendar.ts";
import { dateAt, dayIndexOf, isWorked } from "./day-index.ts";

const isUncertain = ({ lastPublishedYear }: Calendar, date: LocalDate): boolean => yearOf(date) > lastPublishedYear;

/** Days that became worked, rest or certain, in order. Both calendars begin on the same day. */
const between = (before: Calendar, after: Calendar): readonly LocalDate[] => {
  const [old, young] = [dayIndexOf(before), dayIndexOf(after)];
  const sameCertainty = before.lastPublishedYear === after.lastPublishedYear;
  const days: LocalDate[] = [];
  for (let n = 0; n < young.kinds.length; n += 1) {
    const worked = isWorked(old, n) !== isWorked(young, n);
    if (!worked && sameCertainty) continue;
    const date = dateAt(young, n);
    if (worked || isUncertain(before, date) !== isUncertain(after, date)) days.push(date);
  }
  return days;
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
