/** What `ratings-residents` serves. */
import { giveRating } from "./give-rating.ts";
import { readRating } from "./read-rating.ts";

export const RESIDENT_OPERATIONS = [giveRating, readRating] as const;
