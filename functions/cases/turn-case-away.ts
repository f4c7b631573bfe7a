import { turnAway } from "../../shared/casework/ending.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Not needed, or not our power (R11). Two people at once: the second is told that the case changed. */
export const turnCaseAway = operation("turn-case-away", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => turnAway(before, request.body, occasion));
  return moved(needs, after);
});
