import { turnComplaintAway as move } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Not accepted, with a reason that the complainant is told. */
export const turnComplaintAway = operation("turn-complaint-away", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(needs, await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion)));
});
