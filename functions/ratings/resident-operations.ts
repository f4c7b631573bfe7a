/** What `ratings-residents` serves. */
import { giveRating } from "./give-rating.ts";
import { readRating } from "./read-rating.ts";
import { showRatingForm } from "./show-rating-form.ts";

export const RESIDENT_OPERATIONS = [giveRating, readRating, showRatingForm] as const;
