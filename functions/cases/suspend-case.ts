import { latestPlanned, suspend } from "../../shared/casework/suspending.ts";
import { requireDay } from "../runtime/entered-days.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff suspend the deciding clocks. Two people at once: the second is told that the case changed. */
export const suspendCase = operation("suspend-case", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => {
    const { body, locale } = request;
    requireDay("from", body.from, { earliest: occasion.today }, locale);
    requireDay("plannedTo", body.plannedTo, { latest: latestPlanned(before, occasion.today) }, locale);
    return suspend(before, body, occasion);
  });
  return moved(needs, after);
});
