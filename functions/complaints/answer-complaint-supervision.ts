import { answerOrders } from "../../shared/complaints/supervising.ts";
import { requireDay } from "../runtime/entered-days.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Whoever handles it answers its open orders (R31). Two people at once: the second is told that it changed. */
export const answerComplaintSupervision = operation(
  "answer-complaint-supervision",
  (needs: StaffNeeds & Showing) => async (request) => {
    const { actor, body, locale } = request;
    const after = await moveComplaint(needs, request, (before, occasion) => {
      requireDay("finishBy", body.finishBy, { earliest: occasion.today }, locale);
      return answerOrders(before, { ...body, by: actor.id }, occasion);
    });
    return answered(needs, after);
  },
);
