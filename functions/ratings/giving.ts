/** How a resident gets at a rating: by the number and code of the case or of the visit's slip (R60). */

import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { RatingActor, Visit } from "../../shared/ratings/rating.ts";
import type { Ratings } from "../../shared/ratings/ratings.ts";
import type { RatingOccasion } from "../../shared/ratings/writing.ts";
import type { Calendars } from "../runtime/composition.ts";
import { type Keyed, sha256 } from "../runtime/hashes.ts";
import { openWithCode, type Tried } from "../runtime/opening.ts";
import type { Now } from "../runtime/operation.ts";

export type RatingNeeds = {
  readonly ratings: Ratings;
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly calendars: Calendars;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly keyed: () => Promise<Keyed>;
  readonly now: Now;
};
export type ResidentNeeds = RatingNeeds & { readonly cases: Pick<Cases, "find" | "attempts" | "recordWrongCode"> };

export type Served =
  | { readonly of: "case"; readonly subject: Case }
  | { readonly of: "visit"; readonly subject: Visit };

/** Both are always looked for, so that a number tells nothing. @throws Refusal `rating-not-found`, `too-many-attempts` */
export const openServed = async ({ cases, ratings, keyed, now }: ResidentNeeds, tried: Tried): Promise<Served> => {
  let store: Pick<Cases, "attempts" | "recordWrongCode"> = cases;
  const guarded = {
    find: async (number: Tried["number"]) => {
      const [ofCase, visit] = await Promise.all([cases.find(number), ratings.visit(number)]);
      if (visit !== undefined) store = ratings;
      const { codeVersion, guessedUntil } = ofCase ?? visit ?? {};
      if (codeVersion === undefined) return undefined;
      return { codeVersion, guessedUntil, ofCase, visit };
    },
    attempts: (...asked: Parameters<Cases["attempts"]>) => store.attempts(...asked),
    recordWrongCode: (...wrong: Parameters<Cases["recordWrongCode"]>) => store.recordWrongCode(...wrong),
  };
  const { ofCase, visit } = await openWithCode(guarded, { keyed, now }, tried, "rating-not-found");
  if (ofCase !== undefined) return { of: "case", subject: ofCase };
  if (visit !== undefined) return { of: "visit", subject: visit };
  throw new Error("opened, and nothing there");
};

type Moment = { readonly at: Instant } & Pick<RatingOccasion, "today" | "token"> & { readonly by: RatingActor };

/** Everything a change needs beside the rating. */
export const ratingOccasion = async (
  { directory, calendars, hours, ladder, keyed }: Omit<RatingNeeds, "ratings" | "now">,
  centre: CentreCode,
  moment: Moment,
): Promise<RatingOccasion> => {
  const [roster, office, calendar, { textHash }] = await Promise.all([
    directory.roster(centre),
    directory.office(),
    calendars.current(),
    keyed(),
  ]);
  return { ...moment, people: { roster, office }, calendar, hours, ladder, sha256, textHash };
};
