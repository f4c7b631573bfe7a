/** Which entries of a complaint's ledger its complainant is told of by SMS, where they asked for it: that there is something to look up, never what (R36). */
import type { Complaint, ComplaintEntry, ComplaintEntryKind } from "./complaint.ts";

/** The end of it, or a decision. Of where it was referred to nothing is told (R56). */
const RESULTS: readonly ComplaintEntryKind[] = ["decided", "review-decided", "not-accepted"];
const STEPS: readonly ComplaintEntryKind[] = [
  "accepted",
  "returned",
  "ruled",
  "joined",
  "extended",
  "petition-handed-over",
  "petition-extended",
  // Whoever did not ask for a new code learns that somebody did.
  "code-reissued",
];

/** What the complainant hears of an entry; undefined: nothing, or they did not ask, or left no phone. */
export const toldBySms = (
  { notifyBySms, personal }: Pick<Complaint, "notifyBySms" | "personal">,
  { what }: Pick<ComplaintEntry, "what">,
): "result" | "step" | undefined => {
  if (!notifyBySms || personal.complainant?.phone === undefined) return undefined;
  if (RESULTS.includes(what)) return "result";
  return STEPS.includes(what) ? "step" : undefined;
};
