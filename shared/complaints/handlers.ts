/** Who handles a complaint: a person, never a post, and never someone who is walled (R53, R54, ADR 0019). */
import { isAbsent } from "../directory/duty.ts";
import type { People, StaffId, StaffMember } from "../directory/roster.ts";
import type { Instant } from "../kernel/local-date.ts";
import type { Body } from "./complaint.ts";

/** In the order in which it falls to them. */
const inOrder = (members: readonly StaffMember[], ...roles: readonly StaffMember["role"][]): readonly StaffMember[] =>
  roles.flatMap((role) => members.filter((member) => member.role === role));

export const officeInOrder = ({ office }: People): readonly StaffMember[] =>
  inOrder(office, "office-head", "office-member");

/** Whoever could take it in at a body, the first one first. */
const candidates = (body: Body, people: People): readonly StaffMember[] =>
  body === "centre" ? inOrder(people.roster.staff, "deputy-director", "director") : officeInOrder(people);

/** Someone who is there before someone who is away; away is better than nobody. */
const firstOf = (members: readonly StaffMember[], people: People, at: Instant): StaffMember | undefined =>
  members.find(({ id }) => !isAbsent(people.roster, id, at)) ?? members[0];

export type Taken = { readonly body: Body; readonly handler: StaffId };

/**
 * Who takes a complaint in. Of the centre only while somebody of it is not walled; else of the office. Undefined: everyone of the office
 * is walled too, and it cannot be taken in here at all.
 */
export const takenInBy = (body: Body, walls: ReadonlySet<StaffId>, people: People, at: Instant): Taken | undefined => {
  for (const each of body === "centre" ? (["centre", "office"] as const) : (["office"] as const)) {
    const open = candidates(each, people).filter(({ id }) => !walls.has(id));
    const first = firstOf(open, people, at);
    if (first !== undefined) return { body: each, handler: first.id };
  }
  return undefined;
};

/** Whether somebody may be given it: of the body that handles it, and not walled. */
export const mayHandle = (
  staffId: StaffId,
  body: Body,
  walls: ReadonlySet<StaffId>,
  { roster, office }: People,
): boolean => {
  const members = body === "centre" ? roster.staff.filter(({ role }) => role !== "proxy") : office;
  return !walls.has(staffId) && members.some(({ id }) => id === staffId);
};
