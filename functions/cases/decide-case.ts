import { decide } from "../../shared/casework/handling.ts";
import { missingInRuling } from "../../shared/casework/ruling.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/**
 * Staff record the decision; late, with a coded reason (R27). Two people at once, or a stale screen: the second is told
 * that the case changed.
 */
export const decideCase = operation("decide-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => {
    const decided = decide(before, request.body, occasion);
    const missing = missingInRuling(before, request.body, occasion);
    const errors = missing.flatMap((field) => fieldError([field], "required", request.locale));
    if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
    return decided;
  });
  return moved(needs, after);
});
