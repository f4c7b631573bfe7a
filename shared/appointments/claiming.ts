/** How many appointments one phone may have to come: its claims, each good only while its slot says so. */
import { type Instant, millisecondsOf } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Claim } from "./appointments.ts";
import { OPEN_PER_PHONE, type Sheet } from "./sheet.ts";

/** One minute, in milliseconds: a request that claimed and then died takes no place any more. */
const CLAIM_WITHOUT_PLACE_MS = 60_000;

/**
 * Whether a claim still counts.
 * @param sheet the day that it names
 */
export const stillCounts = (claim: Claim, sheet: Sheet | undefined, at: Instant): boolean => {
  if (claim.ends <= at) return false;
  const booking = sheet?.slots[claim.slot.key]?.bookings[claim.number];
  if (booking === undefined) return millisecondsOf(at) - millisecondsOf(claim.at) < CLAIM_WITHOUT_PLACE_MS;
  return booking.state === "booked";
};

/** The claims with one more; the same number claims once. @throws Refusal `too-many-appointments` */
export const withClaim = (counting: readonly Claim[], claim: Claim): readonly Claim[] => {
  const others = counting.filter(({ number }) => number !== claim.number);
  if (others.length >= OPEN_PER_PHONE) throw new Refusal("too-many-appointments", { most: OPEN_PER_PHONE });
  return [...others, claim];
};
