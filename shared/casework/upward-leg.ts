/** The way of a case to a higher body and back (article 2: whole-course help for what a higher body decides). */
import * as z from "zod";
import { PostId, StaffId } from "../directory/roster.ts";
import { LocalDate } from "../kernel/local-date.ts";

/** What the higher body made of it; the decision itself is recorded as every other. */
export const AnswerFromAbove = z.enum(["agreed", "not-agreed", "more-needed"]);
export type AnswerFromAbove = z.infer<typeof AnswerFromAbove>;
export const ANSWER_NAMES: Readonly<Record<AnswerFromAbove, { zh: string; en: string }>> = {
  agreed: { zh: "上级同意", en: "agreed" },
  "not-agreed": { zh: "上级不同意", en: "not agreed" },
  "more-needed": { zh: "上级要求补充", en: "more is needed" },
};

export const UpwardLeg = z.object({
  /** As the item's guide names it. */
  body: z.string(),
  sentOn: LocalDate,
  /** Who goes after it: the proxy who filed the case at a station that may accept it, else the deciding post. */
  responsible: z.union([z.object({ proxy: StaffId }), z.object({ post: PostId })]),
  /** The day on which the higher body took it in. */
  receivedOn: LocalDate.optional(),
  /** The day on which it came back; whether that body was in time is judged by it. */
  returnedOn: LocalDate.optional(),
  /** The day on which its return was entered here, that day or later. */
  returnRecordedOn: LocalDate.optional(),
  answer: AnswerFromAbove.optional(),
});
export type UpwardLeg = z.infer<typeof UpwardLeg>;

/** The leg that has not come to its end; there is at most one, and it is the last. */
export const openLeg = (legs: readonly UpwardLeg[] | undefined): UpwardLeg | undefined => {
  const last = legs?.at(-1);
  return last?.returnedOn === undefined ? last : undefined;
};
