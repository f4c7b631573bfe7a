import { operation } from "../runtime/operation.ts";
import type { MoveNeeds } from "./moving.ts";
import { receiptsOf } from "./receipts.ts";
import { actingFor, openWithRoster, servingPosts } from "./staff-access.ts";

/** The receipts, for whoever is on duty where the case was taken in or is handled. Reads only. */
export const listReceiptsAsStaff = operation("list-receipts-as-staff", (needs: MoveNeeds) => async (request) => {
  const { subject, roster } = await openWithRoster(needs, request.actor, request.params.caseNumber);
  actingFor(roster, servingPosts(subject), request.actor, needs.now().at);
  return { status: 200, body: { receipts: await receiptsOf(subject, needs) } };
});
