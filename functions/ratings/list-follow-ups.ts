import { ratingLine } from "../../shared/ratings/views.ts";
import { operation } from "../runtime/operation.ts";
import type { RatingNeeds } from "./giving.ts";

const MOST = 100;

/** What the reader follows up. Nothing of anybody else's is read. */
export const listFollowUps = operation("list-follow-ups", ({ ratings, now }: RatingNeeds) => async ({ actor }) => {
  const { today } = now();
  const own = await ratings.followedUpBy(actor.id, MOST);
  // A change of posts may have brought the rated person and the handler together since.
  return {
    status: 200,
    body: { ratings: own.filter(({ rated }) => rated !== actor.id).map((each) => ratingLine(each, today)) },
  };
});
