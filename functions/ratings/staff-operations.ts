/** What `ratings-staff` serves. */
import { appealRating } from "./appeal-rating.ts";
import { decideAppeal } from "./decide-appeal.ts";
import { giveRatingResult } from "./give-rating-result.ts";
import { listFollowUps } from "./list-follow-ups.ts";
import { listRatings } from "./list-ratings.ts";
import { openVisit } from "./open-visit.ts";
import { readRater } from "./read-rater.ts";
import { readRatingAsStaff } from "./read-rating-as-staff.ts";
import { recordRatingCallBack } from "./record-rating-call-back.ts";
import { recordRatingContact } from "./record-rating-contact.ts";

export const STAFF_OPERATIONS = [
  appealRating,
  decideAppeal,
  giveRatingResult,
  listFollowUps,
  listRatings,
  openVisit,
  readRater,
  readRatingAsStaff,
  recordRatingCallBack,
  recordRatingContact,
] as const;
