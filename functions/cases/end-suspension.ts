import { endSuspension } from "../../shared/casework/suspending.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff end a suspension today. Two people at once: the second is told that the case changed. */
export const endSuspensionOfCase = operation("end-suspension", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) =>
    endSuspension(before, request.params.suspension, occasion),
  );
  return moved(needs, after);
});
