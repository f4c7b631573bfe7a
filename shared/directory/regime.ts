/** Which law binds an item (R5a). The regime, not the kind of case, decides which rules apply. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import type { DayLimit, SuspensionReason } from "../calendar/limit.ts";

export const Regime = z.enum(["licence", "benefit", "service", "enquiry", "disclosure"]);
export type Regime = z.infer<typeof Regime>;

/** How much longer a decision may take, once, and who approves it (R24). */
export const Extension = z.object({ workingDays: z.int().min(1).max(60), approver: Bilingual });
export type Extension = z.infer<typeof Extension>;

export type RegimeRules = {
  readonly law: { zh: string; en: string };
  /** How long the office has to say what is missing; null: everything is said at once, there is no later notice. */
  readonly notice: DayLimit | null;
  /** What the law makes of silence: the case is accepted, only the promise runs, or nothing. */
  readonly silence: "accepted-as-of-receipt" | "promise-from-receipt" | "nothing";
  /** The statutory limit where the item's own law sets none. */
  readonly statutory: DayLimit | null;
  /** From which day the promised and the statutory clock count. */
  readonly countsFrom: "acceptance" | "receipt";
  /** What a correction does to a clock that already runs. */
  readonly correction: "starts-clock" | "restarts-clock";
  readonly extension: Extension | null;
  /** What takes their place where several units handle the item jointly. */
  readonly joint?: { readonly statutory: DayLimit; readonly extension: Extension };
  readonly suspendedBy: readonly SuspensionReason[];
  /** Natural days ahead that a suspension may be planned, or renewed, at a time [P] (R21, R22). */
  readonly longestSuspension: number;
  /** How long the result may take to reach the applicant after a grant; null: the same act. */
  readonly delivery: DayLimit | null;
};

const wd = (days: number): DayLimit => ({ days, unit: "working-days" });

const ARTICLE_45: readonly SuspensionReason[] = [
  "hearing",
  "tender",
  "auction",
  "inspection",
  "testing",
  "quarantine",
  "appraisal",
  "expert-review",
];

/** The table of R5a. An item's own rule (`ServiceItem.limits`) comes before it. */
export const REGIMES: Readonly<Record<Regime, RegimeRules>> = {
  licence: {
    law: { zh: "行政许可法第32、42—45条", en: "Administrative Licensing Law, articles 32 and 42–45" },
    notice: wd(5),
    silence: "accepted-as-of-receipt",
    statutory: wd(20),
    countsFrom: "acceptance",
    correction: "starts-clock",
    extension: { workingDays: 10, approver: { zh: "决定机关负责人", en: "the head of the deciding organ" } },
    joint: {
      statutory: wd(45),
      extension: {
        workingDays: 15,
        approver: { zh: "本级人民政府负责人", en: "the head of the government at that level" },
      },
    },
    suspendedBy: ARTICLE_45,
    longestSuspension: 365,
    delivery: wd(10),
  },
  benefit: {
    law: { zh: "该事项依据的法律法规", en: "the item's own law" },
    notice: wd(5),
    silence: "promise-from-receipt",
    statutory: null,
    countsFrom: "acceptance",
    correction: "starts-clock",
    extension: null,
    suspendedBy: [],
    longestSuspension: 365,
    delivery: null,
  },
  service: {
    law: { zh: "公开承诺", en: "the published promise" },
    notice: wd(1),
    silence: "promise-from-receipt",
    statutory: null,
    countsFrom: "acceptance",
    correction: "starts-clock",
    extension: null,
    suspendedBy: [],
    longestSuspension: 365,
    delivery: null,
  },
  enquiry: {
    law: { zh: "公开承诺", en: "the published promise" },
    notice: null,
    silence: "nothing",
    statutory: null,
    countsFrom: "receipt",
    correction: "starts-clock",
    extension: null,
    suspendedBy: [],
    longestSuspension: 365,
    delivery: null,
  },
  disclosure: {
    law: { zh: "政府信息公开条例第30—33条", en: "Open Government Information Regulations, articles 30–33" },
    notice: wd(7),
    silence: "nothing",
    statutory: wd(20),
    countsFrom: "receipt",
    correction: "restarts-clock",
    extension: {
      workingDays: 20,
      approver: { zh: "政府信息公开工作机构负责人", en: "the head of the disclosure office" },
    },
    suspendedBy: ["third-party-consultation"],
    longestSuspension: 90,
    delivery: null,
  },
};
