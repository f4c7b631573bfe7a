import { returnComplaint as move } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Back to the municipal office, as another body's (R57). */
export const returnComplaint = operation("return-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(
    needs,
    await moveComplaint(needs, request, (before, occasion) => move(before, body.reason, occasion)),
  );
});
