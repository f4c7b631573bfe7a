/** How a case ends without a decision: not accepted, or withdrawn; with the reason and the remedy that the law owes. */
import * as z from "zod";
import { Instant, LocalDate } from "../kernel/local-date.ts";

export const EndingGround = z.enum([
  "not-needed",
  "not-our-power",
  "not-corrected",
  "promise-not-kept",
  "withdrawn-by-applicant",
]);
export type EndingGround = z.infer<typeof EndingGround>;

/** Offered when the matter is another organ's; the resident says yes or no (R11). */
export const HandOverAnswer = z.enum(["offered", "accepted", "declined"]);
export type HandOverAnswer = z.infer<typeof HandOverAnswer>;

export const Ending = z.object({
  at: Instant,
  /** The last day before it in law: a period that ran out by itself ended at 24:00 of this day. */
  on: LocalDate,
  ground: EndingGround,
  handOver: HandOverAnswer.optional(),
});
export type Ending = z.infer<typeof Ending>;

type Sentence = { readonly zh: string; readonly en: string };

/** Why, in words; a clerk's own explanation comes beside it. */
export const GROUND_NAMES: Readonly<Record<EndingGround, Sentence>> = {
  "not-needed": {
    zh: "申请事项依法不需要办理。",
    en: "By law nothing has to be applied for.",
  },
  "not-our-power": {
    zh: "申请事项依法不属于本机关职权范围。",
    en: "By law the matter is not within this organ's powers.",
  },
  "not-corrected": {
    zh: "在补正期限内没有补齐材料。",
    en: "The papers asked for did not come within the time set.",
  },
  "promise-not-kept": {
    zh: "没有在承诺的日期前补交材料。",
    en: "The promised papers did not come by the date promised.",
  },
  "withdrawn-by-applicant": { zh: "申请人撤回申请。", en: "The applicant withdrew the application." },
};

/** 行政复议法 20, 行政诉讼法 46. */
const APPEAL: Sentence = {
  zh: "有异议的，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。",
  en: "You may ask for administrative reconsideration within 60 days, or sue within six months, of receiving this.",
};
const AGAIN: Sentence = { zh: "可以随时重新申请。", en: "You may apply again at any time." };
const both = (a: Sentence, b: Sentence): Sentence => ({ zh: `${a.zh}${b.zh}`, en: `${a.en} ${b.en}` });

/** What the resident can do about it (R16, R18). */
export const REMEDIES: Readonly<Record<EndingGround, Sentence>> = {
  "not-needed": APPEAL,
  "not-our-power": APPEAL,
  "not-corrected": both(AGAIN, APPEAL),
  "promise-not-kept": both(AGAIN, APPEAL),
  "withdrawn-by-applicant": AGAIN,
};
