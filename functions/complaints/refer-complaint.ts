import { referComplaint as move } from "../../shared/complaints/elsewhere.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Suspected misconduct, to discipline inspection (R56). */
export const referComplaint = operation("refer-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(
    needs,
    await moveComplaint(needs, request, (before, occasion) => move(before, body.reason, occasion)),
  );
});
