/** What residents and staff may send about a rating: strict, so that a misspelt field is refused instead of ignored. */
import * as z from "zod";
import { line, text } from "../casework/requests.ts";
import { CallBackResult } from "../complaints/complaint.ts";
import { MobileNumber, PostId } from "../directory/roster.ts";
import { AppealOutcome, Level } from "./rating.ts";

const REMARK = 500;

export const RatingGiven = z
  .strictObject({
    level: Level.meta({ description: "5 very satisfied … 1 very dissatisfied; there is no default", example: 4 }),
    comment: text(REMARK).optional(),
    phone: MobileNumber.optional().meta({ description: "Only if you wish to be called back" }),
  })
  .meta({ id: "RatingGiven" });
export type RatingGiven = z.infer<typeof RatingGiven>;

export const VisitOpening = z
  .strictObject({ post: PostId.meta({ description: "The post at which you served, holder or stand-in" }) })
  .meta({ id: "VisitOpening" });
export const ContactNote = z.strictObject({ note: text(REMARK).optional() }).meta({ id: "ContactNote" });
export const FollowUpResult = z
  .strictObject({ result: text(REMARK).meta({ description: "What was found and put right; the resident reads it" }) })
  .meta({ id: "FollowUpResult" });
export const RaterCallBack = z
  .strictObject({ result: CallBackResult, note: text(REMARK).optional() })
  .meta({ id: "RaterCallBack" });
export const RatingAppeal = z.strictObject({ reason: text(REMARK) }).meta({ id: "RatingAppeal" });
export const AppealDecision = z
  .strictObject({ outcome: AppealOutcome, reasons: text(REMARK) })
  .meta({ id: "AppealDecision" });
/** On record with the name of whoever reads it. */
export const RaterReading = z.strictObject({ reason: line(200) }).meta({ id: "RaterReading" });
