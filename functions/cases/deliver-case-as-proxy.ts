import { deliver } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAsProxy } from "./moving-as-proxy.ts";

/** Where the centre entrusted handling to the end. Two people at once: the second is told that the case changed. */
export const deliverCaseAsProxy = operation("deliver-case-as-proxy", (needs: MoveNeeds) => async (request) => {
  const after = await moveAsProxy(needs, request, "handle", (before, occasion) =>
    deliver(before, request.body.how, occasion),
  );
  return moved(needs, after);
});
