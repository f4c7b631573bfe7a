import { registerPetition as move } from "../../shared/complaints/elsewhere.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** A petition: not decided here (R52). */
export const registerPetition = operation("register-petition", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(
    needs,
    await moveComplaint(needs, request, (before, occasion) => move(before, body.reason, occasion)),
  );
});
