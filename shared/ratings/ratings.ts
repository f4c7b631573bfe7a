/** What the rest of the system asks of the rating store; kept by `shared/aws/rating-store.ts`. */
import type * as z from "zod";
import type { DueCases } from "../casework/cases.ts";
import type { Attempts } from "../casework/lookup.ts";
import type { IdentityLook } from "../complaints/complaints.ts";
import type { StaffId } from "../directory/roster.ts";
import type { CentreCode } from "../directory/units.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import type { Instant, LocalDate } from "../kernel/local-date.ts";
import { type GivenRating, Rating, type Visit } from "./rating.ts";

/** What lists and scorecards carry: nothing about who gave it. */
export const ListedRating = Rating.pick({
  number: true,
  of: true,
  level: true,
  centre: true,
  post: true,
  station: true,
  rated: true,
  marks: true,
  finalOn: true,
  appeal: true,
  followUp: true,
});
export type ListedRating = z.infer<typeof ListedRating>;

/** What the watchdog sees of an open follow-up (R35): all that its stages are computed from. */
export const WatchedRating = Rating.pick({ number: true, clocks: true, firedStages: true });
export type WatchedRating = z.infer<typeof WatchedRating>;

/** `after`: position of the last one shown. Final ones from `from` to `to`, both included. */
export type FinalPage = {
  readonly from?: LocalDate | undefined;
  readonly to: LocalDate;
  readonly after?: string | undefined;
  readonly limit: number;
};
export type RatingPage = { readonly ratings: readonly ListedRating[]; readonly after?: string | undefined };

/** More are given for no visit but to try something: they are answered, and not kept. */
export const MOST_GIVEN = 20;

export type Ratings = {
  find(number: CaseNumber): Promise<Rating | undefined>;
  /** All that were given for a number, counting or not; at most `MOST_GIVEN`. */
  given(number: CaseNumber): Promise<readonly GivenRating[]>;
  /** Put if absent. */
  keepGiven(given: GivenRating): Promise<void>;
  /** Put if absent; the rating that already stood there, if any. */
  give(rating: Rating): Promise<Rating | undefined>;
  /** One conditional write. A repeat of our own (same token) is a success. @throws Refusal `version-conflict` */
  save(after: Rating, expecting: number): Promise<void>;
  /** Notes it among those of its post, or station; @returns the most of them that lie within ten minutes with it */
  noteInBurst(place: string, at: Instant, number: CaseNumber): Promise<ReadonlySet<CaseNumber>>;
  markBurst(number: CaseNumber): Promise<void>;
  openVisit(visit: Visit): Promise<Visit | undefined>;
  visit(number: CaseNumber): Promise<Visit | undefined>;
  attempts(number: CaseNumber, address: string): Promise<Attempts | undefined>;
  recordWrongCode(number: CaseNumber, address: string, attempts: Attempts): Promise<void>;
  /** Wrong codes tried at a rating, apart from those tried at what is rated. */
  readonly tries: {
    attempts(number: CaseNumber, address: string): Promise<Attempts | undefined>;
    recordWrongCode(number: CaseNumber, address: string, attempts: Attempts): Promise<void>;
  };
  recordReading(number: CaseNumber, reading: IdentityLook): Promise<void>;
  /** Open follow-ups of one handler, the most urgent first, and then the appeals that they decide. */
  followedUpBy(handler: StaffId, limit: number): Promise<readonly ListedRating[]>;
  /** Final ones, the earliest first. */
  ofStaff(staffId: StaffId, page: FinalPage): Promise<RatingPage>;
  ofCentre(centre: CentreCode, page: FinalPage): Promise<RatingPage>;
};
export type DueRatings = DueCases & {
  getEach(numbers: readonly CaseNumber[]): Promise<ReadonlyMap<CaseNumber, Rating | Error>>;
};
