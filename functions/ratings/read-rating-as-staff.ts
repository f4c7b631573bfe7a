import { operation } from "../runtime/operation.ts";
import { answered, openRating } from "./behind-finality.ts";
import type { RatingNeeds } from "./giving.ts";

/** Whoever may not see it gets what a number without a rating gets. */
export const readRatingAsStaff = operation(
  "read-rating-as-staff",
  (needs: RatingNeeds) =>
    async ({ actor, params }) => {
      const moment = needs.now();
      return answered(await openRating(needs, actor, params.ratedNumber, moment), moment.today);
    },
);
