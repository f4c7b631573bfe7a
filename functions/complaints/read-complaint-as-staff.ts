import { operation } from "../runtime/operation.ts";
import { openAsStaff, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Whom the walls let in reads it; the complainant stays masked (R53, R55). */
export const readComplaintAsStaff = operation(
  "read-complaint-as-staff",
  (needs: StaffNeeds & Showing) =>
    async ({ actor, params }) =>
      answered(needs, await openAsStaff(needs, actor, params.complaintNumber, needs.now().at, "findWhole")),
);
