/** Deadlines: dates counted by a calendar, each able to explain itself day by day (R1, R2, R9, R10, R10a, R21, R22). */
import * as z from "zod";
import { type Instant, LocalDate, localDateOf, millisecondsOf } from "../kernel/local-date.ts";
import { Bilingual } from "./bilingual.ts";
import { type Calendar, isProvisional, isWorkingDay, nextWorkingDay } from "./calendar.ts";
import {
  type DayIndex,
  dateAt,
  dayIndexOf,
  firstWorkedFrom,
  isWorked,
  KIND_REASONS,
  LAST_DAY,
  ordinalOf,
  reasonAt,
  refuseBeyond,
} from "./day-index.ts";
import { DayLimit } from "./limit.ts";
import { closingOf, type OfficeHours } from "./office-hours.ts";
import { SUSPENSION_LABELS, Suspension } from "./suspension.ts";

/** What a deadline is counted from: day 0 (R1), the limit, and the intervals that do not count. */
export type Counting = {
  readonly from: LocalDate;
  readonly limit: DayLimit;
  readonly suspensions?: readonly Suspension[] | undefined;
};

export const Deadline = z.object({
  from: LocalDate.meta({ description: "Day 0, the day of the event: not counted" }),
  limit: DayLimit,
  suspensions: z.array(Suspension).optional(),
  dueOn: LocalDate.meta({ description: "The last day; of natural days, rolled on to a working day" }),
  safeBy: LocalDate.optional().meta({ description: "Natural days only: the last working day not after their end" }),
  provisional: z.boolean().meta({ description: "The calendar of the due date's year is not published yet" }),
  calendarVersion: z.string(),
});
export type Deadline = z.infer<typeof Deadline>;

export const DayReason = z.enum(["event-day", ...KIND_REASONS, "natural-day", "suspended", "rolled"]);
export type DayReason = z.infer<typeof DayReason>;

/** One day of a deadline, and why it counts or not (R10a). */
export const DayExplained = z.object({
  date: LocalDate,
  counted: z.boolean(),
  reason: DayReason,
  label: Bilingual.optional().meta({ description: "The holiday, the make-up day or the suspension, by name" }),
});
export type DayExplained = z.infer<typeof DayExplained>;

/** 民法典 203 speaks of periods of civil law; for these it is followed by analogy, and said so (R9). */
export const ROLLED_LABEL: Bilingual = {
  zh: "期满日为休息日，参照民法典第二百零三条顺延",
  en: "The period ends on a rest day: rolled on, by analogy with Civil Code article 203",
};

type Suspended = (ordinal: number) => Suspension | undefined;

/** The suspension that a day lies in, the first as listed where several overlap: so the union counts once (R22). */
const suspendedIn = (index: DayIndex, { suspensions = [] }: Counting): Suspended => {
  const intervals = suspensions.map((suspension) => {
    if (suspension.to < suspension.from) throw new RangeError("a suspension ends before it starts");
    // Clipped to the calendar: a suspension may have begun before it or be planned beyond it.
    const last = index.kinds.length;
    const first = suspension.from < index.first ? 0 : clippedOrdinal(index, suspension.from, last);
    return { suspension, first, last: suspension.to < index.first ? -1 : clippedOrdinal(index, suspension.to, last) };
  });
  return (ordinal) => intervals.find(({ first, last }) => first <= ordinal && ordinal <= last)?.suspension;
};

const clippedOrdinal = (index: DayIndex, date: LocalDate, last: number): number =>
  date > LAST_DAY ? last : ordinalOf(index, date);

/**
 * The ordinal of the last counted day: for natural days not yet rolled.
 * @throws Refusal `calendar-range` when the calendar ends first
 */
