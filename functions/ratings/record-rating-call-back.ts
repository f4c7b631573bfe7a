import { callBackRater } from "../../shared/ratings/following-up.ts";
import { operation } from "../runtime/operation.ts";
import { moveRating } from "./behind-finality.ts";
import type { RatingNeeds } from "./giving.ts";

export const recordRatingCallBack = operation("record-rating-call-back", (needs: RatingNeeds) => async (request) => {
  const { result, note: text } = request.body;
  return moveRating(needs, request, "follow-up", (before, occasion) =>
    callBackRater(before, { result, text }, occasion),
  );
});
