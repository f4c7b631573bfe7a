/** What happens next with a case, and what the resident can do, in plain words. */
import type { Case, CaseState } from "./case.ts";
import { uncorrected } from "./requested-papers.ts";

const NEXT_STEPS: Readonly<Record<CaseState, { zh: string; en: string }>> = {
  "at-station": {
    zh: "代办员将在一个工作日内转送便民服务中心，中心收件之日起计算期限。",
    en: "The proxy forwards it to the centre within a working day; the time counts from its receipt there.",
  },
  filed: {
    zh: "窗口将审查材料，并告知您是否受理。",
    en: "The window checks your papers and tells you whether it accepts.",
  },
  correcting: {
    zh: "请按补正通知补齐材料，带到窗口或联系窗口。",
    en: "Please hand in what the correction notice lists.",
  },
  accepted: {
    zh: "窗口正在办理，将在期限内作出决定。",
    en: "It is being handled; you get a decision by the date shown.",
  },
  "not-accepted": {
    zh: "本次申请不予受理，原因和救济途径见下；需要时可重新申请。",
    en: "It was not accepted: see why, and what you can do. You may apply again.",
  },
  withdrawn: { zh: "申请已撤回；需要时可重新申请。", en: "It was withdrawn. You may apply again at any time." },
  decided: { zh: "已作出决定，请到窗口领取结果。", en: "It is decided: collect the result at the window." },
  delivered: { zh: "已办结，无需再做什么。", en: "All done; nothing more is needed." },
};

/** Instead of the state's own, while the office looks at what was handed in. */
const CHECKING = {
  zh: "补正材料已收到，窗口正在审查；符合要求的，以收齐之日为受理日。",
  en: "Your corrections have come and are being checked; if they will do, the day they came counts as acceptance.",
};

export const nextStepOf = ({ state, notice }: Pick<Case, "state" | "notice">): { zh: string; en: string } =>
  state === "correcting" && uncorrected(notice).length === 0 ? CHECKING : NEXT_STEPS[state];
