import { accept } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff accept a case. Two people at once, or a stale screen: the second is told that the case changed. */
export const acceptCase = operation("accept-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, accept);
  return moved(needs, after);
});
