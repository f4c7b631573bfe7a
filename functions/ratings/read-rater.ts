import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { openRating } from "./behind-finality.ts";
import type { RatingNeeds } from "./giving.ts";

/** For whoever has to call, and on record before it is shown. */
export const readRater = operation("read-rater", (needs: RatingNeeds) => async ({ actor, params, body, token }) => {
  const moment = needs.now();
  const { as, rating } = await openRating(needs, actor, params.ratedNumber, moment);
  if (as !== "follow-up") throw new Refusal("forbidden");
  await needs.ratings.recordReading(rating.number, { by: actor.id, at: moment.at, reason: body.reason, token });
  const { phone } = rating.personal;
  return { status: 200, body: phone === undefined ? {} : { phone } };
});
