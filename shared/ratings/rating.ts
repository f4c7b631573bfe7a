/**
 * A resident's rating of one online case or one counter visit (R60–R64, article 9): five levels, none of them the default, once.
 * Levels 1 and 2 are followed up; whoever is rated sees it when it is final, and may then appeal.
 */
import * as z from "zod";
import type { Bilingual } from "../calendar/bilingual.ts";
import { CaseClock, ClockKind, FiredStage } from "../casework/case.ts";
import { Body, CallBackResult } from "../complaints/complaint.ts";
import { MobileNumber, PostId, StaffId, StaffRole } from "../directory/roster.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";

/** 5 the best. */
export const Level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type Level = z.infer<typeof Level>;
export const LEVELS: readonly Level[] = [5, 4, 3, 2, 1];
export const LEVEL_NAMES: Readonly<Record<Level, Bilingual>> = {
  5: { zh: "非常满意", en: "very satisfied" },
  4: { zh: "满意", en: "satisfied" },
  3: { zh: "基本满意", en: "fairly satisfied" },
  2: { zh: "不满意", en: "dissatisfied" },
  1: { zh: "非常不满意", en: "very dissatisfied" },
};
/** What is followed up (R62). */
export const isPoor = (level: Level): boolean => level <= 2;

/** staff-account: it came with a sign-in of the staff. staff-phone: the number is one of theirs. burst: one of many of the same post within minutes (R64). */
export const Mark = z.enum(["staff-account", "staff-phone", "burst"]);
export type Mark = z.infer<typeof Mark>;

export const AppealOutcome = z.enum(["stands", "set-aside"]);
export type AppealOutcome = z.infer<typeof AppealOutcome>;

export const RatingEntryKind = z.enum([
  "given",
  "contacted",
  "result-given",
  "called-back",
  "appealed",
  "appeal-decided",
  "deadline-moved",
]);
export type RatingEntryKind = z.infer<typeof RatingEntryKind>;
export const RatingActor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("resident") }),
  z.object({ kind: z.literal("clock") }),
  z.object({ kind: z.literal("staff"), staffId: StaffId, role: StaffRole }),
]);
export type RatingActor = z.infer<typeof RatingActor>;

/** One line of the ledger: ids, codes, dates and keyed hashes of free text; never changed. */
export const RatingEntry = z.object({
  version: z.int().min(1),
  at: Instant,
  what: RatingEntryKind,
  by: RatingActor,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  token: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});

const Tries = z.array(z.object({ on: LocalDate, result: CallBackResult }));
/** Of levels 1 and 2 (R62). `handler`: a person, never the rated one. */
const FollowUp = z.object({
  body: Body,
  handler: StaffId,
  hasContact: z.boolean(),
  contactedOn: LocalDate.optional(),
  resultOn: LocalDate.optional(),
  callBacks: Tries,
  closed: z
    .object({ on: LocalDate, how: z.enum(["satisfied", "dissatisfied", "unreachable", "no-contact"]) })
    .optional(),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** `decider`: a person, who neither is rated nor followed it up (R63). */
const Appeal = z.object({
  on: LocalDate,
  body: Body,
  decider: StaffId,
  decided: z.object({ on: LocalDate, outcome: AppealOutcome }).optional(),
});

export const Rating = z.object({
  schema: z.literal(1),
  /** Of the case, or of the visit: there can be no second rating of either (R60). */
  number: CaseNumber,
  of: z.enum(["case", "visit"]),
  version: z.int().min(1),
  level: Level,
  givenAt: Instant,
  givenOn: LocalDate,
  centre: CentreCode,
  /** Where; a station's cases have a station instead. */
  post: PostId.optional(),
  station: StationCode.optional(),
  /** Who served last. */
  rated: StaffId,
  marks: z.set(Mark).optional(),
  /** Last day of the time for rating (R61). */
  rateUntil: LocalDate,
  /** First day on which it is final; undefined: its follow-up is not over (R64, R65). */
  finalOn: LocalDate.optional(),
  followUp: FollowUp.optional(),
  appeal: Appeal.optional(),
  clocks: z.partialRecord(ClockKind, CaseClock),
  leading: z.object({ kind: ClockKind, dueOn: LocalDate, endsAt: Instant }).optional(),
  nextStage: z.object({ id: z.string(), at: Instant }).optional(),
  firedStages: z.record(z.string(), FiredStage).default(() => ({})),
  /** Of the code that whoever gave it reads it with: nobody else has seen it, and least of all who gave out number and code. */
  codeVersion: z.int(),
  guessedUntil: Instant.optional(),
  ledger: z.array(RatingEntry),
  /** The erasable part; texts by the version of their entry. */
  personal: z.object({
    phone: MobileNumber.optional(),
    comment: z.string().optional(),
    texts: z.record(z.string(), z.string()).optional(),
  }),
});
export type Rating = z.infer<typeof Rating>;

/**
 * What was answered to one rating, whether it is the one that counts or came after it: so that whoever gave it reads it either way,
 * and nobody can tell by trying that another was there (R64).
 */
export const GivenRating = z.object({
  schema: z.literal(1),
  number: CaseNumber,
  codeVersion: z.int(),
  level: Level,
  givenAt: Instant,
  contactBy: LocalDate.optional(),
  resultBy: LocalDate.optional(),
});
export type GivenRating = z.infer<typeof GivenRating>;

/** A counter visit: who served at which post, and nothing about who came. */
export const Visit = z.object({
  schema: z.literal(1),
  number: CaseNumber,
  centre: CentreCode,
  post: PostId,
  servedBy: StaffId,
  on: LocalDate,
  codeVersion: z.literal(1),
  guessedUntil: Instant.optional(),
});
export type Visit = z.infer<typeof Visit>;

/** Its follow-up is not over (R62). */
export const isFollowedUp = ({ followUp }: Pick<Rating, "followUp">): boolean =>
  followUp !== undefined && followUp.closed === undefined;

export const isFinal = ({ finalOn }: Pick<Rating, "finalOn">, today: LocalDate): boolean =>
  finalOn !== undefined && finalOn <= today;

/** under-review: an appeal waits for its decision; it stays visible (R63). */
export type RatingState = "given" | "following-up" | "final" | "under-review" | "set-aside";
export const RATING_STATE_NAMES: Readonly<Record<RatingState, Bilingual>> = {
  given: { zh: "已评价", en: "given" },
  "following-up": { zh: "正在回访整改", en: "being followed up" },
  final: { zh: "已生效", en: "final" },
  "under-review": { zh: "申诉复核中", en: "under review" },
  "set-aside": { zh: "经复核不计入", en: "set aside after review" },
};
export const ratingState = (rating: Pick<Rating, "appeal" | "followUp" | "finalOn">, today: LocalDate): RatingState => {
  const { appeal } = rating;
  if (appeal !== undefined && appeal.decided === undefined) return "under-review";
  if (appeal?.decided?.outcome === "set-aside") return "set-aside";
  if (isFinal(rating, today)) return "final";
  return isFollowedUp(rating) ? "following-up" : "given";
};
