/** How a municipality has its posts covered and attendance kept (R38, R44, article 9). */
import * as z from "zod";

/** What takes the holder of a post away from the window. */
export const OutsideDuty = z.enum([
  "meeting",
  "site-visit",
  "home-visit",
  "inspection",
  "emergency",
  "seconded",
  "other",
]);
export type OutsideDuty = z.infer<typeof OutsideDuty>;

export const PostRules = z.strictObject({
  /** How many absent posts one stand-in may cover at a time. */
  coversAtMost: z.int().min(1).max(5).default(1),
  /** Minutes after opening at which whoever has not checked in is named. */
  missedAfterMinutes: z.int().min(5).max(240).default(30),
  /** What may be given as a duty outside the window. */
  outsideDuties: z
    .array(OutsideDuty)
    .min(1)
    .default([...OutsideDuty.options]),
});
export type PostRules = z.infer<typeof PostRules>;
