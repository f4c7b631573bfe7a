import { renewSuspension } from "../../shared/casework/suspending.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff give a suspension a later planned end. Two people at once: the second is told that the case changed. */
export const renewSuspensionOfCase = operation("renew-suspension", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => {
    const id = request.params.suspension;
    const sofar = before.suspensions.find((each) => each.id === id)?.plannedTo;
    if (sofar !== undefined && request.body.plannedTo <= sofar) {
      throw new Refusal("validation-failed", {}, fieldError(["plannedTo"], "too-early", request.locale));
    }
    return renewSuspension(before, { id, ...request.body }, occasion);
  });
  return moved(needs, after);
});
