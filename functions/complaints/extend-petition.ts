import { extendPetition as move } from "../../shared/complaints/elsewhere.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** The petition office has taken thirty days more: its date is mirrored (R52). */
export const extendPetition = operation("extend-petition", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(needs, await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion)));
});
