/** Which months' sheets are due on a day (R65). */
import { type Calendar, onOrAfter } from "../calendar/calendar.ts";
import { firstDayOf, type LocalDate, type Month, monthOf, nextMonth, previousMonth } from "../kernel/local-date.ts";

/** The last month whose sheet may be made: the one before, from this month's first working day on. */
export const lastReportable = (today: LocalDate, calendar: Calendar): Month => {
  const current = monthOf(today);
  const previous = previousMonth(current);
  return today >= onOrAfter(calendar, firstDayOf(current)) ? previous : previousMonth(previous);
};

/** The months still to be made, in order: after `newest`, or from `first`, the first month that has a journal. */
export const monthsToMake = (
  last: Month,
  known: { readonly newest: Month | undefined; readonly first: Month | undefined },
): Month[] => {
  const start = known.newest === undefined ? known.first : nextMonth(known.newest);
  const months: Month[] = [];
  for (let month = start; month !== undefined && month <= last; month = nextMonth(month)) months.push(month);
  return months;
};
