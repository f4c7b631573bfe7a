import { Refusal } from "../../shared/kernel/refusal.ts";
import { residentRating } from "../../shared/ratings/views.ts";
import { operation } from "../runtime/operation.ts";
import { openServed, type ResidentNeeds } from "./giving.ts";

/** Reads only; a wrong code is counted. */
export const readRating = operation(
  "read-rating",
  (needs: ResidentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const { subject } = await openServed(needs, { number: params.ratedNumber, lookupCode, address });
      const rating = await needs.ratings.find(subject.number);
      if (rating === undefined) throw new Refusal("rating-not-found");
      return { status: 200, body: residentRating(rating, needs.now().today) };
    },
);
