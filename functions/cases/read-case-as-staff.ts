import { staffView } from "../../shared/casework/views.ts";
import { type Now, operation } from "../runtime/operation.ts";
import type { Showing } from "./showing.ts";
import { handles, openWithRoster, type StaffNeeds } from "./staff-access.ts";

/** A case of one's own centre, with its whole ledger. Reads only. */
export const readCaseAsStaff = operation(
  "read-case-as-staff",
  (needs: StaffNeeds & Showing & { now: Now }) =>
    async ({ params, actor }) => {
      const { subject, roster } = await openWithRoster(needs, actor, params.caseNumber, "getWhole");
      const inFull = handles(roster, subject, actor, needs.now().at);
      const body = staffView(subject, needs.centreNameOf(subject.centre), needs.sample, inFull);
      return { status: 200, version: subject.version, body };
    },
);
