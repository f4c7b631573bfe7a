import { forward } from "../../shared/casework/stations.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";
import { moveAsProxy } from "./moving-as-proxy.ts";

/**
 * Received at the centre: forwarded by the proxy, or taken in by the window to which the papers were brought, which can
 * do so also when the authorisation is over. Two people at once: the second is told that the case changed.
 */
export const forwardCase = operation("forward-case", (needs: MoveNeeds) => async (request) => {
  const receive: Parameters<typeof moveCase>[2] = async (before, occasion) => {
    const item = await needs.directory.item(before.itemCode, before.itemVersion);
    if (item === undefined) throw new Refusal("unknown-item", { item: before.itemCode });
    return forward(before, item, occasion);
  };
  const byProxy = request.actor.role === "proxy";
  const after = await (byProxy ? moveAsProxy(needs, request, "file", receive) : moveCase(needs, request, receive));
  return moved(needs, after);
});
