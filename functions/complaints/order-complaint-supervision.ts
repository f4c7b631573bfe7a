import { orderByHand } from "../../shared/complaints/supervising.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, OFFICE_ALONE, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** The municipal office orders supervision by hand; of what somebody of it handles, another of it does (R31). */
export const orderComplaintSupervision = operation(
  "order-complaint-supervision",
  (needs: StaffNeeds & Showing) => async (request) => {
    const { reason } = request.body;
    const ordered = await moveComplaint(
      needs,
      request,
      (before, occasion) => orderByHand(before, reason, occasion),
      OFFICE_ALONE,
    );
    return answered(needs, ordered);
  },
);
