import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { openAsStaff, type StaffNeeds } from "./behind-walls.ts";

/** For the handler alone, and on record before it is shown (R55). */
export const readComplainant = operation(
  "read-complainant",
  (needs: StaffNeeds) =>
    async ({ actor, params, body, token }) => {
      const { at } = needs.now();
      const { as, complaint } = await openAsStaff(needs, actor, params.complaintNumber, at);
      if (as !== "handler") throw new Refusal("forbidden");
      await needs.complaints.recordReading(complaint.number, { by: actor.id, at, reason: body.reason, token });
      return { status: 200, body: complaint.personal.complainant ?? {} };
    },
);
