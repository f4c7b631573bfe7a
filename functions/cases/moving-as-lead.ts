/** How those above the windows move a case: the municipal office any centre's, a director or a deputy their own (R31). */
import type { Case } from "../../shared/casework/case.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { StaffRole } from "../../shared/directory/roster.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { occasionOf } from "./filing.ts";
import type { MoveNeeds, MoveRequest } from "./moving.ts";
import { openAsStaff } from "./staff-access.ts";

export const OFFICE: readonly StaffRole[] = ["office-head", "office-member"];
export const LEADERS: readonly StaffRole[] = ["director", "deputy-director"];

/**
 * Two people at once: the second is told that the case changed. A change that changes nothing is not written.
 * @throws Refusal `case-not-found`, `forbidden`, `version-conflict`, and what `change` throws
 */
export const moveAsLead = async (
  needs: MoveNeeds,
  { params, actor, ifMatch, token }: MoveRequest,
  roles: readonly StaffRole[],
  change: (before: Case, occasion: Occasion) => Case,
): Promise<Case> => {
  const subject = await openAsStaff(needs, actor, params.caseNumber);
  if (!roles.includes(actor.role)) throw new Refusal("forbidden");
  if (subject.version !== ifMatch) throw new Refusal("version-conflict", { version: subject.version });
  const clock = await occasionOf(needs, needs.now(), { kind: "clock" }, token);
  const by = { kind: "lead" as const, staffId: actor.id, role: actor.role };
  const after = change(upToDate(subject, clock), { ...clock, by });
  if (after !== subject) await needs.cases.save(after, ifMatch);
  return after;
};
