import { extendComplaint as move } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Seven working days more, once (R52). */
export const extendComplaint = operation("extend-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(needs, await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion)));
});
