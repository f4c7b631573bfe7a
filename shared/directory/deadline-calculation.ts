/** The public deadline calculator: no case, no memory, only counting (R1–R7, R9, R10a, R21, R22). */
import * as z from "zod";
import type { Calendar } from "../calendar/calendar.ts";
import { DayExplained, deadline, explainDeadline } from "../calendar/deadline.ts";
import { Suspension } from "../calendar/suspension.ts";
import { daysBetween, LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";

const MOST_SUSPENSIONS = 50;
/** Five years after day 0: no suspension of these laws is planned further ahead, and the answer stays readable. */
const FURTHEST_DAYS = 1830;

export const DeadlineQuestion = z
  .strictObject({
    from: LocalDate.meta({ description: "Day 0, the day of the event; 2025-01-01 or later", example: "2026-09-30" }),
    days: z.int().min(1).max(366).meta({ example: 5 }),
    unit: z.enum(["working-days", "natural-days"]),
    suspensions: z
      .array(Suspension)
      .max(MOST_SUSPENSIONS)
      .optional()
      .meta({ description: "Neither their first nor their last day counts, in either unit" }),
  })
  .superRefine(({ from, suspensions = [] }, context) => {
    for (const [n, { to }] of suspensions.entries()) {
      if (daysBetween(from, to) > FURTHEST_DAYS) {
        context.addIssue({
          code: "custom",
          path: ["suspensions", n, "to"],
          params: { code: "too-late" },
          message: "too far ahead",
        });
      }
    }
  })
  .meta({
    id: "DeadlineQuestion",
    description: `A suspension may reach at most ${FURTHEST_DAYS} days past day 0. When the end lies beyond the calendar, \`/from\` is named.`,
  });
export type DeadlineQuestion = z.infer<typeof DeadlineQuestion>;

export const DeadlineAnswer = z
  .object({
    dueOn: LocalDate.meta({ description: "The last day; of natural days, rolled on to a working day" }),
    safeBy: LocalDate.optional().meta({ description: "Natural days only: the last working day not after their end" }),
    provisional: z.boolean().meta({ description: "The calendar of the due date's year is not published yet" }),
    calendarVersion: z.string().meta({ example: "CN-2026.1" }),
    days: z.array(DayExplained).meta({ description: "Every day from day 0 to the due date, and why it counts or not" }),
  })
  .meta({ id: "DeadlineAnswer" });
export type DeadlineAnswer = z.infer<typeof DeadlineAnswer>;

/** Undefined: the days asked about reach beyond the calendar (R7), before its first day or after its last. */
export const answerDeadline = (calendar: Calendar, asked: DeadlineQuestion): DeadlineAnswer | undefined => {
  const { from, days, unit, suspensions } = asked;
  const counting = { from, limit: { days, unit }, suspensions };
  try {
    const { dueOn, safeBy, provisional, calendarVersion } = deadline(calendar, counting);
    const explained = explainDeadline(calendar, counting);
    return { dueOn, ...(safeBy === undefined ? {} : { safeBy }), provisional, calendarVersion, days: explained };
  } catch (error) {
    if (error instanceof Refusal && error.code === "calendar-range") return undefined;
    throw error;
  }
};
