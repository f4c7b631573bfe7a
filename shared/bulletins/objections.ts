/** A centre's objection to its own figures (R65). What it says is staff's free text: in no log, topic or edition. */
import * as z from "zod";
import { StaffId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { Instant } from "../kernel/local-date.ts";

/** `<centre>-<n>`: the centre's n-th to this bulletin, so that no number tells of other centres' objections. */
export const ObjectionId = z
  .string()
  .regex(/^\d{9}-[1-9]\d{0,2}$/)
  .meta({ description: "Of the centre: its number there", example: "370481102-1" });
export type ObjectionId = z.infer<typeof ObjectionId>;

export const ObjectionOutcome = z.enum(["accepted", "rejected"]);
export type ObjectionOutcome = z.infer<typeof ObjectionOutcome>;

export const ObjectionAnswer = z.object({
  outcome: ObjectionOutcome,
  text: z.string(),
  at: Instant,
  by: StaffId,
  /** The id of the correction that followed from it. */
  correction: z.string().optional(),
});

export const Objection = z
  .object({
    id: ObjectionId,
    centre: CentreCode,
    figure: z.string().optional().meta({ description: "Code of its definition; absent: of the figures as a whole" }),
    reason: z.string(),
    by: StaffId,
    at: Instant,
    state: z.enum(["open", "answered"]),
    answer: ObjectionAnswer.optional(),
  })
  .meta({ id: "BulletinObjection" });
export type Objection = z.infer<typeof Objection>;
