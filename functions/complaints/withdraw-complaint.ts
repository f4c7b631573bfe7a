import { withdrawComplaint as withdraw } from "../../shared/complaints/deciding.ts";
import { complaintUpToDate } from "../../shared/complaints/recounting.ts";
import { residentComplaint } from "../../shared/complaints/views.ts";
import { operation } from "../runtime/operation.ts";
import { type ComplaintNeeds, complaintOccasion } from "./filing.ts";
import { openComplaint } from "./residents-access.ts";
import { type Showing, shownAs } from "./showing.ts";

/** Whoever complained withdraws it, with number and code. */
export const withdrawComplaint = operation(
  "withdraw-complaint",
  (needs: ComplaintNeeds & Showing) =>
    async ({ params, lookupCode, address, token }) => {
      const before = await openComplaint(needs, { number: params.complaintNumber, lookupCode, address });
      const by = { kind: "resident" as const };
      const occasion = await complaintOccasion(needs, before.centre, { ...needs.now(), by, token });
      const after = withdraw(complaintUpToDate(before, occasion), occasion);
      await needs.complaints.save(after, before.version);
      return { status: 200, body: residentComplaint(after, shownAs(needs, after)) };
    },
);
