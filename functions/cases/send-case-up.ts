import { sendUp } from "../../shared/casework/sending-up.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAbove } from "./moving-above.ts";

/** Sent to the higher body that the item names. Two people at once: the second is told that the case changed. */
export const sendCaseUp = operation("send-case-up", (needs: MoveNeeds) => async (request) => {
  const after = await moveAbove(needs, request, async (before, occasion) => {
    const item = await needs.directory.item(before.itemCode, before.itemVersion);
    if (item === undefined) throw new Refusal("unknown-item", { item: before.itemCode });
    return sendUp(before, item, occasion);
  });
  return moved(needs, after);
});
