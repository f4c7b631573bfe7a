/** How long something may take, as the law or a promise writes it. */
import * as z from "zod";

export const DayLimit = z.strictObject({
  days: z.int().min(1).max(366),
  unit: z.enum(["working-days", "natural-days"]),
});
export type DayLimit = z.infer<typeof DayLimit>;

/** `immediate`: the same day, at the counter (R6). */
export const Limit = z.union([DayLimit, z.strictObject({ unit: z.literal("immediate") })]);
export type Limit = z.infer<typeof Limit>;

/** Why a clock may stand still: 行政许可法 45 for licences, 政府信息公开条例 33 for third-party consultation (R20). */
export const SuspensionReason = z.enum([
  "hearing",
  "tender",
  "auction",
  "inspection",
  "testing",
  "quarantine",
  "appraisal",
  "expert-review",
  "third-party-consultation",
]);
export type SuspensionReason = z.infer<typeof SuspensionReason>;
