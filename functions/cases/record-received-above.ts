import { receivedAbove } from "../../shared/casework/sending-up.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAbove, requireDayAbove } from "./moving-above.ts";

/** The higher body has it. Two people at once: the second is told that the case changed. */
export const recordReceivedAbove = operation("record-received-above", (needs: MoveNeeds) => async (request) => {
  const { on } = request.body;
  const after = await moveAbove(needs, request, (before, occasion) => {
    const received = receivedAbove(before, on, occasion);
    requireDayAbove(before, on, occasion.today, request.locale);
    return received;
  });
  return moved(needs, after);
});
