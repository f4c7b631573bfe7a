/** Receipts (R18): for the resident, for staff, and for anyone who checks whether one is genuine. */
import * as z from "zod";
import { Receipt, VerifiedReceipt } from "../../../casework/receipts.ts";
import { CaseNumberParam } from "../../../casework/views.ts";
import { CaseNumber } from "../../../kernel/ids.ts";
import { route } from "../../route.ts";
import { ofCase, resident, staff } from "./parts.ts";

const ofReceipt = {
  params: CaseNumberParam.extend({
    receipt: z.coerce.number().int().min(1).max(100_000).meta({ description: "The last part of the receipt's number" }),
  }),
} as const;
const list = z.object({ receipts: z.array(Receipt) }).meta({ id: "Receipts" });
const listed = { description: "Every receipt so far, the first one first", body: list } as const;
const paper = { description: "A page for A5 paper, with a QR code", body: z.string(), type: "text/html" } as const;

/** `K7M2-9QXR-4T3B-3`. */
const ReceiptNumber = z
  .string()
  .regex(/^[0-9A-Za-z-]{12,16}-[1-9]\d{0,5}$/)
  .transform((text, context) => {
    const split = text.lastIndexOf("-");
    const number = CaseNumber.safeParse(text.slice(0, split));
    if (number.success) return { number: number.data, version: Number(text.slice(split + 1)) };
    context.addIssue({ code: "custom", message: "no case's number", params: { code: "invalid-format" } });
    return z.NEVER;
  })
  .meta({ override: { type: "string" }, example: "K7M2-9QXR-4T3B-3" });
const checked = {
  params: z.strictObject({ receiptNumber: ReceiptNumber }),
  query: z.strictObject({ code: z.string().max(40).meta({ description: "The receipt's verification code" }) }),
  refusals: ["receipt-not-found", "too-many-attempts"],
} as const;

const residentsRefusals = ["case-not-found", "too-many-attempts"] as const;

export const RESIDENT_RECEIPT_ROUTES = {
  "list-receipts": route({
    ...resident,
    ...ofCase,
    id: "list-receipts",
    method: "GET",
    path: "/v1/cases/{caseNumber}/receipts",
    audience: "resident",
    summary: "The receipts of a case: notice, acceptance, refusal, decision",
    replies: { 200: listed },
    refusals: residentsRefusals,
  }),
  "show-receipt": route({
    ...resident,
    ...ofReceipt,
    id: "show-receipt",
    method: "GET",
    path: "/v1/cases/{caseNumber}/receipts/{receipt}",
    audience: "resident",
    summary: "One receipt as a page to print",
    replies: { 200: paper },
    refusals: [...residentsRefusals, "receipt-not-found"],
  }),
  "verify-receipt": route({
    ...resident,
    ...checked,
    id: "verify-receipt",
    method: "GET",
    path: "/v1/receipts/{receiptNumber}",
    audience: "public",
    summary: "Whether a receipt is genuine, by its number and verification code",
    replies: { 200: { description: "It is genuine; nothing about a person is said", body: VerifiedReceipt } },
  }),
  "show-verification": route({
    ...resident,
    ...checked,
    id: "show-verification",
    method: "GET",
    path: "/v1/receipts/{receiptNumber}/verification",
    audience: "public",
    summary: "The same as a page: what the receipt's QR code opens",
    replies: { 200: { description: "A page: genuine, or not found", body: z.string(), type: "text/html" } },
    refusals: ["too-many-attempts"],
  }),
} as const;

export const STAFF_RECEIPT_ROUTES = {
  "list-receipts-as-staff": route({
    ...staff,
    ...ofCase,
    id: "list-receipts-as-staff",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}/receipts",
    summary: "The receipts of a case, for whoever serves the resident at the counter",
    replies: { 200: listed },
    refusals: ["case-not-found", "not-on-duty"],
  }),
  "show-receipt-as-staff": route({
    ...staff,
    ...ofReceipt,
    id: "show-receipt-as-staff",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}/receipts/{receipt}",
    summary: "One receipt as a page to print and seal",
    replies: { 200: paper },
    refusals: ["case-not-found", "not-on-duty", "receipt-not-found"],
  }),
} as const;
