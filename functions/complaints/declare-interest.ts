import { declareInterest as declare } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, OVERSEEING, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Whoever may see it declares an interest, and does not see it any more (R53). */
export const declareInterest = operation("declare-interest", (needs: StaffNeeds & Showing) => async (request) => {
  const { body, actor } = request;
  const declared = await moveComplaint(
    needs,
    request,
    (before, occasion) => declare(before, { by: actor.id, reason: body.reason }, occasion),
    OVERSEEING,
  );
  return answered(needs, declared);
});
