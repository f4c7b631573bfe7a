/** After a poor rating: contact, result, call-back (R62); and the appeal of whoever is rated (R63). */

import { started } from "../casework/counting.ts";
import type { CallBackResult } from "../complaints/complaint.ts";
import { CALL_BACK_BASIS, CALL_BACK_DAYS, CALL_BACK_WITHIN } from "../complaints/deciding.ts";
import { stoppedClocks } from "../complaints/handling.ts";
import type { StaffId } from "../directory/roster.ts";
import { Refusal } from "../kernel/refusal.ts";
import { mayAppealUntil } from "./giving.ts";
import { type AppealOutcome, type FollowUp, isFinal, type Rating } from "./rating.ts";
import { type RatingOccasion, ratingWritten, takerOf } from "./writing.ts";

type Noted = { readonly text?: string | undefined };

/** @throws Refusal `rating-closed` when there is nothing to follow up any more */
const openFollowUp = ({ followUp }: Rating): FollowUp => {
  if (followUp === undefined || followUp.closed !== undefined) throw new Refusal("rating-closed");
  return followUp;
};

/** The handler is in contact with whoever gave it. */
export const recordContact = (before: Rating, { text }: Noted, occasion: RatingOccasion): Rating => {
  const followUp = openFollowUp(before);
  if (!followUp.hasContact || followUp.contactedOn !== undefined) throw new Refusal("rating-closed");
  const after = { ...followUp, contactedOn: occasion.today };
  const clocks = stoppedClocks(before.clocks, "first-contact");
  return ratingWritten({ ...before, followUp: after, clocks }, "contacted", {}, occasion, text);
};

/** Else nobody would be reminded of the call, and what is not called back is never final (R62, R64). */
const waitingForCall = ({ clocks }: Rating, occasion: RatingOccasion): Rating["clocks"] => {
  const start = { on: occasion.today, at: occasion.at };
  const replaced = clocks["follow-up"];
  const call = started("follow-up", start, CALL_BACK_WITHIN, CALL_BACK_BASIS, occasion, replaced);
  return { ...stoppedClocks(clocks), "follow-up": call };
};

/** What was found and put right. Where nobody can be called back, it ends with that. */
export const giveResult = (before: Rating, { text }: { readonly text: string }, occasion: RatingOccasion): Rating => {
  const followUp = openFollowUp(before);
  if (followUp.resultOn !== undefined) throw new Refusal("rating-closed");
  const { today: on } = occasion;
  const closed = followUp.hasContact ? {} : { closed: { on, how: "no-contact" as const } };
  const after = { ...followUp, resultOn: on, ...closed };
  const clocks = followUp.hasContact ? waitingForCall(before, occasion) : stoppedClocks(before.clocks);
  return ratingWritten({ ...before, followUp: after, clocks }, "result-given", {}, occasion, text);
};

const endOfCalls = (tries: FollowUp["callBacks"], result: CallBackResult) => {
  if (result !== "no-answer") return result;
  const days = new Set(tries.map(({ on }) => on));
  return days.size >= CALL_BACK_DAYS ? ("unreachable" as const) : undefined;
};

/** With the result: one answer ends it, or no answer on three days. @throws Refusal `called-today`, `rating-closed` */
export const callBackRater = (
  before: Rating,
  { result, text }: Noted & { readonly result: CallBackResult },
  occasion: RatingOccasion,
): Rating => {
  const followUp = openFollowUp(before);
  const { today: on } = occasion;
  if (followUp.resultOn === undefined) throw new Refusal("rating-closed");
  if (result === "no-answer" && followUp.callBacks.some((each) => each.on === on)) throw new Refusal("called-today");
  const callBacks = [...followUp.callBacks, { on, result }];
  const how = endOfCalls(callBacks, result);
  const after = { ...followUp, callBacks, ...(how === undefined ? {} : { closed: { on, how } }) };
  const clocks = how === undefined ? before.clocks : stoppedClocks(before.clocks);
  return ratingWritten({ ...before, followUp: after, clocks }, "called-back", { result }, occasion, text);
};

/** By the rated person, once, within five working days from the day on which they could see it (R63). @throws Refusal `appeal-not-possible` */
export const appealRating = (before: Rating, { text }: { readonly text: string }, occasion: RatingOccasion): Rating => {
  const { today: on, people, at } = occasion;
  const { finalOn, appeal, followUp } = before;
  const inTime = finalOn !== undefined && isFinal(before, on) && on <= mayAppealUntil(finalOn, occasion);
  if (appeal !== undefined || !inTime) throw new Refusal("appeal-not-possible");
  // Neither whoever is rated nor whoever followed it up.
  const but: readonly StaffId[] = followUp === undefined ? [] : [followUp.handler];
  const { body, handler: decider } = takerOf(before, people, at, but);
  return ratingWritten({ ...before, appeal: { on, body, decider } }, "appealed", { decider }, occasion, text);
};

/** @throws Refusal `appeal-not-possible` when none is open */
export const decideAppeal = (
  before: Rating,
  { outcome, text }: { readonly outcome: AppealOutcome; readonly text: string },
  occasion: RatingOccasion,
): Rating => {
  const { appeal } = before;
  if (appeal === undefined || appeal.decided !== undefined) throw new Refusal("appeal-not-possible");
  const decided = { ...appeal, decided: { on: occasion.today, outcome } };
  return ratingWritten({ ...before, appeal: decided }, "appeal-decided", { outcome }, occasion, text);
};
