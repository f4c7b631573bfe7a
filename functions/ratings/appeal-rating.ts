import { appealRating as appeal } from "../../shared/ratings/following-up.ts";
import { operation } from "../runtime/operation.ts";
import { moveRating } from "./behind-finality.ts";
import type { RatingNeeds } from "./giving.ts";

export const appealRating = operation(
  "appeal-rating",
  (needs: RatingNeeds) => async (request) =>
    moveRating(needs, request, "rated", (before, occasion) => appeal(before, { text: request.body.reason }, occasion)),
);
