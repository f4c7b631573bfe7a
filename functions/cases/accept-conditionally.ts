import { accept } from "../../shared/casework/handling.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { guideOf } from "./guide.ts";
import { conditionalMaterials } from "./item-materials.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Accepted against a written promise (R17). Two people at once: the second is told that the case changed. */
export const acceptConditionally = operation("accept-conditionally", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, async (before, occasion) => {
    const { body, locale } = request;
    const item = await guideOf(needs.directory, before);
    const missing = [...conditionalMaterials(body.missing, item, "missing", locale)];
    if (body.supplyBy <= occasion.today) {
      throw new Refusal("validation-failed", {}, fieldError(["supplyBy"], "too-early", locale));
    }
    const { supplyBy, document } = body;
    const ifUnkept = item.unkeptPromise ?? "decided-without";
    return accept(before, occasion, { on: occasion.today, supplyBy, document, missing, supplied: [], ifUnkept });
  });
  return moved(needs, after);
});
