/** How staff file for someone, whatever they make of the filing: one answer to a repeated request, and the duty check. */
import type { Appointments } from "../../shared/appointments/appointments.ts";
import { centreOfWindow } from "../../shared/appointments/sheet.ts";
import type { Case, Channel } from "../../shared/casework/case.ts";
import type { Filing } from "../../shared/casework/handling.ts";
import type { StaffFiling } from "../../shared/casework/requests.ts";
import type { FilingReceipt } from "../../shared/casework/views.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { Roster, StaffMember } from "../../shared/directory/roster.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { answeredBefore, type FilingNeeds, fileOnce, occasionOf, prepareFiling, requireFitRenewal } from "./filing.ts";
import { takingIn } from "./staff-access.ts";

export type StaffFilingNeeds = FilingNeeds & { readonly appointments: Pick<Appointments, "find"> };

/**
 * How somebody came who is at the counter: with an appointment of this centre and day, or without one.
 * @throws Refusal `validation-failed` where there is no such appointment
 */
const channelOf = async (
  { channel, appointment, centreCode }: StaffFiling,
  { appointments }: StaffFilingNeeds,
  { at, today }: ReturnType<FilingNeeds["now"]>,
  locale: Locale,
): Promise<Channel> => {
  if (appointment === undefined) return channel;
  const slot = (await appointments.find(appointment, at))?.slot;
  const fits = slot !== undefined && slot.day === today && centreOfWindow(slot.window) === centreCode;
  if (!fits) throw new Refusal("validation-failed", {}, fieldError(["appointment"], "invalid-value", locale));
  return "appointment";
};

type StaffRequest<Body extends StaffFiling> = {
  readonly body: Body;
  readonly actor: StaffMember;
  readonly idempotencyKey: string | undefined;
  readonly token: string;
  readonly locale: Locale;
};

/** @throws Refusal as `prepareFiling`, `takingIn` and `make` do, and `idempotency-mismatch` */
export const fileAsStaff = async <Body extends StaffFiling>(
  needs: StaffFilingNeeds,
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
  const channel = await channelOf(body, needs, moment, locale);
  return { status: 201, body: await fileOnce(needs, make({ ...filing, channel }, roster, occasion)) };
};
