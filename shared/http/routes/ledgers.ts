/** Routes about the ledgers (台账) of centres and stations (article 14): read in pages, or taken away as a file. */
import * as z from "zod";
import { CentreCodeParam } from "../../directory/centre-views.ts";
import { LedgerPage, LedgerPeriod, LedgerQuery } from "../../ledgers/ledger-lines.ts";
import { MOST_LINES } from "../../ledgers/ledgers.ts";
import { Bytes, CSV, WORKBOOK } from "../files.ts";
import { route } from "../route.ts";

const staff = {
  function: "ledgers-staff",
  audience: "staff",
  tag: "ledgers",
  method: "GET",
  params: CentreCodeParam,
} as const;
const refusals = ["unknown-centre", "unknown-station", "forbidden"] as const;
const WHO =
  "For the centre's director and deputies, a station's proxies for their own station, and the municipal office. A line stands under the day on which it was first written down. Complaints are in no ledger.";
const FILE = `At most ${MOST_LINES} lines. That it was taken away goes on record.`;

export const LEDGER_ROUTES = {
  "read-ledger": route({
    ...staff,
    id: "read-ledger",
    path: "/v1/staff/centres/{centreCode}/ledger",
    summary: "The ledger of a centre, or of one of its stations, for a month or for days within a year",
    description: WHO,
    query: LedgerQuery,
    replies: { 200: { description: "One page", body: LedgerPage } },
    refusals,
  }),
  "export-ledger-csv": route({
    ...staff,
    id: "export-ledger-csv",
    path: "/v1/staff/centres/{centreCode}/ledger/csv",
    summary: "The same, whole, as a CSV file",
    description: `${WHO} ${FILE}`,
    query: LedgerPeriod,
    replies: { 200: { description: "The file, in UTF-8", body: z.string(), type: CSV } },
    refusals: [...refusals, "ledger-too-long"],
  }),
  "export-ledger-workbook": route({
    ...staff,
    id: "export-ledger-workbook",
    path: "/v1/staff/centres/{centreCode}/ledger/workbook",
    summary: "The same, whole, as a workbook (XLSX)",
    description: `${WHO} ${FILE} Ask for it with \`Accept: ${WORKBOOK}\`: whoever accepts something else first gets its bytes as base64.`,
    query: LedgerPeriod,
    replies: { 200: { description: "The file", body: Bytes, type: WORKBOOK } },
    refusals: [...refusals, "ledger-too-long"],
  }),
} as const;
