/** Staff's routes about cases: filing, the work list, and the plain way from acceptance to delivery. */
import * as z from "zod";
import {
  CodeReissue,
  CompletedFiling,
  CorrectionNotice,
  Delivery,
  OverdueExplanation,
  Ruling,
  StaffFiling,
} from "../../../casework/requests.ts";
import { FilingReceipt, WorkListEntry } from "../../../casework/views.ts";
import { PostId } from "../../../directory/roster.ts";
import { route } from "../../route.ts";
import { Deadlines, filed, filingRefusals, move, moved, moveRefusals, ofCase, staff } from "./parts.ts";

export const STAFF_CASE_ROUTES = {
  "file-case-for-resident": route({
    ...staff,
    id: "file-case-for-resident",
    method: "POST",
    path: "/v1/staff/cases",
    summary: "File a case for someone at the counter or on the phone",
    body: StaffFiling,
    idempotent: true,
    replies: { 201: filed },
    refusals: [...filingRefusals, "not-on-duty"],
  }),
  "complete-case-at-once": route({
    ...staff,
    id: "complete-case-at-once",
    method: "POST",
    path: "/v1/staff/completed-cases",
    summary: "File, accept, decide and deliver an immediate item in one step",
    body: CompletedFiling,
    idempotent: true,
    replies: { 201: filed },
    refusals: [...filingRefusals, "not-on-duty", "not-immediate"],
  }),
  "list-work": route({
    ...staff,
    id: "list-work",
    method: "GET",
    path: "/v1/staff/work-list",
    summary: "Open cases of the posts I am on duty for, the most urgent first",
    description:
      "The municipal office's: those of posts left without anybody of their centre (R34). With `post`: of that post alone, for whoever may act for it, a stand-in without a recorded hand-over included (R41).",
    query: z.strictObject({
      post: PostId.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(2000).optional(),
    }),
    replies: {
      200: {
        description: "One page",
        body: z
          .object({
            posts: z.array(z.string()),
            entries: z.array(WorkListEntry),
            cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
          })
          .meta({ id: "WorkList" }),
      },
    },
    refusals: ["not-on-duty"],
  }),
  "read-case-as-staff": route({
    ...staff,
    ...ofCase,
    id: "read-case-as-staff",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}",
    summary: "A case with its ledger; personal data in full only for whoever handles it",
    replies: { 200: moved },
    refusals: ["case-not-found"],
  }),
  "explain-case-deadline-to-staff": route({
    ...staff,
    ...ofCase,
    id: "explain-case-deadline-to-staff",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}/deadline",
    summary: "Why a case is due on its date: every day, counted or not",
    replies: { 200: { description: "Its clocks, day by day", body: Deadlines } },
    refusals: ["case-not-found"],
  }),
  "give-correction-notice": route({
    ...move,
    id: "give-correction-notice",
    path: "/v1/staff/cases/{caseNumber}/correction-notice",
    summary: "Tell the resident, once and completely, what is missing",
    body: CorrectionNotice,
    refusals: moveRefusals,
  }),
  "accept-case": route({
    ...move,
    id: "accept-case",
    path: "/v1/staff/cases/{caseNumber}/acceptance",
    summary: "Accept a case; its promised and statutory clocks start",
    refusals: moveRefusals,
  }),
  "decide-case": route({
    ...move,
    id: "decide-case",
    path: "/v1/staff/cases/{caseNumber}/decision",
    summary: "Approve, or refuse with reason and remedy",
    body: Ruling,
    example: {
      outcome: "refused",
      reason: "申请采伐的林木不在当年采伐限额内。",
      remedy: "可自收到本决定之日起六十日内申请行政复议，或者六个月内提起行政诉讼。",
    },
    refusals: moveRefusals,
  }),
  "give-overdue-reason": route({
    ...move,
    id: "give-overdue-reason",
    path: "/v1/staff/cases/{caseNumber}/overdue-reason",
    summary:
      "Why a case is open beyond its promised limit; public with the case and in the bulletin, again to replace it",
    body: OverdueExplanation,
    example: { reason: "waiting-for-other-organ" },
    refusals: [...moveRefusals, "limit-not-passed"],
  }),
  "deliver-case": route({
    ...move,
    id: "deliver-case",
    path: "/v1/staff/cases/{caseNumber}/delivery",
    summary: "Record that the result reached the resident",
    body: Delivery,
    refusals: moveRefusals,
  }),
  "reissue-lookup-code": route({
    ...move,
    id: "reissue-lookup-code",
    path: "/v1/staff/cases/{caseNumber}/lookup-codes",
    summary: "Give a resident who lost the code a new one, after checking identity",
    body: CodeReissue,
    replies: { 201: { description: "The new code; the old one no longer works", body: FilingReceipt, etag: true } },
    refusals: moveRefusals,
  }),
  "print-receipt": route({
    ...staff,
    ...ofCase,
    id: "print-receipt",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}/receipt",
    summary: "The receipt, for printing",
    description:
      "The look-up code is on it only on the day that staff gave it out, on filing or by a re-issue; later it takes a re-issue.",
    replies: { 200: { description: "A page for A5 paper", body: z.string(), type: "text/html" } },
    refusals: ["case-not-found", "not-on-duty"],
  }),
} as const;
