/** Proxies and stations: filing under a written authorisation, and what the centre entrusted (R47, R48). */
import * as z from "zod";
import { ProxyCaseFiling } from "../../../casework/proxy-requests.ts";
import { Delivery, Ruling } from "../../../casework/requests.ts";
import { WorkListEntry } from "../../../casework/views.ts";
import { LocalDate } from "../../../kernel/local-date.ts";
import { route } from "../../route.ts";
import { filed, filingRefusals, move, moved, moveRefusals, ofCase, staff } from "./parts.ts";

const proxies = { ...staff, tag: "proxies" } as const;
const own = ["forbidden", "case-not-found", "authorisation-expired"] as const;
const proxyMove = { ...move, tag: "proxies", refusals: [...own, "not-entrusted", "move-not-allowed"] } as const;

export const PROXY_ROUTES = {
  "file-case-as-proxy": route({
    ...proxies,
    id: "file-case-as-proxy",
    method: "POST",
    path: "/v1/staff/proxy-cases",
    summary: "File for a resident at my station, within their written authorisation, free of charge",
    description:
      "Where the station only files, the case waits there until it is forwarded: the centre's clocks count from its receipt.",
    body: ProxyCaseFiling,
    example: {
      itemCode: "old-age-allowance",
      applicant: { name: "示例甲", phone: "10000000001" },
      notifyBySms: true,
      authorisation: {
        resident: "示例甲",
        itemCode: "old-age-allowance",
        until: "2026-12-31",
        form: "witness",
        witness: "示例乙",
      },
    },
    idempotent: true,
    replies: { 201: filed },
    refusals: [...filingRefusals, "forbidden", "outside-authorisation", "authorisation-expired", "not-entrusted"],
  }),
  "list-proxy-cases": route({
    ...proxies,
    id: "list-proxy-cases",
    method: "GET",
    path: "/v1/staff/proxy-cases",
    summary: "Open cases that I filed as a proxy and am still authorised for, the most urgent first",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(2000).optional(),
    }),
    replies: {
      200: {
        description: "One page",
        body: z
          .object({
            entries: z.array(WorkListEntry.extend({ authorisedUntil: LocalDate })),
            cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
          })
          .meta({ id: "ProxyList" }),
      },
    },
    refusals: ["forbidden"],
  }),
  "read-proxy-case": route({
    ...proxies,
    ...ofCase,
    id: "read-proxy-case",
    method: "GET",
    path: "/v1/staff/proxy-cases/{caseNumber}",
    summary: "A case that I filed as a proxy, while the authorisation lasts",
    replies: { 200: moved },
    refusals: own,
  }),
  "accept-case-as-proxy": route({
    ...proxyMove,
    id: "accept-case-as-proxy",
    path: "/v1/staff/proxy-cases/{caseNumber}/acceptance",
    summary: "Accept at the station, where the centre entrusted that",
  }),
  "decide-case-as-proxy": route({
    ...proxyMove,
    id: "decide-case-as-proxy",
    path: "/v1/staff/proxy-cases/{caseNumber}/decision",
    summary: "Handle a public service at the station, where the centre entrusted that; never a licence or a benefit",
    body: Ruling,
  }),
  "deliver-case-as-proxy": route({
    ...proxyMove,
    id: "deliver-case-as-proxy",
    path: "/v1/staff/proxy-cases/{caseNumber}/delivery",
    summary: "Record that the resident has the result of what the station handled",
    body: Delivery,
  }),
  "forward-case": route({
    ...move,
    tag: "proxies",
    id: "forward-case",
    path: "/v1/staff/cases/{caseNumber}/forwarding",
    summary: "From the station to the centre, whose receipt this is: by the proxy, or by the window that takes it in",
    refusals: [...moveRefusals, "forbidden", "authorisation-expired", "unknown-item"],
  }),
} as const;
