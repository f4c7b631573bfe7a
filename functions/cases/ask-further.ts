import { askFurther, notToldBefore } from "../../shared/casework/telling.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { requireChannel } from "./give-correction-notice.ts";
import { guideOf } from "./guide.ts";
import { demandedMaterials } from "./item-materials.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff ask after the notice. Nothing demanded is refused; what the notice did not list needs a reason (R14). */
export const askFurtherForPapers = operation("ask-further", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, async (before, occasion) => {
    const { body, locale } = request;
    const missing = demandedMaterials(body.missing, await guideOf(needs.directory, before), "missing", locale);
    requireChannel(before, body.channel, locale);
    if (body.reason === undefined && notToldBefore(before, body.missing).length > 0) {
      throw new Refusal("validation-failed", {}, fieldError(["reason"], "required", locale));
    }
    return askFurther(before, { ...body, missing }, occasion);
  });
  return moved(needs, after);
});
