import { decide } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff record the decision. Two people at once, or a stale screen: the second is told that the case changed. */
export const decideCase = operation("decide-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => decide(before, request.body, occasion));
  return moved(needs, after);
});
