import { decideReview as move } from "../../shared/complaints/deciding.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** The municipal office's last word (R59). */
export const decideReview = operation("decide-review", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(needs, await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion)));
});
