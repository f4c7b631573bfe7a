import { returnedFromAbove } from "../../shared/casework/sending-up.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAbove, requireDayAbove } from "./moving-above.ts";

/** It came back, with an answer. Two people at once: the second is told that the case changed. */
export const recordReturnedFromAbove = operation(
  "record-returned-from-above",
  (needs: MoveNeeds) => async (request) => {
    const after = await moveAbove(needs, request, (before, occasion) => {
      const returned = returnedFromAbove(before, request.body, occasion);
      requireDayAbove(before, request.body.on, occasion.today, request.locale);
      return returned;
    });
    return moved(needs, after);
  },
);
