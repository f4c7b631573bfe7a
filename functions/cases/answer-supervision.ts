import { answerOrders } from "../../shared/casework/supervising.ts";
import { requireDay } from "../runtime/entered-days.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { LEADERS, moveAsLead } from "./moving-as-lead.ts";

/** The centre answers its open orders. Two people at once: the second is told that the case changed. */
export const answerSupervision = operation("answer-supervision", (needs: MoveNeeds) => async (request) => {
  const { body, locale } = request;
  const after = await moveAsLead(needs, request, LEADERS, (before, occasion) => {
    requireDay("finishBy", body.finishBy, { earliest: occasion.today }, locale);
    return answerOrders(before, body, occasion);
  });
  return moved(needs, after);
});
