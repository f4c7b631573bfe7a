/** When an SMS may be sent (R36): within the window of a working day. */
import { type Calendar, isWorkingDay, nextWorkingDay } from "../calendar/calendar.ts";
import { type Instant, instantAt, localDateOf } from "../kernel/local-date.ts";

/** Local times, `08:00` to `20:00`; the end is exclusive. */
export type SendingWindow = { readonly from: string; readonly until: string };

/**
 * The first instant from `at` on at which an SMS may be sent.
 * @param urgent of an hour clock: those remind at night and on rest days too
 */
export const sendableFrom = (at: Instant, calendar: Calendar, window: SendingWindow, urgent: boolean): Instant => {
  if (urgent) return at;
  const today = localDateOf(at);
  const opens = instantAt(today, window.from);
  if (isWorkingDay(calendar, today) && at < instantAt(today, window.until)) return at < opens ? opens : at;
  return instantAt(nextWorkingDay(calendar, today), window.from);
};
