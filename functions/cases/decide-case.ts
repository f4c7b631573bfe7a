import type { Case } from "../../shared/casework/case.ts";
import { decide } from "../../shared/casework/handling.ts";
import { missingInRuling, type Ruling } from "../../shared/casework/ruling.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/**
 * The case as decided. @throws Refusal `move-not-allowed`; `validation-failed` when the ruling lacks what this case needs
 */
export const ruled = (before: Case, ruling: Ruling, occasion: Occasion, locale: Locale): Case => {
  const decided = decide(before, ruling, occasion);
  const missing = missingInRuling(before, ruling, occasion);
  const errors = missing.flatMap((field) => fieldError([field], "required", locale));
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
  return decided;
};

/**
 * Staff record the decision; late, with a coded reason (R27). Two people at once, or a stale screen: the second is told
 * that the case changed.
 */
export const decideCase = operation("decide-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) =>
    ruled(before, request.body, occasion, request.locale),
  );
  return moved(needs, after);
});
