import { absenceView, isCurrentOrFuture, keepsAttendance } from "../../shared/directory/absence-views.ts";
import { type AttendanceMark, type Hours, lastMark } from "../../shared/directory/attendance.ts";
import { type AttendanceRequest, marksOf } from "../../shared/directory/attendance-views.ts";
import type { AttendanceBook } from "../../shared/directory/directory.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import { sampled } from "../../shared/directory/sample-notice.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { type Instant, type LocalDate, localDateOf } from "../../shared/kernel/local-date.ts";
import { type FieldError, Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/calendars.ts";
import { operation } from "../runtime/operation.ts";
import { type Attendance, memberOf, requireCentre } from "./attendance.ts";

export type BookNeeds = Attendance & {
  readonly book: AttendanceBook;
  readonly calendars: Calendars;
  readonly hours: Hours["hours"];
};

type Checked = {
  readonly body: AttendanceRequest;
  readonly actor: StaffMember;
  readonly now: { readonly at: Instant; readonly today: LocalDate };
  readonly locale: Locale;
};

/** A forgotten mark is another's, and of today. */
const wrongTime = ({ body, actor, now, locale }: Checked): FieldError[] => {
  if (body.at === undefined) return [];
  if (body.staffId === actor.id) return fieldError(["at"], "invalid-value", locale);
  if (body.at > now.at) return fieldError(["at"], "too-late", locale);
  return localDateOf(body.at) === now.today ? [] : fieldError(["at"], "too-early", locale);
};

/**
 * Someone comes or goes. The book is written first, then the roster, from which duty follows: dying in between is mended
 * by doing it again. Two people at once, or the same twice: each mark is kept once, and the roster knows the later one.
 */
export const recordAttendance = operation(
  "record-attendance",
  ({ directory, absences, book, calendars, hours, now }: BookNeeds) =>
    async ({ body, actor, idempotencyKey, token, locale }) => {
      const staffId = body.staffId ?? actor.id;
      const centre = requireCentre(actor);
      if (staffId !== actor.id && !keepsAttendance(actor)) throw new Refusal("forbidden");
      const moment = now();
      const roster = await directory.roster(centre);
      const member = memberOf(roster, actor, staffId);
      const wrong = [
        ...(member === undefined ? fieldError(["staffId"], "invalid-value", locale) : []),
        ...wrongTime({ body, actor, now: moment, locale }),
      ];
      if (member === undefined || wrong.length > 0) throw new Refusal("validation-failed", {}, wrong);
      const at = body.at ?? moment.at;
      const request = idempotencyKey ?? token;
      const mark: AttendanceMark = { event: body.event, at, by: actor.id, recordedAt: moment.at, token: request };
      const own = roster.absences.filter((each) => each.staffId === staffId);
      const day = await book.mark({ centre, staffId, date: localDateOf(at) }, mark);
      const last = lastMark(day.marks, { calendar: await calendars.current(), hours });
      const after = last === undefined ? own : await absences.attended({ centre, staffId }, last, moment.at);
      const absencesNow = after.filter((each) => each.kind !== "checked-out" && isCurrentOrFuture(each, moment.at));
      return {
        status: 200,
        body: {
          staffId,
          date: day.date,
          marks: marksOf(day),
          ...(last?.until === undefined ? {} : { awayUntil: last.until }),
          absences: absencesNow.map((each) => absenceView(each, member.name, actor)),
          ...sampled(member.sample),
        },
      };
    },
);
