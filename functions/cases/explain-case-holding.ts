import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import { holdingOf } from "../../shared/casework/holding.ts";
import type { StaffRole } from "../../shared/directory/roster.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/calendars.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { openWithRoster, type StaffNeeds } from "./staff-access.ts";

const MAY_ASK: readonly StaffRole[] = ["office-head", "office-member", "director", "deputy-director"];
type Needs = StaffNeeds & { readonly calendars: Calendars; readonly hours: OfficeHours; readonly now: Now };

/** Who held a case on each working day, to whoever has to call them to account. Reads only. */
export const explainCaseHolding = operation("explain-case-holding", (needs: Needs) => async (request) => {
  const { params, query, actor } = request;
  const { subject, roster } = await openWithRoster(needs, actor, params.caseNumber, "getWhole");
  if (!MAY_ASK.includes(actor.role)) throw new Refusal("forbidden");
  const { calendars, hours, now } = needs;
  const when = { calendar: await calendars.current(), hours, today: now().today, until: query.until };
  return { status: 200, body: holdingOf(subject, roster, when) };
});
