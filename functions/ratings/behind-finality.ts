/**
 * How the staff get at a rating: whoever is rated, and whoever works with them, only when it is final (R64). Everybody else to
 * whom it is no business gets the answer for a number that does not exist, after the same reads.
 */
import type { Body } from "../../shared/complaints/complaint.ts";
import { isAbsent, ofOffice } from "../../shared/directory/duty.ts";
import type { People, StaffId, StaffMember } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant, LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { isFinal, isFollowedUp, type Rating } from "../../shared/ratings/rating.ts";
import { recountRating } from "../../shared/ratings/recounting.ts";
import { type RatingCapacity, staffRating } from "../../shared/ratings/views.ts";
import { type RatingOccasion, wallsOfRating } from "../../shared/ratings/writing.ts";
import { peopleAround } from "../runtime/people-around.ts";
import { type RatingNeeds, ratingOccasion } from "./giving.ts";

export type OpenedRating = { readonly as: RatingCapacity; readonly rating: Rating };
type Moment = { readonly at: Instant; readonly today: LocalDate };

const LEADERS: readonly StaffMember["role"][] = ["director", "deputy-director"];

/** There, and not come to be walled by a change of the roster. */
const canAct = (staffId: StaffId, rating: Rating, people: People, at: Instant): boolean => {
  const { roster } = people;
  const isThere = roster.staff.some(({ id }) => id === staffId) && !isAbsent(roster, staffId, at);
  return isThere && !wallsOfRating(rating, people).has(staffId);
};

/** Of the body that it lies with. Whoever has moved to another since is nobody there. */
const isOfBody = (body: Body, { centre }: Rating, viewer: StaffMember): boolean =>
  body === "office" ? ofOffice(viewer) : !ofOffice(viewer) && viewer.centre === centre;

/** Somebody who leads the body that it lies with, in the place of whom it waits for in vain (R39). */
const standsInFor = (
  { body, whom }: { readonly body: Body; readonly whom: StaffId },
  rating: Rating,
  viewer: StaffMember,
  people: People,
  at: Instant,
): boolean => {
  if (!isOfBody(body, rating, viewer)) return false;
  if (body === "office") return !people.office.some(({ id }) => id === whom);
  return LEADERS.includes(viewer.role) && !canAct(whom, rating, people, at);
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
  const falls = (body: Body, whom: StaffId): boolean =>
    whom === viewer.id ? isOfBody(body, rating, viewer) : standsInFor({ body, whom }, rating, viewer, people, at);
  const followedUp = followUp?.handler === viewer.id;
  // Never by whoever followed it up (R63).
  if (appeal !== undefined && appeal.decided === undefined && !followedUp && falls(appeal.body, appeal.decider))
    return "appeal";
  if (followUp !== undefined && (followedUp || isFollowedUp(rating)) && falls(followUp.body, followUp.handler))
    return "follow-up";
  if (ofOffice(viewer)) return "above";
  if (viewer.centre !== rating.centre || !LEADERS.includes(viewer.role)) return undefined;
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

/** One conditional write, counted by the calendar of now (R8). @throws Refusal `rating-not-found`, `forbidden`, `version-conflict`, and what `change` throws */
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
  const occasion = await ratingOccasion(needs, rating.centre, { ...moment, by, token });
  const after = change(recountRating(rating, occasion), occasion);
  await needs.ratings.save(after, ifMatch);
  return answered({ as, rating: after }, moment.today);
};

export const answered = ({ as, rating }: OpenedRating, today: LocalDate) => ({
  status: 200 as const,
  version: rating.version,
  body: staffRating(rating, as, today),
});
