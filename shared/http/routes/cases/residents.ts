/** Residents' routes about cases. */
import { ResidentFiling } from "../../../casework/requests.ts";
import { Corrections, HandOverReply } from "../../../casework/telling-requests.ts";
import { ResidentCase } from "../../../casework/views.ts";
import { route } from "../../route.ts";
import { Deadlines, filed, filingRefusals, ofCase, resident } from "./parts.ts";

const residentsMove = {
  ...resident,
  ...ofCase,
  method: "POST",
  audience: "resident",
  replies: { 200: { description: "The case as it is now", body: ResidentCase } },
} as const;
const residentsMoveRefusals = ["case-not-found", "too-many-attempts", "move-not-allowed", "version-conflict"] as const;

export const RESIDENT_CASE_ROUTES = {
  "file-case": route({
    ...resident,
    id: "file-case",
    method: "POST",
    path: "/v1/cases",
    audience: "public",
    summary: "File a case as a resident, without an account",
    body: ResidentFiling,
    example: {
      itemCode: "tree-felling-licence",
      centreCode: "370481102",
      applicant: { name: "示例甲", phone: "10000000001" },
      note: "自留山杨树二十株",
      notifyBySms: true,
    },
    idempotent: true,
    replies: { 201: filed },
    refusals: filingRefusals,
  }),
  "read-case": route({
    ...resident,
    ...ofCase,
    id: "read-case",
    method: "GET",
    path: "/v1/cases/{caseNumber}",
    audience: "resident",
    summary: "See where a case stands, who answers for it and when it is due",
    replies: { 200: { description: "The case", body: ResidentCase } },
    refusals: ["case-not-found", "too-many-attempts"],
  }),
  "explain-case-deadline": route({
    ...resident,
    ...ofCase,
    id: "explain-case-deadline",
    method: "GET",
    path: "/v1/cases/{caseNumber}/deadline",
    audience: "resident",
    summary: "Why a case is due on its date: every day, counted or not",
    replies: { 200: { description: "Its clocks, day by day", body: Deadlines } },
    refusals: ["case-not-found", "too-many-attempts"],
  }),
  "submit-corrections": route({
    ...residentsMove,
    id: "submit-corrections",
    path: "/v1/cases/{caseNumber}/corrections",
    summary: "Hand in what the correction notice lists, until 24:00 of its last day",
    body: Corrections,
    refusals: residentsMoveRefusals,
  }),
  "withdraw-case": route({
    ...residentsMove,
    id: "withdraw-case",
    path: "/v1/cases/{caseNumber}/withdrawal",
    summary: "Withdraw an application that is not decided, with its number and look-up code",
    refusals: residentsMoveRefusals,
  }),
  "answer-hand-over": route({
    ...residentsMove,
    id: "answer-hand-over",
    path: "/v1/cases/{caseNumber}/hand-over-answer",
    summary: "Say yes or no to the offer to hand the matter over to the organ that it belongs to",
    body: HandOverReply,
    refusals: [...residentsMoveRefusals, "hand-over-not-offered"],
  }),
} as const;
