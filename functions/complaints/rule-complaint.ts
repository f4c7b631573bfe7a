import { ruleComplaint as move } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, OVERSEEING, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** The municipal office says whose it is (R57). */
export const ruleComplaint = operation("rule-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(
    needs,
    await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion), OVERSEEING),
  );
});
