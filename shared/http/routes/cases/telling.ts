/** The one-time telling and its neighbours: put right, asked again, against a promise, withdrawn, another organ's (R11–R17). */
import {
  ConditionalAcceptance,
  FurtherAsking,
  HandOverReply,
  PutRight,
  RecordedCorrections,
  SuppliedPapers,
  TurningAway,
  Withdrawal,
} from "../../../casework/telling-requests.ts";
import { route } from "../../route.ts";
import { move, moveRefusals } from "./parts.ts";

export const CASE_TELLING_ROUTES = {
  "record-put-right": route({
    ...move,
    id: "record-put-right",
    path: "/v1/staff/cases/{caseNumber}/put-right",
    summary: "Record what was put right on the spot: it is no notice",
    body: PutRight,
    refusals: [...moveRefusals, "case-full"],
  }),
  "record-corrections": route({
    ...move,
    id: "record-corrections",
    path: "/v1/staff/cases/{caseNumber}/corrections",
    summary: "Record what came of what the notice lists, at the counter, by post or by phone",
    description: "The same as if the resident had handed it in online: with the last paper the clocks run.",
    body: RecordedCorrections,
    refusals: moveRefusals,
  }),
  "ask-further": route({
    ...move,
    id: "ask-further",
    path: "/v1/staff/cases/{caseNumber}/further-requests",
    summary: "Ask for papers after the notice",
    description:
      "What the notice listed may be asked for again. Anything else is recorded as a violation with your name and reason, and stops no clock.",
    body: FurtherAsking,
    refusals: [...moveRefusals, "case-full"],
  }),
  "turn-case-away": route({
    ...move,
    id: "turn-case-away",
    path: "/v1/staff/cases/{caseNumber}/non-acceptance",
    summary: "Answer at once what is not needed, or not our power: where to go, and the offered hand-over",
    body: TurningAway,
    example: {
      ground: "not-our-power",
      reason: "户口迁移由公安机关办理。",
      whereToGo: "请到户籍地派出所办理，需带居民户口簿。",
      handOver: { to: "滕州市公安局", answer: "offered" },
    },
    refusals: moveRefusals,
  }),
  "record-hand-over-answer": route({
    ...move,
    id: "record-hand-over-answer",
    path: "/v1/staff/cases/{caseNumber}/hand-over-answer",
    summary: "Record the resident's yes or no to the offered hand-over",
    body: HandOverReply,
    refusals: [...moveRefusals, "hand-over-not-offered"],
  }),
  "withdraw-case-for-resident": route({
    ...move,
    id: "withdraw-case-for-resident",
    path: "/v1/staff/cases/{caseNumber}/withdrawal",
    summary: "Withdraw an application that is not decided, on the applicant's signed request",
    body: Withdrawal,
    refusals: moveRefusals,
  }),
  "accept-conditionally": route({
    ...move,
    id: "accept-conditionally",
    path: "/v1/staff/cases/{caseNumber}/conditional-acceptance",
    summary: "Accept while papers are missing, against a written promise with a date (容缺受理)",
    body: ConditionalAcceptance,
    refusals: moveRefusals,
  }),
  "record-promised-papers": route({
    ...move,
    id: "record-promised-papers",
    path: "/v1/staff/cases/{caseNumber}/promised-papers",
    summary: "Record promised papers that have come",
    body: SuppliedPapers,
    refusals: moveRefusals,
  }),
} as const;
