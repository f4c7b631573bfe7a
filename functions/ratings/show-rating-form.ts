import { ratingFormPage } from "../../shared/ratings/form-page.ts";
import { operation } from "../runtime/operation.ts";

/** The same page for every number: whether there is something to rate shows with the code, and not before. Reads nothing. */
export const showRatingForm = operation(
  "show-rating-form",
  ({ sample }: { readonly sample: boolean }) =>
    async ({ params }) => ({ status: 200, body: ratingFormPage(params.ratedNumber, sample) }),
);
