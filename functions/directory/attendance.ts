/**
 * Whose absences a person may record and end: their own; as deputy or director, their centre's; as a window's head, sudden
 * ones of its people.
 */
import { keepsAttendance } from "../../shared/directory/absence-views.ts";
import type { Absences, Directory } from "../../shared/directory/directory.ts";
import type { Absence, Roster, StaffId, StaffMember } from "../../shared/directory/roster.ts";
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

/** Of posts at a window that the person heads, A or B. */
const isAtTheirWindow = ({ windows, posts }: Roster, head: StaffId, staffId: StaffId): boolean =>
  posts.some(
    ({ window, holder, standIn }) =>
      (holder === staffId || standIn === staffId) && windows.some((each) => each.id === window && each.head === head),
  );

/** A window's head records that one of its people is away as of now; anything planned is for those who keep attendance. */
export const mayRecord = (roster: Roster, actor: StaffMember, staffId: StaffId, sudden: boolean): boolean =>
  staffId === actor.id || keepsAttendance(actor) || (sudden && isAtTheirWindow(roster, actor.id, staffId));

/** One's own, and what one has recorded; those who keep attendance, everyone's. */
export const mayEnd = (actor: StaffMember, { staffId, recordedBy }: Absence): boolean =>
  staffId === actor.id || recordedBy === actor.id || keepsAttendance(actor);

/** The person, when it is the actor or someone of the actor's centre. */
export const memberOf = (roster: Roster, actor: StaffMember, staffId: StaffId): StaffMember | undefined =>
  staffId === actor.id ? actor : roster.staff.find(({ id }) => id === staffId);
