/** What makes a case's clocks count otherwise: suspensions and the one extension (R20–R24). */
import * as z from "zod";
import { ExtensionRequest, SuspensionRenewal, SuspensionRequest } from "../../../casework/requests.ts";
import { CaseNumberParam } from "../../../casework/views.ts";
import { route } from "../../route.ts";
import { move, moveRefusals } from "./parts.ts";

const ofSuspension = {
  params: CaseNumberParam.extend({
    suspension: z.coerce.number().int().min(1).max(1000).meta({ description: "Its number within the case: 1, 2, …" }),
  }),
} as const;
const refusals = [...moveRefusals, "limit-passed", "case-full"] as const;
const ofSuspensionRefusals = [...moveRefusals, "suspension-not-found", "suspension-over"] as const;

export const CASE_CLOCK_ROUTES = {
  "suspend-case": route({
    ...move,
    id: "suspend-case",
    path: "/v1/staff/cases/{caseNumber}/suspensions",
    summary:
      "Let the deciding clocks stand still, for a reason that the law lists, with written notice of the time needed",
    body: SuspensionRequest,
    refusals: [...refusals, "suspension-not-allowed"],
  }),
  "renew-suspension": route({
    ...move,
    ...ofSuspension,
    id: "renew-suspension",
    path: "/v1/staff/cases/{caseNumber}/suspensions/{suspension}/renewal",
    summary: "A later planned end, told in writing before the one planned so far has passed",
    body: SuspensionRenewal,
    refusals: [...ofSuspensionRefusals, "case-full"],
  }),
  "end-suspension": route({
    ...move,
    ...ofSuspension,
    id: "end-suspension",
    path: "/v1/staff/cases/{caseNumber}/suspensions/{suspension}/end",
    summary: "The suspension ends today, its last day not counted",
    refusals: ofSuspensionRefusals,
  }),
  "extend-case": route({
    ...move,
    id: "extend-case",
    path: "/v1/staff/cases/{caseNumber}/extension",
    summary: "The one extension, as the regime's approver approved it, before the limit's closing time",
    body: ExtensionRequest,
    refusals: [...refusals, "extension-not-allowed", "already-extended"],
  }),
} as const;
