import { calendarsIn, explainClocks } from "../../shared/casework/views.ts";
import { inGroups } from "../../shared/kernel/ids.ts";
import type { EveryCalendar } from "../runtime/calendars.ts";
import { operation } from "../runtime/operation.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** Why a case is due on its date, to the resident. Reads only; a wrong code is counted. */
export const explainCaseDeadline = operation(
  "explain-case-deadline",
  (needs: AccessNeeds & { calendars: EveryCalendar }) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
      const explained = explainClocks(subject, await needs.calendars.named(calendarsIn(subject)));
      // Supervision is between the offices (R31).
      const clocks = explained.filter(({ clock }) => clock !== "order");
      return { status: 200, body: { caseNumber: inGroups(subject.number), clocks } };
    },
);
