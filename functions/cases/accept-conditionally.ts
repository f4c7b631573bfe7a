import { accept } from "../../shared/casework/handling.ts";
import { MOST_DAYS_PROMISED } from "../../shared/casework/requested-papers.ts";
import { plusDays } from "../../shared/kernel/local-date.ts";
import { requireDay } from "../runtime/entered-days.ts";
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
    const { today } = occasion;
    const bounds = { earliest: plusDays(today, 1), latest: plusDays(today, MOST_DAYS_PROMISED) };
    requireDay("supplyBy", body.supplyBy, bounds, locale);
    const { supplyBy, document } = body;
    const ifUnkept = item.unkeptPromise ?? "decided-without";
    return accept(before, occasion, { on: occasion.today, supplyBy, document, missing, supplied: [], ifUnkept });
  });
  return moved(needs, after);
});
