import { extend } from "../../shared/casework/suspending.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff record the one extension. Two people at once: the second is told that the case changed. */
export const extendCase = operation("extend-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => extend(before, request.body, occasion));
  return moved(needs, after);
});
