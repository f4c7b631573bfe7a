/** Whose absences a person may record and end: their own; as deputy or director, their centre's. */
import { keepsAttendance } from "../../shared/directory/absence-views.ts";
import type { Absences, Directory } from "../../shared/directory/directory.ts";
import type { Roster, StaffId, StaffMember } from "../../shared/directory/roster.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Now } from "../runtime/operation.ts";

export type Attendance = {
  readonly directory: Pick<Directory, "roster">;
  readonly absences: Absences;
  readonly now: Now;
};

/** @throws Refusal `forbidden` for the municipal office, which keeps no attendance of its own here */
export const requireCentre = ({ centre }: StaffMember): CentreCode => {
  if (centre === undefined) throw new Refusal("forbidden");
  return centre;
};

/** @throws Refusal `forbidden` */
export const requireAttendanceOf = (actor: StaffMember, staffId: StaffId): void => {
  if (staffId !== actor.id && !keepsAttendance(actor)) throw new Refusal("forbidden");
};

/** The person, when it is the actor or someone of the actor's centre. */
export const memberOf = (roster: Roster, actor: StaffMember, staffId: StaffId): StaffMember | undefined =>
  staffId === actor.id ? actor : roster.staff.find(({ id }) => id === staffId);
