/** What became of the promises that fell due in a month (R67), and how old the missed ones are. */
import * as z from "zod";
import { type Calendar, workingDaysBetween } from "../calendar/calendar.ts";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { type DueRow, type Standing, standingAt } from "./due-register.ts";

/** Below this many cases a rate says little, and is marked [P] (R66). */
export const SMALL_NUMBER = 10;

export const count = z.int().min(0);
/** Of figures that earlier sheets do not have. */
export const laterCount = count.default(0);

export const tally = <T>(things: readonly T[], is: (thing: T) => boolean): number =>
  things.reduce((n, each) => n + (is(each) ? 1 : 0), 0);

export const OnTime = z.object({
  /** Finished by the due date. */
  onTime: count,
  /** All that fell due in the month. */
  due: count,
  small: z.boolean().meta({ description: `Fewer than ${SMALL_NUMBER} fell due: the rate says little` }),
});
export type OnTime = z.infer<typeof OnTime>;

/** Of those due: the ones whose clock stood still, or was extended, at some time. */
const Apart = z.object({ onTime: count, due: count });

export const PromiseFigures = OnTime.extend({
  finishedLate: count,
  stillOpen: count,
  /** Their clock was stopped by a correction notice before the due date; not among `due`. */
  paused: count,
  suspended: Apart.default({ onTime: 0, due: 0 }),
  extended: Apart.default({ onTime: 0, due: 0 }),
});
export type PromiseFigures = z.infer<typeof PromiseFigures>;

export const OverdueAges = z.object({ upTo3: count, from4To10: count, over10: count });
export type OverdueAges = z.infer<typeof OverdueAges>;

/** Past its due date and not finished at the end of the month; carried to the next month's sheet. */
export const OpenOverdue = z.object({
  ...{ caseNumber: CaseNumber, centre: CentreCode, dueOn: LocalDate },
  reason: OverdueReason.optional().meta({ description: "The newest one given by the month's end; absent: none (R27)" }),
});
export type OpenOverdue = z.infer<typeof OpenOverdue>;

const DUE: readonly Standing[] = ["on-time", "late", "open"];

export const promiseOf = (dues: readonly DueRow[], monthEnd: LocalDate): PromiseFigures => {
  const standings = dues.map((row) => ({ row, standing: standingAt(row, monthEnd) }));
  const counted = (wanted: readonly Standing[], of: (row: DueRow) => boolean = () => true) =>
    tally(standings, ({ row, standing }) => wanted.includes(standing) && of(row));
  const apart = (of: (row: DueRow) => boolean) => ({ onTime: counted(["on-time"], of), due: counted(DUE, of) });
  const due = counted(DUE);
  return {
    onTime: counted(["on-time"]),
    due,
    small: due < SMALL_NUMBER,
    finishedLate: counted(["late"]),
    stillOpen: counted(["open"]),
    paused: counted(["paused"]),
    suspended: apart(({ suspended }) => suspended === true),
    extended: apart(({ extended }) => extended === true),
  };
};

/** By what ages are counted, and until when. */
export type Aged = { readonly calendar: Calendar; readonly monthEnd: LocalDate };

export const agesOf = (open: readonly OpenOverdue[], { calendar, monthEnd }: Aged): OverdueAges => {
  const ages = open.map(({ dueOn }) => workingDaysBetween(calendar, dueOn, monthEnd));
  return {
    upTo3: tally(ages, (age) => age <= 3),
    from4To10: tally(ages, (age) => age > 3 && age <= 10),
    over10: tally(ages, (age) => age > 10),
  };
};
