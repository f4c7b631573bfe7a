import { residentRating } from "../../shared/ratings/views.ts";
import { openWithCode } from "../runtime/opening.ts";
import { operation } from "../runtime/operation.ts";
import type { ResidentNeeds } from "./giving.ts";

/** For whoever gave it, with the code of their receipt. Reads only; a wrong code is counted. */
export const readRating = operation(
  "read-rating",
  (needs: ResidentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const guarded = { find: needs.ratings.find, ...needs.ratings.tries };
      const tried = { number: params.ratedNumber, lookupCode, address };
      const rating = await openWithCode(guarded, needs, tried, "rating-not-found");
      return { status: 200, body: residentRating(rating, needs.now().today) };
    },
);
