/** What people send and read about coming and going (article 9), and the spans of days that may be asked for. */
import * as z from "zod";
import { daysBetween, Instant, LocalDate } from "../kernel/local-date.ts";
import { AbsenceView, AnyInstant, absenceView } from "./absence-views.ts";
import { type AttendanceDay, AttendanceEvent } from "./attendance.ts";
import { type Absence, type Roster, StaffId, type StaffMember, StaffRole } from "./roster.ts";
import { Sampled, sampled } from "./sample-notice.ts";
import { CentreCode } from "./units.ts";

/** Days in one answer: two months. */
export const SPAN_DAYS = 62;

export const DaySpan = z
  .strictObject({ from: LocalDate, to: LocalDate.meta({ description: `Included; at most ${SPAN_DAYS} days` }) })
  .superRefine(({ from, to }, context) => {
    const wrong = (code: string, message: string) =>
      context.addIssue({ code: "custom", path: ["to"], params: { code }, message });
    if (to < from) wrong("reversed-interval", "ends before it starts");
    else if (daysBetween(from, to) >= SPAN_DAYS) wrong("too-late", `more than ${SPAN_DAYS} days`);
  });

export const AttendanceRequest = z
  .strictObject({
    event: AttendanceEvent,
    staffId: StaffId.optional().meta({ description: "Absent: oneself. Others: by the centre's deputy or director" }),
    at: AnyInstant.optional().meta({
      description: "Of another's forgotten mark: when they came or went, today. Absent: now",
    }),
  })
  .refine(({ staffId, at }) => at === undefined || staffId !== undefined, {
    path: ["at"],
    params: { code: "invalid-value" },
    message: "one's own time is the server's",
  })
  .meta({ id: "AttendanceRequest" });
export type AttendanceRequest = z.infer<typeof AttendanceRequest>;

const Mark = z.object({
  event: AttendanceEvent,
  at: Instant,
  enteredBy: StaffId.optional().meta({ description: "Entered by somebody else, for it was forgotten" }),
});
const DayView = z.object({ date: LocalDate, marks: z.array(Mark) });

export const AttendanceReply = z
  .object({
    staffId: StaffId,
    date: LocalDate,
    marks: z.array(Mark),
    awayUntil: Instant.optional().meta({
      description: "Away for the posts until then, or until the next check-in: left before the hall closes",
    }),
    absences: z.array(AbsenceView).meta({ description: "On record as of now: with an end, they last until it" }),
    ...Sampled,
  })
  .meta({ id: "AttendanceReply" });

export const OwnAttendance = z
  .object({ staffId: StaffId, days: z.array(DayView), ...Sampled })
  .meta({ id: "OwnAttendance" });

export const CentreAttendance = z
  .object({
    centre: CentreCode,
    date: LocalDate,
    working: z.boolean(),
    people: z.array(
      z.object({
        staffId: StaffId,
        staffName: z.string(),
        role: StaffRole,
        marks: z.array(Mark),
        absences: z.array(AbsenceView).meta({ description: "Of that day" }),
      }),
    ),
    ...Sampled,
  })
  .meta({ id: "CentreAttendance" });

export const marksOf = (day: Pick<AttendanceDay, "staffId" | "marks"> | undefined): z.infer<typeof Mark>[] =>
  (day?.marks ?? []).map(({ event, at, by }) => ({ event, at, ...(by === day?.staffId ? {} : { enteredBy: by }) }));

export const ownAttendance = (me: StaffMember, days: readonly AttendanceDay[]): z.infer<typeof OwnAttendance> => ({
  staffId: me.id,
  days: days.map((day) => ({ date: day.date, marks: marksOf(day) })),
  ...sampled(me.sample),
});

/** What a day needs to be shown: from when to when it lasts. */
type ShownDay = {
  readonly date: LocalDate;
  readonly working: boolean;
  readonly from: Instant;
  readonly until: Instant;
  readonly days: readonly (AttendanceDay | undefined)[];
};

export const centreAttendance = (
  roster: Roster,
  reader: StaffMember,
  { date, working, from, until, days }: ShownDay,
): z.infer<typeof CentreAttendance> => {
  const thatDay = (absence: Absence) =>
    absence.from < until && (absence.until === undefined || (absence.until > from && absence.until > absence.from));
  return {
    centre: roster.centre,
    date,
    working,
    people: roster.staff.map((member) => ({
      staffId: member.id,
      staffName: member.name,
      role: member.role,
      marks: marksOf(days.find((day) => day?.staffId === member.id)),
      absences: roster.absences
        .filter((absence) => absence.staffId === member.id && absence.kind !== "checked-out" && thatDay(absence))
        .map((absence) => absenceView(absence, member.name, reader)),
    })),
    ...sampled(roster.staff.some(({ sample }) => sample)),
  };
};
