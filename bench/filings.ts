/** What residents file and look up, side by side: a case, and a complaint. */
import { COMPLAINT } from "./sample-complaint.ts";
import { FILING } from "./sample-filing.ts";

export const FILED_THINGS = ["case", "complaint"] as const;
export type FiledThing = (typeof FILED_THINGS)[number];

export type FilingShape = {
  readonly path: "/v1/cases" | "/v1/complaints";
  readonly body: object;
  /** Of the reply, and of the path that looks it up. */
  readonly numberName: "caseNumber" | "complaintNumber";
  /** The function that serves both. */
  readonly served: "cases-residents" | "complaints-residents";
  /** Its table, as `shared/tables.ts` calls it. */
  readonly table: "cases" | "complaints";
};

export const FILINGS: Readonly<Record<FiledThing, FilingShape>> = {
  case: { path: "/v1/cases", body: FILING, numberName: "caseNumber", served: "cases-residents", table: "cases" },
  complaint: {
    path: "/v1/complaints",
    body: COMPLAINT,
    numberName: "complaintNumber",
    served: "complaints-residents",
    table: "complaints",
  },
};
