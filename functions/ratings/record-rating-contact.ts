import { recordContact } from "../../shared/ratings/following-up.ts";
import { operation } from "../runtime/operation.ts";
import { moveRating } from "./behind-finality.ts";
import type { RatingNeeds } from "./giving.ts";

export const recordRatingContact = operation(
  "record-rating-contact",
  (needs: RatingNeeds) => async (request) =>
    moveRating(needs, request, "follow-up", (before, occasion) =>
      recordContact(before, { text: request.body.note }, occasion),
    ),
);
