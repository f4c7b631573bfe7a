import { randomInt } from "node:crypto";
import { inGroups } from "../../shared/kernel/ids.ts";
import { giveRating as give, serviceOfCase, serviceOfVisit } from "../../shared/ratings/giving.ts";
import type { GivenRating, Rating } from "../../shared/ratings/rating.ts";
import { MOST_GIVEN } from "../../shared/ratings/ratings.ts";
import { givenRating, ratingReceipt } from "../../shared/ratings/views.ts";
import type { Keyed } from "../runtime/hashes.ts";
import { operation } from "../runtime/operation.ts";
import { openServed, type ResidentNeeds, ratingOccasion } from "./giving.ts";

/** Of one post, within ten minutes: more than any hall rates by itself [P] (R64). */
const BURST = 5;
/** Above any version that a case's or a visit's own code comes to. */
const LEAST_VERSION = 2 ** 20;
const MOST_VERSION = 2 ** 31;

/**
 * Every one of a burst is marked, those before it was one too. Said again whenever another one comes, so that a crash in between
 * leaves none unmarked for long.
 */
const noteBurst = async (
  { ratings }: Pick<ResidentNeeds, "ratings">,
  { post, station, rated, givenAt, number }: Rating,
) => {
  const together = await ratings.noteInBurst(post ?? station ?? rated, givenAt, number);
  if (together.size > BURST) await Promise.all([...together].map((each) => ratings.markBurst(each)));
};

/** The same for the same key, so that a repeated request gets the code that it got before; else at random. */
const codeVersionFor = ({ textHash }: Keyed, number: string, idempotencyKey: string | undefined): number =>
  idempotencyKey === undefined
    ? randomInt(LEAST_VERSION, MOST_VERSION)
    : LEAST_VERSION + Number.parseInt(textHash(`rating ${number} ${idempotencyKey}`).slice(0, 7), 16);

/**
 * Once for each case or visit: the first one counts. Whoever served may know number and code, since they handed them out:
 * so the answer tells nobody whether another one was there, and what was given is read with a code of its own (R64).
 */
export const giveRating = operation("give-rating", (needs: ResidentNeeds) => async (request) => {
  const { params, body, lookupCode, address, token, idempotencyKey, carriesSignIn: signedIn } = request;
  const served = await openServed(needs, { number: params.ratedNumber, lookupCode, address });
  const { at, today } = needs.now();
  const moment = { at, today, token, by: { kind: "resident" as const } };
  const [occasion, keyed] = await Promise.all([ratingOccasion(needs, served.subject.centre, moment), needs.keyed()]);
  const service =
    served.of === "case" ? serviceOfCase(served.subject, occasion) : serviceOfVisit(served.subject, occasion);
  const codeVersion = codeVersionFor(keyed, service.number, idempotencyKey);
  const servedPhone = served.of === "case" ? served.subject.personal.applicant.phone : undefined;
  const all = await needs.ratings.given(service.number);
  const receipt = (given: GivenRating) => ({
    status: 201 as const,
    body: ratingReceipt(given, inGroups(keyed.codeOf(service.number, codeVersion))),
  });
  // The same again is answered the same, be it after the last day.
  const before = all.find((each) => each.codeVersion === codeVersion && each.level === body.level);
  if (before !== undefined && today > service.rateUntil) return receipt(before);
  const made = give(service, { ...body, servedPhone, signedIn, codeVersion }, occasion);
  const given = givenRating(made);
  // The same writes whether or not another was there.
  if (all.length < MOST_GIVEN) await needs.ratings.keepGiven(given);
  const standing = (await needs.ratings.give(made)) ?? made;
  await noteBurst(needs, standing);
  return receipt(given);
});
