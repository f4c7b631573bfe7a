/** How long a delivery is held, when it is tried again and when it is given up. */
import type { Calendar } from "../calendar/calendar.ts";
import {
  type Instant,
  type LocalDate,
  localDateOf,
  millisecondsOf,
  plusDays,
  plusMilliseconds,
} from "../kernel/local-date.ts";
import type { Delivery } from "./delivery.ts";
import { type SendingWindow, sendableFrom } from "./quiet-hours.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long one sender has a delivery to itself, milliseconds. */
export const LEASE_MS = 60_000;
/** How long a gateway may take until it shows, when asked, a message that it took on, milliseconds. */
export const DISPLAY_DELAY_MS = 30_000;

/** Minutes after the first, second … attempt: twelve attempts in 24 hours. */
const PAUSES: readonly number[] = [5, 10, 20, 40, 60, 120, 120, 180, 240, 240, 405];
export const MAX_ATTEMPTS = PAUSES.length + 1;

/** Minutes after it was taken on, and after each look, at which a receipt is looked for; then hourly. */
const LOOKS: readonly number[] = [5, 5, 10, 20, 20];
const LATER_LOOKS = 60;

/** When a receipt is looked for next; undefined: it is late, and counts as never coming. @param limitMs after `sentAt` */
export const nextLook = (
  { sentAt, checks }: Pick<Delivery, "sentAt" | "checks">,
  at: Instant,
  limitMs: number,
): Instant | undefined => {
  const ends = plusMilliseconds(sentAt ?? at, limitMs);
  if (at >= ends) return undefined;
  const next = plusMilliseconds(at, (LOOKS[checks] ?? LATER_LOOKS) * MINUTE_MS);
  return next < ends ? next : ends;
};

/**
 * Whether a sending that starts now ends, and shows at the gateway, before anyone else may take the delivery: the guard
 * against a sender that was held up on the way (R32).
 */
export const leaseCovers = (leaseEnds: Instant, at: Instant, timeoutMs: number): boolean =>
  millisecondsOf(leaseEnds) - millisecondsOf(at) >= timeoutMs + DISPLAY_DELAY_MS;

/** The next try after one that came to nothing; undefined: twelve tries over a day were enough. */
export const nextTry = (
  { attempts, firstAttemptAt, urgent }: Delivery,
  at: Instant,
  { calendar, window }: { readonly calendar: Calendar; readonly window: SendingWindow },
): Instant | undefined => {
  const tried = millisecondsOf(at) - millisecondsOf(firstAttemptAt ?? at);
  if (attempts >= MAX_ATTEMPTS && tried >= DAY_MS) return undefined;
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? PAUSES[0]!;
  return sendableFrom(plusMilliseconds(at, pause * MINUTE_MS), calendar, window, urgent);
};

/** The days on which an earlier attempt may have been sent, the first attempt's included. */
export const daysTried = ({ firstAttemptAt }: Delivery, at: Instant): readonly LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = localDateOf(firstAttemptAt ?? at); day <= localDateOf(at); day = plusDays(day, 1)) days.push(day);
  return days;
};
