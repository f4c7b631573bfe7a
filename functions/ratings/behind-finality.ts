/**
 * How the staff get at a rating: whoever is rated, and whoever works with them, only when it is final (R64). Everybody else to
 * whom it is no business gets the answer for a number that does not exist, after the same reads.
 */
import { isAbsent, ofOffice } from "../../shared/directory/duty.ts";
import type { People, StaffMember } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant, LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { isFinal, type Rating } from "../../shared/ratings/rating.ts";
import { type RatingCapacity, staffRating } from "../../shared/ratings/views.ts";
import { type RatingOccasion, wallsOfRating } from "../../shared/ratings/writing.ts";
import { peopleAround } from "../runtime/people-around.ts";
import { type RatingNeeds, ratingOccasion } from "./giving.ts";

export type OpenedRating = { readonly as: RatingCapacity; readonly rating: Rating };
type Moment = { readonly at: Instant; readonly today: LocalDate };

const LEADERS: readonly StaffMember["role"][] = ["director", "deputy-director"];

/** There, and not come to be walled by a change of the roster. */
const canFollowUp = (rating: Rating, people: People, at: Instant): boolean => {
  const handler = rating.followUp?.handler ?? "";
  const isThere = people.roster.staff.some(({ id }) => id === handler) && !isAbsent(people.roster, handler, at);
  return isThere && !wallsOfRating(rating, people).has(handler);
};

const capacityOf = (
  rating: Rating,
  viewer: StaffMember,
  people: People,
  { at, today }: Moment,
): RatingCapacity | undefined => {
  const { followUp, appeal, rated } = rating;
  const final = isFinal(rating, today);
  if (rated === viewer.id) return final ? "rated" : undefined;
  if (wallsOfRating(rating, people).has(viewer.id)) return undefined;
  if (appeal !== undefined && appeal.decided === undefined && appeal.decider === viewer.id) return "appeal";
  if (followUp?.handler === viewer.id) return "follow-up";
  if (ofOffice(viewer)) return "above";
  if (viewer.centre !== rating.centre || !LEADERS.includes(viewer.role)) return undefined;
  // Somebody who leads the centre, in the place of a handler who is away (R39).
  if (followUp?.body === "centre" && followUp.closed === undefined && !canFollowUp(rating, people, at))
    return "follow-up";
  return final ? "above" : undefined;
};

/** @throws Refusal `rating-not-found` */
export const openRating = async (
  needs: Pick<RatingNeeds, "ratings" | "directory">,
  viewer: StaffMember,
  number: CaseNumber,
  moment: Moment,
): Promise<OpenedRating> => {
  const [rating, people] = await Promise.all([needs.ratings.find(number), peopleAround(needs, viewer)]);
  const as = rating && capacityOf(rating, viewer, people, moment);
  if (rating === undefined || as === undefined) throw new Refusal("rating-not-found");
  return { as, rating };
};

type MoveRequest = {
  readonly params: { readonly ratedNumber: CaseNumber };
  readonly actor: StaffMember;
  readonly ifMatch: number;
  readonly token: string;
};

/** One conditional write. @throws Refusal `rating-not-found`, `forbidden`, `version-conflict`, and what `change` throws */
export const moveRating = async (
  needs: RatingNeeds,
  { params, actor, ifMatch, token }: MoveRequest,
  may: RatingCapacity,
  change: (before: Rating, occasion: RatingOccasion) => Rating,
) => {
  const moment = needs.now();
  const { as, rating } = await openRating(needs, actor, params.ratedNumber, moment);
  if (as !== may) throw new Refusal("forbidden");
  if (rating.version !== ifMatch) throw new Refusal("version-conflict", { version: rating.version });
  const by = { kind: "staff" as const, staffId: actor.id, role: actor.role };
  const after = change(rating, await ratingOccasion(needs, rating.centre, { ...moment, by, token }));
  await needs.ratings.save(after, ifMatch);
  return answered({ as, rating: after }, moment.today);
};

export const answered = ({ as, rating }: OpenedRating, today: LocalDate) => ({
  status: 200 as const,
  version: rating.version,
  body: staffRating(rating, as, today),
});
