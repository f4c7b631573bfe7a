/**
 * How much one complaint can hold beside its paged ledger: it is one item, which the store takes up to 400 KB. Everything else
 * that it holds is bounded by its moves: this is not, and so has a bound of its own.
 */
import { Refusal } from "../kernel/refusal.ts";
import type { Complaint } from "./complaint.ts";

/** Characters of staff's own texts, some 120 KB in Chinese: what may come after, an answer or a receipt, still fits. */
export const MOST_NOTED = 40_000;

/** For one more note, or a reassignment's reason. @throws Refusal `case-full` */
export const requireRoomToNote = ({ personal: { notes = {} } }: Complaint, text: string): void => {
  const noted = Object.values(notes).reduce((sum, each) => sum + each.length, text.length);
  const [what, whatEn] = ["字核查和改派记录", "characters of notes and reasons"];
  if (noted > MOST_NOTED) throw new Refusal("case-full", { field: "notes", most: MOST_NOTED, what, whatEn });
};
