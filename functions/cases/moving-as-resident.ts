/** How a resident moves a case: opens it with its code, decides in the domain, saves in one conditional write, sees it. */
import type { Case } from "../../shared/casework/case.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import { type ResidentCase, residentView } from "../../shared/casework/views.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { type FilingNeeds, occasionOf } from "./filing.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";
import type { Showing } from "./showing.ts";

export type ResidentMoveNeeds = AccessNeeds & Pick<FilingNeeds, "calendars" | "hours" | "ladder"> & Showing;
type Request = {
  readonly params: { readonly caseNumber: CaseNumber };
  readonly lookupCode: string;
  readonly address: string;
  readonly token: string;
};

/**
 * Staff who move the case at the same moment win or lose as a whole: the loser is told that it changed.
 * @throws Refusal `case-not-found`, `too-many-attempts`, `version-conflict`, and what `change` throws
 */
export const moveAsResident = async (
  needs: ResidentMoveNeeds,
  { params, lookupCode, address, token }: Request,
  change: (before: Case, occasion: Occasion) => Case | Promise<Case>,
): Promise<{ status: 200; body: ResidentCase }> => {
  const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
  const occasion = await occasionOf(needs, needs.now(), { kind: "resident" }, token);
  const after = await change(upToDate(subject, { ...occasion, by: { kind: "clock" } }), occasion);
  await needs.cases.save(after, subject.version);
  return { status: 200, body: residentView(after, needs.centreNameOf(after.centre), needs.sample) };
};
