/** Accountability: who held a case, day by day. */
import * as z from "zod";
import { CaseHolding } from "../../../casework/holding.ts";
import { LocalDate } from "../../../kernel/local-date.ts";
import { route } from "../../route.ts";
import { ofCase, staff } from "./parts.ts";

export const CASE_HOLDING_ROUTES = {
  "explain-case-holding": route({
    ...staff,
    ...ofCase,
    id: "explain-case-holding",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}/holding",
    summary: "Who held a case on each working day, and what was done: for the office, the director and the deputy",
    description:
      "At most 400 calendar days, the latest ones; `until` asks for earlier ones. Posts and holders are those of today's roster, with the absences recorded for each day; the ledger's lines name who acted at the time.",
    query: z.strictObject({ until: LocalDate.optional().meta({ description: "The last day asked for" }) }),
    replies: { 200: { description: "Day by day", body: CaseHolding } },
    refusals: ["case-not-found", "forbidden"],
  }),
} as const;
