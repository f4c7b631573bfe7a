/** Files of a complaint: there is no guide that would name them one by one. */
import { type Complaint, isClosed } from "../../shared/complaints/complaint.ts";
import type { Holder } from "../runtime/attaching.ts";

export const EVIDENCE = { code: "evidence", name: "反映材料" } as const;

export const holderOf = ({ number, state }: Complaint): Holder => ({ number, closed: isClosed(state) });
