import { calendarsIn, explainClocks } from "../../shared/casework/views.ts";
import { inGroups } from "../../shared/kernel/ids.ts";
import type { EveryCalendar } from "../runtime/calendars.ts";
import { operation } from "../runtime/operation.ts";
import { openAsStaff, type StaffNeeds } from "./staff-access.ts";

/** Why a case is due on its date, to staff of its centre. Reads only. */
export const explainCaseDeadlineToStaff = operation(
  "explain-case-deadline-to-staff",
  (needs: StaffNeeds & { calendars: EveryCalendar }) =>
    async ({ params, actor }) => {
      const subject = await openAsStaff(needs, actor, params.caseNumber);
      const clocks = explainClocks(subject, await needs.calendars.named(calendarsIn(subject)));
      return { status: 200, body: { caseNumber: inGroups(subject.number), clocks } };
    },
);
