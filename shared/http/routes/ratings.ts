/** Ratings of cases and counter visits (R60–R64). Until one is final, whoever is rated gets what a number without one gets. */
import * as z from "zod";
import { RATING_SCRIPT } from "../../ratings/form-page.ts";
import {
  AppealDecision,
  ContactNote,
  FollowUpResult,
  RaterCallBack,
  RaterReading,
  RatingAppeal,
  RatingGiven,
  VisitOpening,
} from "../../ratings/requests.ts";
import {
  RatedNumberParam,
  RaterContact,
  RatingList,
  RatingListQuery,
  RatingReceipt,
  ResidentRating,
  StaffRating,
  VisitSlip,
} from "../../ratings/views.ts";
import { route } from "../route.ts";

const tag = "ratings";
const resident = {
  function: "ratings-residents",
  audience: "resident",
  tag,
  path: "/v1/ratings/{ratedNumber}",
  params: RatedNumberParam,
} as const;
const staff = { function: "ratings-staff", audience: "staff", tag } as const;
const one = "/v1/staff/ratings/{ratedNumber}";
const shown = { 200: { description: "The rating as it is now", body: StaffRating, etag: true } } as const;
const listed = { 200: { description: "The ratings", body: RatingList } } as const;
const move = { ...staff, method: "POST", params: RatedNumberParam, ifMatch: true, replies: shown } as const;

export const RATING_ROUTES = {
  "give-rating": route({
    ...resident,
    id: "give-rating",
    method: "POST",
    summary: "Rate how a case or a counter visit was dealt with, once, with its number and code",
    body: RatingGiven,
    example: { level: 4 },
    idempotent: true,
    replies: { 201: { description: "Received; what was there before does not show", body: RatingReceipt } },
    refusals: [
      "rating-not-found",
      "rating-not-yet",
      "rating-too-late",
      "forbidden",
      "nobody-can-handle",
      "too-many-attempts",
    ],
  }),
  "show-rating-form": route({
    ...resident,
    audience: "public",
    id: "show-rating-form",
    method: "GET",
    path: "/v1/ratings/{ratedNumber}/form",
    summary: "The page on which to rate, which the QR code of a receipt or a slip opens",
    replies: {
      200: { description: "A page", body: z.string(), type: "text/html", script: RATING_SCRIPT },
    },
    refusals: [],
  }),
  "read-rating": route({
    ...resident,
    id: "read-rating",
    method: "GET",
    summary: "What became of a rating, for whoever gave it, with the code of its own receipt",
    replies: { 200: { description: "The rating", body: ResidentRating } },
    refusals: ["rating-not-found", "too-many-attempts"],
  }),
  "open-visit": route({
    ...staff,
    id: "open-visit",
    method: "POST",
    path: "/v1/staff/visits",
    summary: "Hand out a slip with which a counter visit can be rated, at the hall's device or at home",
    body: VisitOpening,
    example: { post: "370481102-p01" },
    idempotent: true,
    replies: { 201: { description: "Number and code of the slip; the code is shown only now", body: VisitSlip } },
    refusals: ["forbidden", "idempotency-mismatch"],
  }),
  "list-ratings": route({
    ...staff,
    id: "list-ratings",
    method: "GET",
    path: "/v1/staff/ratings",
    summary: "Your own ratings that are final, the earliest first",
    query: RatingListQuery,
    replies: listed,
    refusals: [],
  }),
  "list-follow-ups": route({
    ...staff,
    id: "list-follow-ups",
    method: "GET",
    path: "/v1/staff/follow-ups",
    summary: "Poor ratings that you follow up, the most urgent first, and appeals that you decide, at most a hundred",
    replies: listed,
    refusals: [],
  }),
  "read-rating-as-staff": route({
    ...staff,
    id: "read-rating-as-staff",
    method: "GET",
    path: one,
    summary: "A rating, for who follows it up, decides its appeal, leads the centre, or is rated and it is final",
    params: RatedNumberParam,
    replies: shown,
    refusals: ["rating-not-found"],
  }),
  "read-rater": route({
    ...staff,
    id: "read-rater",
    method: "POST",
    path: `${one}/contact-readings`,
    summary: "The number to call back, for who follows it up; reason and reader go on record",
    params: RatedNumberParam,
    body: RaterReading,
    example: { reason: "差评回访" },
    replies: { 200: { description: "The phone number, if one was given", body: RaterContact } },
    refusals: ["rating-not-found", "forbidden"],
  }),
  "record-rating-contact": route({
    ...move,
    id: "record-rating-contact",
    path: `${one}/contact`,
    summary: "You are in contact with whoever gave it",
    body: ContactNote,
    refusals: ["rating-not-found", "forbidden", "rating-closed"],
  }),
  "give-rating-result": route({
    ...move,
    id: "give-rating-result",
    path: `${one}/result`,
    summary: "What was found and put right",
    body: FollowUpResult,
    refusals: ["rating-not-found", "forbidden", "rating-closed"],
  }),
  "record-rating-call-back": route({
    ...move,
    id: "record-rating-call-back",
    path: `${one}/call-backs`,
    summary: "Enter what a call-back with the result came to",
    body: RaterCallBack,
    refusals: ["rating-not-found", "forbidden", "rating-closed", "called-today"],
  }),
  "appeal-rating": route({
    ...move,
    id: "appeal-rating",
    path: `${one}/appeal`,
    summary: "Appeal against a rating of yours that is final",
    body: RatingAppeal,
    refusals: ["rating-not-found", "forbidden", "appeal-not-possible", "nobody-can-handle"],
  }),
  "decide-appeal": route({
    ...move,
    id: "decide-appeal",
    path: `${one}/appeal-decision`,
    summary: "Decide an appeal: the rating stands, or does not count",
    body: AppealDecision,
    refusals: ["rating-not-found", "forbidden", "appeal-not-possible"],
  }),
} as const;
