import { latestPlanned, renewSuspension } from "../../shared/casework/suspending.ts";
import { plusDays } from "../../shared/kernel/local-date.ts";
import { requireDay } from "../runtime/entered-days.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Staff give a suspension a later planned end. Two people at once: the second is told that the case changed. */
export const renewSuspensionOfCase = operation("renew-suspension", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => {
    const id = request.params.suspension;
    const sofar = before.suspensions.find((each) => each.id === id)?.plannedTo;
    const latest = latestPlanned(before, occasion.today);
    const bounds = sofar === undefined ? { latest } : { earliest: plusDays(sofar, 1), latest };
    requireDay("plannedTo", request.body.plannedTo, bounds, request.locale);
    return renewSuspension(before, { id, ...request.body }, occasion);
  });
  return moved(needs, after);
});
