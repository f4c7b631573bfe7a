import { deliver } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff record that the result was handed over. Two people at once: the second is told that the case changed. */
export const deliverCase = operation("deliver-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => deliver(before, request.body.how, occasion));
  return moved(needs, after);
});
