/** An open complaint as calendar and time have made it by now (R8, R31). */
import { countedAnew, isCountedLater, isStageMoved, moveInWords } from "../casework/recounted-clocks.ts";
import { type Complaint, isClosed } from "./complaint.ts";
import { moving } from "./handling.ts";
import { makeOwedOrder } from "./supervising.ts";
import { attentionOfComplaint, type ComplaintMoment } from "./writing.ts";

/**
 * The running clocks counted again, with one ledger entry of both calendar versions when any of them, or the next stage,
 * moved or became certain; otherwise the complaint as it is. Closed ones never change. What the petition office set is its own.
 */
export const recountComplaint = (before: Complaint, moment: ComplaintMoment): Complaint => {
  if (isClosed(before.state) || isCountedLater(before.clocks, moment)) return before;
  const anew = countedAnew(before.clocks, moment);
  const next = attentionOfComplaint(before, moment);
  if (anew.kinds.length === 0 && !isStageMoved(before.clocks, moment, before.nextStage, next)) return before;
  const facts = { moved: anew.kinds.join(",") || "stages", ...moveInWords(before.clocks, anew, moment) };
  return moving(before, "recount", { clocks: anew.clocks }, facts, moment);
};

/** Whoever moves it, moves this, in the same write: so nothing depends on whether the sweep or a person came first. */
export const complaintUpToDate = (before: Complaint, moment: ComplaintMoment): Complaint => {
  let subject = recountComplaint(before, { ...moment, by: { kind: "clock" } });
  for (;;) {
    const after = makeOwedOrder(subject, { ...moment, by: { kind: "clock" } });
    if (after === subject) return subject;
    subject = after;
  }
};
