/** What residents and staff see of a rating. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { CallBackResult } from "../complaints/complaint.ts";
import { PostId } from "../directory/roster.ts";
import { StationCode } from "../directory/units.ts";
import { CaseNumber, inGroups } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { maskedPhone } from "../kernel/masking.ts";
import {
  AppealOutcome,
  type GivenRating,
  LEVEL_NAMES,
  Level,
  Mark,
  RATING_STATE_NAMES,
  type Rating,
  ratingState,
} from "./rating.ts";
import type { ListedRating } from "./ratings.ts";

export const RatedNumberParam = z.strictObject({ ratedNumber: CaseNumber });
export const RatingListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});

export const VisitSlip = z
  .object({
    ratedNumber: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    lookupCode: z.string().meta({ example: "7Q2M-9XRT" }),
    rateUntil: LocalDate,
    form: z.string().meta({ description: "Address of the page to rate on, with the code where no request carries it" }),
    qr: z.string().meta({ description: "The same as a QR code, SVG, for the slip" }),
    nextStep: Bilingual,
  })
  .meta({ id: "VisitSlip" });

const state = {
  state: z.enum(["given", "following-up", "final", "under-review", "set-aside"]),
  stateName: Bilingual,
};
const rated = { ratedNumber: z.string(), level: Level, levelName: Bilingual };

/** The same whether it is the first one for its number, which counts, or another: who else rated is nobody's to find out (R64). */
export const RatingReceipt = z
  .object({
    ratedNumber: z.string(),
    readingCode: z
      .string()
      .meta({ description: "Yours alone: with it, and not with the number's own code, you read it" }),
    contactBy: LocalDate.optional(),
    resultBy: LocalDate.optional(),
    nextStep: Bilingual,
  })
  .meta({ id: "RatingReceipt" });
export type RatingReceipt = z.infer<typeof RatingReceipt>;

export const ratingReceipt = ({ number, contactBy, resultBy }: GivenRating, readingCode: string): RatingReceipt => ({
  ratedNumber: inGroups(number),
  readingCode,
  ...given("contactBy", contactBy),
  ...given("resultBy", resultBy),
  nextStep: {
    zh: "已收到。每件每次服务只计最先收到的一次评价；凭编号和本评价码可以查看处理结果。",
    en: "Received. Only the first rating of a case or visit counts; with the number and this code you can see what became of it.",
  },
});

/** What was given, and what came of a poor one: never whether it is the one that counts (R64). */
export const ResidentRating = z
  .object({
    ...rated,
    givenAt: Instant,
    contactBy: LocalDate.optional(),
    resultBy: LocalDate.optional(),
    result: z.string().optional().meta({ description: "What was found and put right" }),
  })
  .meta({ id: "ResidentRating" });
export type ResidentRating = z.infer<typeof ResidentRating>;

const stateOf = (rating: Parameters<typeof ratingState>[0], today: LocalDate) => {
  const state = ratingState(rating, today);
  return { state, stateName: RATING_STATE_NAMES[state] };
};
const ratedOf = ({ number, level }: Pick<Rating, "number" | "level">) => ({
  ratedNumber: inGroups(number),
  level,
  levelName: LEVEL_NAMES[level],
});
const textOf = ({ ledger, personal }: Rating, what: Rating["ledger"][number]["what"]): string | undefined => {
  const entry = ledger.findLast((each) => each.what === what);
  return entry && personal.texts?.[entry.version];
};
const given = <K extends string, V>(name: K, value: V | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [N in K]?: V };

/** As it is given: the dates are a poor one's. */
export const givenRating = ({ number, codeVersion, level, givenAt, clocks }: Rating): GivenRating => ({
  ...{ schema: 1, number, codeVersion, level, givenAt },
  ...given("contactBy", clocks["first-contact"]?.dueOn),
  ...given("resultBy", clocks["follow-up"]?.dueOn),
});

