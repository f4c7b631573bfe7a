/** Ratings of the sample town for tests, made by the same functions as real ones. */
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { People } from "../../shared/directory/roster.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { instant, localDate, localDateOf } from "../../shared/kernel/local-date.ts";
import { giveRating, type Service } from "../../shared/ratings/giving.ts";
import type { Level, Rating, RatingActor } from "../../shared/ratings/rating.ts";
import type { RatingOccasion } from "../../shared/ratings/writing.ts";
import { CENTRE, hours, ladder, roster, sha256 } from "./casework.ts";
import { people } from "./complaints.ts";

let requests = 0;
/** @param at local time, `2026-09-18T10:00` */
export const ratingOccasion = (
  at: string,
  { by = { kind: "resident" }, among = people }: { by?: RatingActor; among?: People } = {},
): RatingOccasion => {
  const moment = instant(`${at}:00+08:00`);
  requests += 1;
  return {
    ...{ at: moment, today: localDateOf(moment), by, token: `rating-${requests}`, people: among },
    ...{ sha256, textHash: sha256, calendar: CHINA_CALENDAR, hours, ladder },
  };
};

let numbers = 0;
export const service = (change: Partial<Service> = {}): Service => {
  numbers += 1;
  const { id: post, holder: rated } = roster.posts[0]!;
  return {
    number: CaseNumber.parse(`RATE${String(numbers).padStart(8, "0")}`),
    ...{ of: "visit", centre: CENTRE, post, rated, rateUntil: localDate("2026-09-25") },
    ...change,
  };
};

/** Of a visit on 2026-09-18. */
export const rated = (
  level: Level,
  given: { readonly phone?: string; readonly servedPhone?: string; readonly signedIn?: boolean } = {},
  change: Partial<Service> = {},
  among = people,
  at = "2026-09-18T15:00",
): Rating => giveRating(service(change), { level, codeVersion: 1_234_567, ...given }, ratingOccasion(at, { among }));
