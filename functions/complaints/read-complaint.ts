import { residentComplaint } from "../../shared/complaints/views.ts";
import { operation } from "../runtime/operation.ts";
import { type AccessNeeds, joinedWith, openComplaint } from "./residents-access.ts";
import { type Showing, shownAs } from "./showing.ts";

/** Whoever complained looks it up. Reads only; a wrong code is counted. */
export const readComplaint = operation(
  "read-complaint",
  (needs: AccessNeeds & Showing) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openComplaint(needs, { number: params.complaintNumber, lookupCode, address });
      const main = await joinedWith(needs, subject);
      return { status: 200, body: residentComplaint(subject, shownAs(needs, subject), main) };
    },
);
