/** Posts of the sample town, with people away and marks of attendance at instants of one's choosing (all of 2026). */
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { AttendanceDay } from "../../shared/directory/attendance.ts";
import type { Absence, Roster, StaffId } from "../../shared/directory/roster.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { CENTRE, hours, roster } from "./casework.ts";

export const when = { calendar: CHINA_CALENDAR, hours };
export const at = (text: string) => instant(`2026-${text}:00+08:00`);
export const id = (person: string): StaffId => `${CENTRE}-${person}`;
export const post = (number: number) => `${CENTRE}-p0${number}`;

let nth = 0;
export const absence = (person: string, from: string, until?: string, more: Partial<Absence> = {}): Absence => {
  nth += 1;
  return {
    schema: 1,
    id: `absence-${nth}`,
    staffId: id(person),
    centre: CENTRE,
    kind: "leave",
    from: at(from),
    ...(until === undefined ? {} : { until: at(until) }),
    recordedBy: id("deputy"),
    recordedAt: at(from),
    ...more,
  };
};
export const away = (...absences: Absence[]): Roster => ({ ...roster, absences });

export const marked = (person: string, ...marks: readonly (readonly ["in" | "out", string])[]): AttendanceDay => ({
  schema: 1,
  staffId: id(person),
  centre: CENTRE,
  date: localDate(`2026-${marks[0]![1].slice(0, 5)}`),
  version: 1,
  marks: marks.map(([event, text]) => ({
    event,
    at: at(text),
    by: id(person),
    recordedAt: at(text),
    token: `${person} ${event} ${text}`,
  })),
});
