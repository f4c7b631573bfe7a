import { suspend } from "../../shared/casework/suspending.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff suspend the deciding clocks. Two people at once: the second is told that the case changed. */
export const suspendCase = operation("suspend-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => {
    if (request.body.from < occasion.today) {
      throw new Refusal("validation-failed", {}, fieldError(["from"], "too-early", request.locale));
    }
    return suspend(before, request.body, occasion);
  });
  return moved(needs, after);
});
