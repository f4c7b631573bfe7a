/** How staff move a case: open it, check version and duty, decide in the domain, save in one conditional write, show it. */
import type { Case } from "../../shared/casework/case.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import { type StaffCase, staffView } from "../../shared/casework/views.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type FilingNeeds, occasionOf } from "./filing.ts";
import type { Showing } from "./showing.ts";
import { actingFor, handlingPosts, openWithRoster, type StaffNeeds } from "./staff-access.ts";

export type MoveNeeds = FilingNeeds & StaffNeeds & Showing;
export type MoveRequest = {
  readonly params: { readonly caseNumber: CaseNumber };
  readonly actor: StaffMember;
  readonly ifMatch: number;
  readonly token: string;
};

/**
 * Saves what `change` makes of the case as calendar and time have made it by now (R8), for whoever is on duty at one of
 * `posts`. Two people at once, or a stale screen: the second is told that the case changed, and nothing of theirs is
 * written.
 * @throws Refusal `case-not-found`, `version-conflict`, `not-on-duty`, `move-not-allowed`
 */
export const moveCase = async (
  needs: MoveNeeds,
  { params, actor, ifMatch, token }: MoveRequest,
  change: (before: Case, occasion: Occasion) => Case | Promise<Case>,
  posts = handlingPosts,
): Promise<Case> => {
  const { subject, roster } = await openWithRoster(needs, actor, params.caseNumber);
  const moment = needs.now();
  const clock = await occasionOf(needs, moment, { kind: "clock" }, token);
  const before = upToDate(subject, clock);
  const by = actingFor(roster, posts(before), actor, moment.at);
  if (subject.version !== ifMatch) throw new Refusal("version-conflict", { version: subject.version });
  const after = await change(before, { ...clock, by });
  await needs.cases.save(after, ifMatch);
  return after;
};

/** The mover has just handled it, and so sees it in full, even where the next step is another post's. */
export const moved = (needs: Showing, after: Case): { status: 200; version: number; body: StaffCase } => ({
  status: 200,
  version: after.version,
  body: staffView(after, needs.centreNameOf(after.centre), needs.sample, true),
});
