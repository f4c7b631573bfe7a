/** Look-up codes: how a resident without an account opens a case, and how guessing is stopped. */
import type { Instant } from "../kernel/local-date.ts";
import { plusMilliseconds } from "../kernel/local-date.ts";

/** Wrong codes from one address for one case. */
export type Attempts = { readonly failures: number; readonly windowEndsAt: Instant };

/** A person who misreads a receipt needs a few tries; forty bits of code need no more protection than this. */
export const MAX_FAILURES = 10;
/** Fifteen minutes, in milliseconds. Counted by case and address: nobody can lock a resident out from elsewhere. */
export const WINDOW_MS = 15 * 60 * 1000;

const isCurrent = (attempts: Attempts | undefined, at: Instant): attempts is Attempts =>
  attempts !== undefined && at < attempts.windowEndsAt;

/** Seconds to wait before another try; 0: go on. */
export const secondsLocked = (attempts: Attempts | undefined, at: Instant): number =>
  isCurrent(attempts, at) && attempts.failures >= MAX_FAILURES
    ? Math.ceil((Date.parse(attempts.windowEndsAt) - Date.parse(at)) / 1000)
    : 0;

export const afterWrongCode = (attempts: Attempts | undefined, at: Instant): Attempts =>
  isCurrent(attempts, at)
    ? { ...attempts, failures: attempts.failures + 1 }
    : { failures: 1, windowEndsAt: plusMilliseconds(at, WINDOW_MS) };

/** Whether wrong codes have to be looked at before a right one is let through. */
export const isGuessedAt = ({ guessedUntil }: { guessedUntil?: Instant | undefined }, at: Instant): boolean =>
  guessedUntil !== undefined && at < guessedUntil;
