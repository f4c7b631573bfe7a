/** Which cases a member of staff sees, and in what capacity they act on one (R39, R40). */
import type { ActedBy, Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import { responsiblePost } from "../../shared/casework/handling.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { capacity, requireCapacity } from "../../shared/directory/duty.ts";
import type { PostId, Roster, StaffMember } from "../../shared/directory/roster.ts";
import { acceptingPost, decidingPost } from "../../shared/directory/routing.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

export type StaffNeeds = { readonly cases: Cases; readonly directory: Directory };

const ofOffice = ({ role }: StaffMember): boolean => role === "office-head" || role === "office-member";

/** A case of the reader's own centre; the municipal office reads every centre's. Anyone else's reads as absent. */
export const openAsStaff = async ({ cases }: StaffNeeds, actor: StaffMember, number: CaseNumber): Promise<Case> => {
  const subject = await cases.get(number);
  const visible = ofOffice(actor) || (actor.centre === subject.centre && actor.role !== "proxy");
  if (!visible) throw new Refusal("case-not-found");
  return subject;
};

/** The case with its centre's people. */
export const openWithRoster = async (
  needs: StaffNeeds,
  actor: StaffMember,
  number: CaseNumber,
): Promise<{ subject: Case; roster: Roster }> => {
  const subject = await openAsStaff(needs, actor, number);
  return { subject, roster: await needs.directory.roster(subject.centre) };
};

export const actingFor = (roster: Roster, postId: PostId, actor: StaffMember, at: Instant): ActedBy => ({
  kind: "staff",
  staffId: actor.id,
  postId,
  basis: requireCapacity(roster, postId, actor.id, at),
});

/**
 * Who takes an item in: whoever is on duty at the comprehensive window, or at the unit's own.
 * @throws Refusal `item-not-offered`, `not-on-duty`
 */
export const takingIn = (roster: Roster, item: ServiceItem, actor: StaffMember, at: Instant): ActedBy => {
  const posts = [acceptingPost(roster, item), decidingPost(roster, item)].filter((post) => post !== undefined);
  const first = posts[0];
  if (first === undefined) throw new Refusal("item-not-offered", { item: item.code, centre: roster.centre });
  const own = posts.find(({ id }) => capacity(roster, id, actor.id, at) !== undefined);
  return actingFor(roster, (own ?? first).id, actor, at);
};

/** Whoever handles the case now sees personal data in full. */
export const handles = (roster: Roster, subject: Case, actor: StaffMember, at: Instant): boolean =>
  capacity(roster, responsiblePost(subject), actor.id, at) !== undefined;
