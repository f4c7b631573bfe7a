/** The escalation ladder as a municipality sets it: which stages each kind of clock has, and when they come (R5b, R28–R31). */
import * as z from "zod";

/** In order of time. */
export const StageName = z.enum(["half", "yellow", "red", "supervision"]);
export type StageName = z.infer<typeof StageName>;
export const STAGE_NAMES: readonly StageName[] = StageName.options;

const listed = <Name extends StageName>(names: readonly [Name, ...Name[]], needed: Name) =>
  z
    .array(z.enum(names))
    .refine((stages) => new Set(stages).size === stages.length, { message: "names a stage twice" })
    .refine((stages) => stages.some((stage) => stage === needed), {
      message: `lacks ${needed}: a deadline could pass without anybody being told`,
    });

/** Of clocks counted in days. */
const inDays = listed(["half", "yellow", "red", "supervision"], "red");

export const Ladder = z.strictObject({
  /** Of the counted days, per cent: where `half` lies (R28). */
  halfAtPercent: z.int().min(10).max(90),
  /** Hours before closing at which a same-day item, and before its end at which an hour clock, turns yellow (R29). */
  shortNoticeHours: z.int().min(1).max(4),
  /** Working days from red to supervision, where no statutory limit says when (R31). */
  supervisionAfterRed: z.int().min(1).max(10),
  /** Working days that a supervision order leaves to answer it. */
  orderLimit: z.int().min(1).max(20),
  /** By clock; `tasks`: each unit's part of a joint case. */
  stages: z.strictObject({
    notice: inDays,
    promised: inDays,
    /** Drives supervision and nothing else (R5b). */
    statutory: listed(["supervision"], "supervision"),
    delivery: inDays,
    /** Hours have no half that a digest could tell of. */
    urgent: listed(["yellow", "red", "supervision"], "red"),
    forwarding: inDays,
    upward: inDays,
    tasks: inDays,
    /** Of a complaint: to decide it; to hand it over to the authority that it belongs to (R52, R56). */
    handling: inDays,
    "hand-over": inDays,
    /** Of a poor rating: to be in contact with whoever gave it; to have a result (R62). */
    "first-contact": inDays,
    "follow-up": inDays,
    /** Of a data return: to hand it in (R68). */
    return: inDays,
    /** An order has reminders of its own, and no order upon it. */
    order: listed(["yellow", "red"], "red"),
  }),
});
export type Ladder = z.infer<typeof Ladder>;
export type LadderKind = keyof Ladder["stages"];
