import { operation } from "../runtime/operation.ts";
import type { MoveNeeds } from "./moving.ts";
import { paperOf } from "./receipts.ts";
import { actingFor, openWithRoster, servingPosts } from "./staff-access.ts";

/** A receipt to print and seal, for whoever is on duty where the case was taken in or is handled. Reads only. */
export const showReceiptAsStaff = operation("show-receipt-as-staff", (needs: MoveNeeds) => async (request) => {
  const { params, actor, base } = request;
  const { subject, roster } = await openWithRoster(needs, actor, params.caseNumber);
  actingFor(roster, servingPosts(subject), actor, needs.now().at);
  return { status: 200, body: await paperOf(subject, { version: params.receipt, base }, needs) };
});