const lastCounted = (index: DayIndex, { from, limit }: Counting, suspended: Suspended): number => {
  const natural = limit.unit === "natural-days";
  let left = limit.days;
  for (let day = ordinalOf(index, from) + 1; day < index.kinds.length; day++) {
    if ((natural || isWorked(index, day)) && !suspended(day)) left--;
    if (left <= 0) return day;
  }
  return refuseBeyond(index, undefined);
};

/**
 * When a limit ends. Counting starts the day after `from` (R1); suspended days count in neither unit (R21, R22). A limit
 * in working days ends on its last counted day. One in natural days ends on the next working day on or after its last
 * counted day, and `safeBy` is the last working day on or before that day, which may even be before `from` (R9).
 * @throws Refusal `calendar-range` when `from` or the end lies outside the calendar
 */
export const deadline = (calendar: Calendar, counting: Counting): Deadline => {
  const { from, limit, suspensions } = counting;
  const index = dayIndexOf(calendar);
  const end = lastCounted(index, counting, suspendedIn(index, counting));
  const natural = limit.unit === "natural-days";
  const dueOn = dateAt(index, natural ? firstWorkedFrom(index, end, 1) : end);
  return {
    from,
    limit,
    ...(suspensions && { suspensions: [...suspensions] }),
    dueOn,
    ...(natural && { safeBy: dateAt(index, firstWorkedFrom(index, end, -1)) }),
    provisional: isProvisional(calendar, dueOn),
    calendarVersion: calendar.version,
  };
};

/**
 * The `nth` day of those that count, 1 being the first: of natural days not rolled on.
 * @param nth at most the limit's days @throws Refusal `calendar-range` as `deadline` does
 */
export const countedDay = (calendar: Calendar, counting: Counting, nth: number): LocalDate => {
  const index = dayIndexOf(calendar);
  const limit = { ...counting.limit, days: nth };
  return dateAt(index, lastCounted(index, { ...counting, limit }, suspendedIn(index, counting)));
};

const labelled = (date: LocalDate, counted: boolean, reason: DayReason, label?: Bilingual): DayExplained => ({
  date,
  counted,
  reason,
  ...(label && { label }),
});

/**
 * Every day from day 0 to the due date, in order. A suspended day says so even where it would have been a rest day.
 * Explain a stored deadline with the calendar of its `calendarVersion`: another may count otherwise.
 * @throws Refusal `calendar-range` as `deadline` does
 */
export const explainDeadline = (calendar: Calendar, counting: Counting): DayExplained[] => {
  const index = dayIndexOf(calendar);
  const suspended = suspendedIn(index, counting);
  const end = lastCounted(index, counting, suspended);
  const natural = counting.limit.unit === "natural-days";
  const explain = (ordinal: number): DayExplained => {
    const date = dateAt(index, ordinal);
    const suspension = suspended(ordinal);
    if (suspension) return labelled(date, false, "suspended", SUSPENSION_LABELS[suspension.reason]);
    if (natural) return labelled(date, true, "natural-day");
    return labelled(date, isWorked(index, ordinal), reasonAt(index, ordinal), index.names.get(ordinal));
  };
  const days = [labelled(counting.from, false, "event-day")];
  for (let day = ordinalOf(index, counting.from) + 1; day <= end; day++) days.push(explain(day));
  if (!natural) return days;
  const due = firstWorkedFrom(index, end, 1);
  for (let day = end + 1; day < due; day++) {
    days.push(labelled(dateAt(index, day), false, reasonAt(index, day), index.names.get(day)));
  }
  if (due > end) days.push(labelled(dateAt(index, due), false, "rolled", ROLLED_LABEL));
  return days;
};

/** R6: the same day when received on a working day by closing time, else the next working day. */
export const immediateDueOn = (calendar: Calendar, receivedAt: Instant, hours: OfficeHours): LocalDate => {
  const day = localDateOf(receivedAt);
  const inTime = isWorkingDay(calendar, day) && millisecondsOf(receivedAt) <= millisecondsOf(closingOf(hours, day));
  return inTime ? day : nextWorkingDay(calendar, day);
};
