/** How staff file for someone, whatever they make of the filing: one answer to a repeated request, and the duty check. */
import type { Case } from "../../shared/casework/case.ts";
import type { Filing } from "../../shared/casework/handling.ts";
import type { StaffFiling } from "../../shared/casework/requests.ts";
import type { FilingReceipt } from "../../shared/casework/views.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { Roster, StaffMember } from "../../shared/directory/roster.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { answeredBefore, type FilingNeeds, fileOnce, occasionOf, prepareFiling, requireFitRenewal } from "./filing.ts";
import { takingIn } from "./staff-access.ts";

type StaffRequest<Body extends StaffFiling> = {
  readonly body: Body;
  readonly actor: StaffMember;
  readonly idempotencyKey: string | undefined;
  readonly token: string;
  readonly locale: Locale;
};

/** @throws Refusal as `prepareFiling`, `takingIn` and `make` do, and `idempotency-mismatch` */
export const fileAsStaff = async <Body extends StaffFiling>(
  needs: FilingNeeds,
  route: string,
  { body, actor, idempotencyKey, token, locale }: StaffRequest<Body>,
  make: (filing: Filing, roster: Roster, occasion: Occasion) => Case,
): Promise<{ status: 201; body: FilingReceipt }> => {
  const { filing, roster } = await prepareFiling(needs, { body, route, idempotencyKey, locale }, body.channel);
  const before = await answeredBefore(needs, filing, { actor, idempotencyKey });
  if (before !== undefined) return { status: 201, body: before };
  const moment = needs.now();
  requireFitRenewal(filing, moment.today, locale);
  const by = takingIn(roster, filing.item, actor, moment.at);
  const occasion = await occasionOf(needs, moment, by, token);
  return { status: 201, body: await fileOnce(needs, make(filing, roster, occasion)) };
};
