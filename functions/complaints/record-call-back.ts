import { callBack as move } from "../../shared/complaints/deciding.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** What a call-back came to (R59). */
export const recordCallBack = operation("record-call-back", (needs: StaffNeeds & Showing) => async (request) => {
  const { body } = request;
  return answered(needs, await moveComplaint(needs, request, (before, occasion) => move(before, body, occasion)));
});
