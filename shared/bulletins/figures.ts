/** The figures of one unit for one month. Whole numbers only: a rate is its numerator and its denominator (R66). */
import * as z from "zod";
import { type Calendar, workingDaysBetween } from "../calendar/calendar.ts";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { type DueRow, standingAt } from "./due-register.ts";
import type { JournalEntry } from "./journal.ts";

/** Below this many cases a rate says little, and is marked [P] (R66). */
export const SMALL_NUMBER = 10;

const count = z.int().min(0);
const OnTime = z.object({
  /** Finished by the due date. */
  onTime: count,
  /** All that fell due in the month. */
  due: count,
  small: z.boolean().meta({ description: `Fewer than ${SMALL_NUMBER} fell due: the rate says little` }),
});

/** Past its due date and not finished at the end of the month; carried to the next month's sheet. */
export const OpenOverdue = z.object({ caseNumber: CaseNumber, centre: CentreCode, dueOn: LocalDate });
export type OpenOverdue = z.infer<typeof OpenOverdue>;

export const Figures = z
  .object({
    received: count,
    byChannel: z.object({ online: count, counter: count, phone: count, station: count.default(0) }),
    notices: count,
    accepted: count,
    decided: count,
    approved: count,
    refused: count,
    delivered: count,
    promise: OnTime.extend({
      finishedLate: count,
      stillOpen: count,
      /** Their clock was stopped by a correction notice before the due date; not among `due`. */
      paused: count,
    }),
    /** At the month's end, by working days since the due date. */
    openOverdue: z.object({ upTo3: count, from4To10: count, over10: count }),
    byItem: z.array(OnTime.extend({ line: z.string(), received: count, decided: count })),
  })
  .meta({ id: "BulletinFigures" });
export type Figures = z.infer<typeof Figures>;

/** What happened in the month, of one unit or of all. */
export type MonthOf = {
  readonly entries: readonly JournalEntry[];
  readonly dues: readonly DueRow[];
  readonly openOverdue: readonly OpenOverdue[];
};
export type Reckoning = {
  readonly monthEnd: LocalDate;
  readonly calendar: Calendar;
  readonly lines: readonly string[];
} & {
  readonly lineOf: (item: string) => string;
};

const tally = <T>(things: readonly T[], is: (thing: T) => boolean): number =>
  things.reduce((n, each) => n + (is(each) ? 1 : 0), 0);

const promiseOf = (dues: readonly DueRow[], monthEnd: LocalDate): Figures["promise"] => {
  const standings = dues.map((row) => standingAt(row, monthEnd));
  const standing = (wanted: string) => tally(standings, (each) => each === wanted);
  const onTime = standing("on-time");
  const finishedLate = standing("late");
  const stillOpen = standing("open");
  const due = onTime + finishedLate + stillOpen;
  return { onTime, due, small: due < SMALL_NUMBER, finishedLate, stillOpen, paused: standing("paused") };
};

const agesOf = (open: readonly OpenOverdue[], { calendar, monthEnd }: Reckoning): Figures["openOverdue"] => {
  const ages = open.map(({ dueOn }) => workingDaysBetween(calendar, dueOn, monthEnd));
  return {
    upTo3: tally(ages, (age) => age <= 3),
    from4To10: tally(ages, (age) => age > 3 && age <= 10),
    over10: tally(ages, (age) => age > 10),
  };
};

const byItem = ({ entries, dues }: MonthOf, { lines, lineOf, monthEnd }: Reckoning): Figures["byItem"] => {
  const entriesOf = Map.groupBy(entries, ({ itemCode }) => lineOf(itemCode));
  const duesOf = Map.groupBy(dues, ({ itemCode }) => lineOf(itemCode));
  return lines.map((line) => {
    const ofLine = entriesOf.get(line) ?? [];
    const { onTime, due, small } = promiseOf(duesOf.get(line) ?? [], monthEnd);
    const received = tally(ofLine, ({ what }) => what === "filed");
    const decided = tally(ofLine, ({ what }) => what === "decided");
    return { line, received, decided, onTime, due, small };
  });
};

/** Decisions over the limit, by the reason that was entered (R27). */
export const LateReason = z.object({ code: OverdueReason, decisions: count });
export type LateReason = z.infer<typeof LateReason>;

/** Those that occurred, in the order of the list. */
export const lateReasonsOf = (entries: readonly JournalEntry[]): LateReason[] =>
  OverdueReason.options
    .map((code) => ({ code, decisions: tally(entries, ({ overdueReason }) => overdueReason === code) }))
    .filter(({ decisions }) => decisions > 0);

export const figuresOf = (month: MonthOf, reckoning: Reckoning): Figures => {
  const { entries, dues, openOverdue } = month;
  const of = (what: JournalEntry["what"]) => tally(entries, (entry) => entry.what === what);
  const through = (channel: JournalEntry["channel"]) =>
    tally(entries, (entry) => entry.what === "filed" && entry.channel === channel);
  const ruled = (outcome: JournalEntry["outcome"]) =>
    tally(entries, (entry) => entry.what === "decided" && entry.outcome === outcome);
  return {
    received: of("filed"),
    byChannel: {
      online: through("online"),
      counter: through("counter"),
      phone: through("phone"),
      station: through("station"),
    },
    notices: of("notice-given"),
    accepted: of("accepted"),
    decided: of("decided"),
    approved: ruled("approved"),
    refused: ruled("refused"),
    delivered: of("delivered"),
    promise: promiseOf(dues, reckoning.monthEnd),
    openOverdue: agesOf(openOverdue, reckoning),
    byItem: byItem(month, reckoning),
  };
};
