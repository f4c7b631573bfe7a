/** Why a case is over its limit, or was decided after it: a closed list, published with the case and in figures, naming nobody (R27). */
import * as z from "zod";
import { LocalDate } from "../kernel/local-date.ts";

export const OverdueReason = z
  .enum(["staffing", "system-outage", "waiting-for-other-organ", "complex-case", "force-majeure", "other"])
  .meta({ description: "Needed when the limit has passed, and then public (R27)" });
export type OverdueReason = z.infer<typeof OverdueReason>;

export const OVERDUE_REASON_NAMES: Readonly<Record<OverdueReason, { zh: string; en: string }>> = {
  staffing: { zh: "办理人员不足", en: "not enough staff" },
  "system-outage": { zh: "系统故障", en: "a system outage" },
  "waiting-for-other-organ": { zh: "等待其他机关办理", en: "waiting for another organ" },
  "complex-case": { zh: "情况复杂", en: "a complex case" },
  "force-majeure": { zh: "不可抗力", en: "force majeure" },
  other: { zh: "其他原因", en: "another reason" },
};

/** Given while the case was open: of the promise's date of this version, and of no later one. */
export const GivenReason = z.object({ code: OverdueReason, on: LocalDate, dueVersion: z.int().min(1) });
