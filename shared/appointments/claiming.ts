/**
 * What one phone may book: a few to come, and a few of one day, given back or not. Its claims say so, each good only while
 * its slot does.
 */
import { type Instant, millisecondsOf } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Claim } from "./appointments.ts";
import { OF_A_DAY_PER_PHONE, OPEN_PER_PHONE, type Sheet } from "./sheet.ts";

/** One minute, in milliseconds: a request that claimed and then died takes no place any more. */
const CLAIM_WITHOUT_PLACE_MS = 60_000;

/**
 * The claim as it counts now; undefined when it counts no more. What is settled stays so, and is marked: its day need
 * not be read again.
 * @param sheet the day that it names; needed unless it is marked
 */
export const countingClaim = (claim: Claim, sheet: Sheet | undefined, at: Instant): Claim | undefined => {
  if (claim.ends <= at) return undefined;
  if (claim.settled) return claim;
  const booking = sheet?.slots[claim.slot.key]?.bookings[claim.number];
  if (booking !== undefined) return booking.state === "booked" ? claim : { ...claim, settled: true };
  return millisecondsOf(at) - millisecondsOf(claim.at) < CLAIM_WITHOUT_PLACE_MS ? claim : undefined;
};

/**
 * The claims with one more; the same number claims once.
 * @throws Refusal `too-many-bookings-of-day`, `too-many-appointments`
 */
export const withClaim = (counting: readonly Claim[], claim: Claim): readonly Claim[] => {
  const others = counting.filter(({ number }) => number !== claim.number);
  const { day } = claim.slot;
  if (others.filter(({ slot }) => slot.day === day).length >= OF_A_DAY_PER_PHONE) {
    throw new Refusal("too-many-bookings-of-day", { day, most: OF_A_DAY_PER_PHONE });
  }
  if (others.filter(({ settled }) => !settled).length >= OPEN_PER_PHONE) {
    throw new Refusal("too-many-appointments", { most: OPEN_PER_PHONE });
  }
  return [...others, claim];
};
