/** What the watchdog sees of an open complaint (R35): all that its stages are computed from, and nothing else. */
import type * as z from "zod";
import { Complaint } from "./complaint.ts";

export const WatchedComplaint = Complaint.pick({
  number: true,
  state: true,
  clocks: true,
  firedStages: true,
  orders: true,
});
export type WatchedComplaint = z.infer<typeof WatchedComplaint>;
