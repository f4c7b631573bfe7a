/** Routes about the monthly bulletin. */
import * as z from "zod";
import { BulletinPage, BulletinSummary, FullBulletin, MonthParam } from "../../bulletins/views.ts";
import { Month } from "../../kernel/local-date.ts";
import { route } from "../route.ts";

const office = { function: "bulletins-office", audience: "office", tag: "bulletins" } as const;
const ofMonth = { params: MonthParam } as const;

export const BULLETIN_ROUTES = {
  "list-bulletins": route({
    ...office,
    id: "list-bulletins",
    method: "GET",
    path: "/v1/office/bulletins",
    summary: "The monthly bulletins that have been made, the newest first",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(60).default(24),
      cursor: Month.optional().meta({ description: "Opaque: from the page before" }),
    }),
    replies: { 200: { description: "One page", body: BulletinPage } },
    refusals: [],
  }),
  "read-bulletin": route({
    ...office,
    ...ofMonth,
    id: "read-bulletin",
    method: "GET",
    path: "/v1/office/bulletins/{month}",
    summary: "A month's frozen data sheet, its envelope with the hash, and whether it is signed off",
    replies: { 200: { description: "The bulletin", body: FullBulletin, etag: true } },
    refusals: ["bulletin-not-found"],
  }),
  "read-bulletin-page": route({
    ...office,
    ...ofMonth,
    id: "read-bulletin-page",
    method: "GET",
    path: "/v1/office/bulletins/{month}/page",
    summary: "The bulletin as a page, for reading and for printing on A4",
    replies: { 200: { description: "The page as it was rendered once", body: z.string(), type: "text/html" } },
    refusals: ["bulletin-not-found"],
  }),
  "sign-off-bulletin": route({
    ...office,
    ...ofMonth,
    id: "sign-off-bulletin",
    method: "POST",
    path: "/v1/office/bulletins/{month}/sign-off",
    summary: "Sign off a bulletin: it is issued and announced; the office's head only",
    ifMatch: true,
    replies: { 200: { description: "The bulletin, issued", body: BulletinSummary, etag: true } },
    refusals: ["bulletin-not-found", "bulletin-already-signed", "forbidden"],
  }),
} as const;