/** @param standing the rating that counts, be it this one or another */
export const residentRating = (
  { number, codeVersion, level, givenAt, contactBy, resultBy }: GivenRating,
  standing: Rating | undefined,
): ResidentRating => {
  const own = standing?.codeVersion === codeVersion ? standing : undefined;
  const result = own && textOf(own, "result-given");
  // A new calendar moves the dates (R8).
  const dates = own === undefined ? { contactBy, resultBy } : givenRating(own);
  return {
    ...ratedOf({ number, level }),
    givenAt,
    ...given("contactBy", dates.contactBy),
    ...given("resultBy", result === undefined ? dates.resultBy : undefined),
    ...given("result", result),
  };
};

/** follow-up: whoever follows it up. appeal: whoever decides the appeal. rated: who is rated, once it is final. above: who leads the centre, once it is final, and the office always. */
export type RatingCapacity = "follow-up" | "appeal" | "rated" | "above";

export const StaffRating = z
  .object({
    ...rated,
    ...state,
    version: z.int().min(1),
    as: z.enum(["follow-up", "appeal", "rated", "above"]).meta({ description: "In what capacity you see it" }),
    of: z.enum(["case", "visit"]),
    post: PostId.optional(),
    station: StationCode.optional(),
    finalOn: LocalDate.optional(),
    dueOn: LocalDate.optional(),
    marks: z.array(Mark),
    comment: z.string().optional(),
    phone: z.string().optional().meta({ description: "Masked" }),
    result: z.string().optional(),
    contactedOn: LocalDate.optional(),
    resultOn: LocalDate.optional(),
    callBacks: z.array(z.object({ on: LocalDate, result: CallBackResult })),
    appeal: z
      .object({
        on: LocalDate,
        reason: z.string().optional(),
        decidedOn: LocalDate.optional(),
        outcome: AppealOutcome.optional(),
        reasons: z.string().optional(),
      })
      .optional(),
  })
  .meta({ id: "StaffRating" });
export type StaffRating = z.infer<typeof StaffRating>;

const appealOf = (rating: Rating): Pick<StaffRating, "appeal"> => {
  const { appeal } = rating;
  if (appeal === undefined) return {};
  return {
    appeal: {
      on: appeal.on,
      ...given("reason", textOf(rating, "appealed")),
      ...given("decidedOn", appeal.decided?.on),
      ...given("outcome", appeal.decided?.outcome),
      ...given("reasons", textOf(rating, "appeal-decided")),
    },
  };
};

export const staffRating = (rating: Rating, as: RatingCapacity, today: LocalDate): StaffRating => {
  const { personal, followUp, leading } = rating;
  return {
    ...ratedOf(rating),
    ...stateOf(rating, today),
    version: rating.version,
    as,
    of: rating.of,
    ...given("post", rating.post),
    ...given("station", rating.station),
    ...given("finalOn", rating.finalOn),
    ...given("dueOn", leading?.dueOn),
    marks: [...(rating.marks ?? [])].sort(),
    ...given("comment", personal.comment),
    // Only whoever has to call.
    ...given("phone", as === "follow-up" && personal.phone !== undefined ? maskedPhone(personal.phone) : undefined),
    ...given("result", textOf(rating, "result-given")),
    ...given("contactedOn", followUp?.contactedOn),
    ...given("resultOn", followUp?.resultOn),
    callBacks: followUp?.callBacks ?? [],
    ...appealOf(rating),
  };
};

export const RaterContact = z.object({ phone: z.string().optional() }).meta({ id: "RaterContact" });

const RatingLine = z.object({
  ...rated,
  ...state,
  of: z.enum(["case", "visit"]),
  post: PostId.optional(),
  station: StationCode.optional(),
  finalOn: LocalDate.optional(),
  marks: z.array(Mark),
});
export const RatingList = z
  .object({ ratings: z.array(RatingLine), cursor: z.string().optional() })
  .meta({ id: "RatingList" });

export const ratingLine = (listed: ListedRating, today: LocalDate): z.infer<typeof RatingLine> => ({
  ...ratedOf(listed),
  ...stateOf(listed, today),
  of: listed.of,
  ...given("post", listed.post),
  ...given("station", listed.station),
  ...given("finalOn", listed.finalOn),
  marks: [...(listed.marks ?? [])].sort(),
});
