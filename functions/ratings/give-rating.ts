import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { giveRating as give, serviceOfCase, serviceOfVisit } from "../../shared/ratings/giving.ts";
import type { Rating } from "../../shared/ratings/rating.ts";
import { residentRating } from "../../shared/ratings/views.ts";
import { operation } from "../runtime/operation.ts";
import { openServed, type ResidentNeeds, ratingOccasion } from "./giving.ts";

/** Of one post, within ten minutes: more than any hall rates by itself (R64). */
const BURST = 5;

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

/** Once for each case or visit; the same again gets the same answer. */
export const giveRating = operation("give-rating", (needs: ResidentNeeds) => async (request) => {
  const { params, body, lookupCode, address, token, carriesSignIn: signedIn } = request;
  const served = await openServed(needs, { number: params.ratedNumber, lookupCode, address });
  const { at, today } = needs.now();
  const moment = { at, today, token, by: { kind: "resident" as const } };
  const occasion = await ratingOccasion(needs, served.subject.centre, moment);
  const service =
    served.of === "case" ? serviceOfCase(served.subject, occasion) : serviceOfVisit(served.subject, occasion);
  const bodyHash = occasion.textHash(canonicalJson(body));
  const servedPhone = served.of === "case" ? served.subject.personal.applicant.phone : undefined;
  const before = await needs.ratings.find(service.number);
  const made = before ?? give(service, { ...body, servedPhone, signedIn, bodyHash }, occasion);
  const standing = before ?? (await needs.ratings.give(made)) ?? made;
  if (standing.bodyHash !== bodyHash) throw new Refusal("rated-already");
  await noteBurst(needs, standing);
  return { status: 201, body: residentRating(standing, today) };
});
