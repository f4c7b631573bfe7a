/**
 * Attendance (article 9): who came and went, day by day. It feeds duty by positive evidence only: whoever checks out
 * before the hall closes is away until they check in again, or until the next working day's opening; whoever checks in is
 * there. Not having checked in is no absence.
 */
import * as z from "zod";
import { type Calendar, isWorkingDay, nextWorkingDay } from "../calendar/calendar.ts";
import { closingOf, type OfficeHours, openingOf } from "../calendar/office-hours.ts";
import { Instant, LocalDate, localDateOf } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Absence, StaffId } from "./roster.ts";
import { CentreCode } from "./units.ts";

export const AttendanceEvent = z.enum(["in", "out"]);
export type AttendanceEvent = z.infer<typeof AttendanceEvent>;

export const AttendanceMark = z.object({
  event: AttendanceEvent,
  at: Instant,
  /** Whoever entered it: the person, or those who keep attendance, for a forgotten one. */
  by: StaffId,
  recordedAt: Instant,
  /** Of the request: the same one twice is one mark. */
  token: z.string(),
});
export type AttendanceMark = z.infer<typeof AttendanceMark>;

/** One person's day. */
export const AttendanceDay = z.object({
  schema: z.literal(1),
  staffId: StaffId,
  centre: CentreCode,
  date: LocalDate,
  version: z.int().min(1),
  /** In the order of their instants. */
  marks: z.array(AttendanceMark),
});
export type AttendanceDay = z.infer<typeof AttendanceDay>;

/** The latest mark, as the roster carries it: `until` only where it means that the person is away. */
export const LastMark = z.object({ event: AttendanceEvent, at: Instant, by: StaffId, until: Instant.optional() });
export type LastMark = z.infer<typeof LastMark>;

export type Hours = { readonly calendar: Calendar; readonly hours: OfficeHours };

/** Nobody comes and goes more often in a day. */
const MARKS_A_DAY = 40;

/**
 * The marks of a day with another one; the same array when it says nothing new: the request came before, or the person had
 * left already. Coming in is kept in any case: a forgotten leaving may be entered before it later.
 * @throws Refusal `too-many-requests`
 */
export const withMark = (marks: readonly AttendanceMark[], mark: AttendanceMark): readonly AttendanceMark[] => {
  const { token, event, at: when } = mark;
  if (marks.some((each) => each.token === token || (each.event === event && each.at === when))) return marks;
  const before = marks.findLast(({ at }) => at <= when);
  if (event === "out" && before?.event === "out") return marks;
  if (marks.length >= MARKS_A_DAY) throw new Refusal("too-many-requests");
  return [...marks, mark].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
};

/**
 * Until when someone is away who leaves at an instant; undefined: the hall is closed then, and nobody is missed.
 * @param cameIn that day: whoever leaves before the hall opens is away only if they had come for the day
 */
export const awayUntil = ({ calendar, hours }: Hours, at: Instant, cameIn = false): Instant | undefined => {
  const date = localDateOf(at);
  const begun = cameIn || openingOf(hours, date) <= at;
  const open = isWorkingDay(calendar, date) && begun && at < closingOf(hours, date);
  return open ? openingOf(hours, nextWorkingDay(calendar, date)) : undefined;
};

const cameIn = (marks: readonly AttendanceMark[]): boolean => marks.some(({ event }) => event === "in");

/** @param marks of one day, at least one */
export const lastMark = (marks: readonly AttendanceMark[], when: Hours): LastMark | undefined => {
  const last = marks.at(-1);
  if (last === undefined) return undefined;
  const { event, at, by } = last;
  const until = event === "out" ? awayUntil(when, at, cameIn(marks)) : undefined;
  return { event, at, by, ...(until === undefined ? {} : { until }) };
};

type Whose = { readonly staffId: StaffId; readonly centre: CentreCode };
const awayFrom = ({ staffId, centre }: Whose, { at, by }: Pick<LastMark, "at" | "by">, until: Instant): Absence => ({
  schema: 1,
  id: `checked-out-${staffId}-${at}`,
  staffId,
  centre,
  kind: "checked-out",
  from: at,
  until,
  recordedBy: by,
  recordedAt: at,
});

/** What the latest mark means for duty. */
export const awayNow = (whose: Whose, last: LastMark | undefined): readonly Absence[] =>
  last?.until === undefined ? [] : [awayFrom(whose, last, last.until)];

/** When somebody was away by their marks of a day: from each leaving to the next coming. */
export const awayOn = (day: AttendanceDay, when: Hours): readonly Absence[] =>
  day.marks.flatMap((mark, n) => {
    const until = mark.event === "out" ? awayUntil(when, mark.at, cameIn(day.marks.slice(0, n))) : undefined;
    if (until === undefined) return [];
    const back = day.marks.slice(n + 1).find(({ event }) => event === "in")?.at;
    return [awayFrom(day, mark, back === undefined || until < back ? until : back)];
  });
