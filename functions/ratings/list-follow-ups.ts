import { ratingLine } from "../../shared/ratings/views.ts";
import { wallsOfRating } from "../../shared/ratings/writing.ts";
import { operation } from "../runtime/operation.ts";
import { peopleAround } from "../runtime/people-around.ts";
import type { RatingNeeds } from "./giving.ts";

const MOST = 100;

/** What the reader follows up, and the appeals that wait for them (R62, R63). Nothing of anybody else's is read. */
export const listFollowUps = operation("list-follow-ups", (needs: RatingNeeds) => async ({ actor }) => {
  const { today } = needs.now();
  const [own, people] = await Promise.all([needs.ratings.followedUpBy(actor.id, MOST), peopleAround(needs, actor)]);
  // A change of posts may have brought the rated person and the handler together since.
  const open = own.filter((each) => !wallsOfRating(each, people).has(actor.id));
  return { status: 200, body: { ratings: open.map((each) => ratingLine(each, today)) } };
});
