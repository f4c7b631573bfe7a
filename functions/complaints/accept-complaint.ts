import { acceptComplaint as move } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** The handler takes it in, and gives it to whoever investigates. */
export const acceptComplaint = operation("accept-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(needs, await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion)));
});
