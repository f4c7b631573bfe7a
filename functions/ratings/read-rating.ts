import { residentRating } from "../../shared/ratings/views.ts";
import { openWithCode } from "../runtime/opening.ts";
import { operation } from "../runtime/operation.ts";
import type { ResidentNeeds } from "./giving.ts";

/** For whoever gave it, with the code of their receipt, whether or not another came first (R64). Reads only; a wrong code is counted. */
export const readRating = operation(
  "read-rating",
  (needs: ResidentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const { ratings, keyed } = needs;
      const { isCode } = await keyed();
      const find = async (number: typeof params.ratedNumber) => {
        const [all, standing] = await Promise.all([ratings.given(number), ratings.find(number)]);
        const given = all.find(({ codeVersion }) => isCode(lookupCode, number, codeVersion)) ?? all[0];
        return given && { ...given, guessedUntil: standing?.guessedUntil, standing };
      };
      const tried = { number: params.ratedNumber, lookupCode, address };
      const { standing, ...given } = await openWithCode({ find, ...ratings.tries }, needs, tried, "rating-not-found");
      return { status: 200, body: residentRating(given, standing) };
    },
);
