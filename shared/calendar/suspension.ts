/** Intervals during which a clock stands still (R20–R22). */
import * as z from "zod";
import { LocalDate } from "../kernel/local-date.ts";
import type { Bilingual } from "./bilingual.ts";
import { SuspensionReason } from "./limit.ts";

/** R21: both the first and the last day stand still. */
export const Suspension = z
  .strictObject({ from: LocalDate, to: LocalDate, reason: SuspensionReason })
  .refine(({ from, to }) => from <= to, {
    path: ["to"],
    params: { code: "reversed-interval" },
    message: "ends before it starts",
  });
export type Suspension = z.infer<typeof Suspension>;

/** The words of 行政许可法 article 45 and 政府信息公开条例 article 33. */
export const SUSPENSION_LABELS: Readonly<Record<SuspensionReason, Bilingual>> = {
  hearing: { zh: "听证", en: "Hearing" },
  tender: { zh: "招标", en: "Tender" },
  auction: { zh: "拍卖", en: "Auction" },
  inspection: { zh: "检验", en: "Inspection" },
  testing: { zh: "检测", en: "Testing" },
  quarantine: { zh: "检疫", en: "Quarantine" },
  appraisal: { zh: "鉴定", en: "Appraisal" },
  "expert-review": { zh: "专家评审", en: "Expert review" },
  "third-party-consultation": { zh: "征求第三方意见", en: "Third-party consultation" },
};
