import { assignComplaint as move } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, OVERSEEING, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Another of the same body has it from now on. */
export const assignComplaint = operation("assign-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(
    needs,
    await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion), OVERSEEING),
  );
});
