/** What several routes about cases have in common. */
import * as z from "zod";
import { CaseNumberParam, ClockExplained, FilingReceipt, StaffCase } from "../../../casework/views.ts";

const tag = "cases";
export const resident = { function: "cases-residents", tag } as const;
export const staff = { function: "cases-staff", audience: "staff", tag } as const;
export const ofCase = { params: CaseNumberParam } as const;

export const Deadlines = z
  .object({ caseNumber: z.string(), clocks: z.array(ClockExplained) })
  .meta({ id: "CaseDeadlines" });
export const filed = { description: "Filed; the code is shown only now", body: FilingReceipt } as const;
export const filingRefusals = ["unknown-centre", "unknown-item", "item-not-offered", "idempotency-mismatch"] as const;

/** The case after a move of staff; the request names the version that they read. */
export const moved = { description: "The case as it is now", body: StaffCase, etag: true } as const;
export const move = { ...staff, ...ofCase, method: "POST", ifMatch: true, replies: { 200: moved } } as const;
export const moveRefusals = ["case-not-found", "not-on-duty", "move-not-allowed"] as const;
