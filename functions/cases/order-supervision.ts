import { orderByHand } from "../../shared/casework/supervising.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAsLead, OFFICE } from "./moving-as-lead.ts";

/** The municipal office orders supervision by hand. Two people at once: the second is told that the case changed. */
export const orderSupervision = operation("order-supervision", (needs: MoveNeeds) => async (request) => {
  const { reason } = request.body;
  return moved(needs, await moveAsLead(needs, request, OFFICE, (before, at) => orderByHand(before, reason, at)));
});
