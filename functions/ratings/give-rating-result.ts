import { giveResult } from "../../shared/ratings/following-up.ts";
import { operation } from "../runtime/operation.ts";
import { moveRating } from "./behind-finality.ts";
import type { RatingNeeds } from "./giving.ts";

export const giveRatingResult = operation(
  "give-rating-result",
  (needs: RatingNeeds) => async (request) =>
    moveRating(needs, request, "follow-up", (before, occasion) =>
      giveResult(before, { text: request.body.result }, occasion),
    ),
);
