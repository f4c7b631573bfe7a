import { giveOverdueReason } from "../../shared/casework/overdue.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff say why the case is over its limit (R27). Two people at once: the second is told that the case changed. */
export const giveReasonOfOverdue = operation("give-overdue-reason", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) =>
    giveOverdueReason(before, request.body.reason, occasion),
  );
  return moved(needs, after);
});
