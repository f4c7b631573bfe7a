/** A case for those who handle it now, and for nobody else of its centre: what residents hand in holds personal data. */
import type { Case } from "../../shared/casework/case.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Now } from "../runtime/operation.ts";
import { actingFor, handlingPosts, openWithRoster, type StaffNeeds } from "./staff-access.ts";

export type HandlingNeeds = StaffNeeds & { readonly now: Now };

/** @throws Refusal `case-not-found`, `not-on-duty` */
export const openAsHandler = async (needs: HandlingNeeds, actor: StaffMember, number: CaseNumber): Promise<Case> => {
  const { subject, roster } = await openWithRoster(needs, actor, number);
  actingFor(roster, handlingPosts(subject), actor, needs.now().at);
  return subject;
};
