/** Why cases of the quarter are open beyond their promised date: most say so on the morning after it (R27). */
import { giveOverdueReason } from "../../shared/casework/overdue.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { Living, Plan } from "./case-life.ts";
import { inOffice, workingDay } from "./days.ts";

export const LATE_REASONS = ["staffing", "waiting-for-other-organ", "complex-case", "system-outage"] as const;

/** How many say so, how many working days after the date; a few think better of it later. */
const WHEN = [
  { chance: 0.85, after: 1 },
  { chance: 0.1, after: 4 },
] as const;

/** @param until when it is decided; undefined: never */
export const explained = (life: Living, { random }: Pick<Plan, "random">, until?: Instant): void => {
  for (const { chance, after } of WHEN) {
    const due = life.state.clocks.promised?.dueOn;
    if (due === undefined || !random.chance(chance)) continue;
    const at = inOffice(workingDay(due, after), random);
    if (at <= life.last || (until !== undefined && at >= until)) continue;
    const code = random.pick(LATE_REASONS);
    life.move(at, life.by(random), (before, occasion) => giveOverdueReason(before, code, occasion));
  }
};
