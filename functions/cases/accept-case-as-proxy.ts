import { accept } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAsProxy } from "./moving-as-proxy.ts";

/** Where the centre entrusted accepting. Two people at once: the second is told that the case changed. */
export const acceptCaseAsProxy = operation("accept-case-as-proxy", (needs: MoveNeeds) => async (request) => {
  const after = await moveAsProxy(needs, request, "accept", (before, occasion) => accept(before, occasion));
  return moved(needs, after);
});
