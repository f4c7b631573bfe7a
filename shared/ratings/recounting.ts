/** A poor rating that is being followed up, as the calendar has made it by now (R8, R62). */
import { countedAnew, isCountedLater, isStageMoved, moveInWords } from "../casework/recounted-clocks.ts";
import { isFollowedUp, type Rating } from "./rating.ts";
import { attentionOfRating, type RatingMoment, ratingEntered } from "./writing.ts";

/**
 * The running clocks counted again, with one ledger entry of both calendar versions when any of them, or the next stage,
 * moved or became certain; otherwise the rating as it is. What is over never changes.
 */
export const recountRating = (before: Rating, moment: RatingMoment): Rating => {
  if (!isFollowedUp(before) || isCountedLater(before.clocks, moment)) return before;
  const anew = countedAnew(before.clocks, moment);
  const { clocks, kinds } = anew;
  const next = attentionOfRating({ ...before, clocks }, moment);
  if (kinds.length === 0 && !isStageMoved(before.clocks, moment, before.nextStage, next)) return before;
  const facts = { moved: kinds.join(",") || "stages", ...moveInWords(before.clocks, anew, moment) };
  return ratingEntered({ ...before, clocks }, "deadline-moved", facts, { ...moment, by: { kind: "clock" } });
};
