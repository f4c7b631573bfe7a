/** The whole state machine of a complaint. Refusals, the API's enums and the tests are read off this table. */
import type { Bilingual } from "../calendar/bilingual.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type ComplaintEntryKind, ComplaintState } from "./complaint.ts";

type Move = {
  readonly from: readonly ComplaintState[];
  /** "same": the state stays. */
  readonly to: ComplaintState | "same";
  readonly writes: ComplaintEntryKind;
  readonly name: Bilingual;
};

/** Somebody is still to decide. */
const UNDECIDED: readonly ComplaintState[] = ["filed", "returned", "handling", "review"];
/** A clock runs. */
const CLOCKED: readonly ComplaintState[] = [...UNDECIDED, "petition", "referred"];

export const COMPLAINT_MOVES = {
  file: { from: [], to: "filed", writes: "filed", name: { zh: "提交", en: "file" } },
  accept: { from: ["filed"], to: "handling", writes: "accepted", name: { zh: "受理并交办", en: "accept and assign" } },
  assign: { from: ["handling"], to: "same", writes: "assigned", name: { zh: "改派", en: "assign to somebody else" } },
  return: {
    from: ["filed"],
    to: "returned",
    writes: "returned",
    name: { zh: "退回改派", en: "return as another body's" },
  },
  rule: { from: ["returned"], to: "filed", writes: "ruled", name: { zh: "裁定承办", en: "rule who handles it" } },
  join: {
    from: ["filed"],
    to: "joined",
    writes: "joined",
    name: { zh: "并案办理", en: "handle together with another" },
  },
  "turn-away": {
    from: ["filed"],
    to: "not-accepted",
    writes: "not-accepted",
    name: { zh: "不予受理", en: "not accept" },
  },
  note: { from: ["handling", "review"], to: "same", writes: "noted", name: { zh: "核查记录", en: "note an inquiry" } },
  extend: { from: ["handling"], to: "same", writes: "extended", name: { zh: "延长时限", en: "extend the limit" } },
  "declare-interest": {
    from: [...CLOCKED, "decided"],
    to: "same",
    writes: "interest-declared",
    name: { zh: "申报回避", en: "declare an interest" },
  },
  "register-petition": {
    from: ["filed"],
    to: "petition",
    writes: "petition-registered",
    name: { zh: "登记信访", en: "register as a petition" },
  },
  "hand-over-petition": {
    from: ["petition"],
    to: "petition-handed-over",
    writes: "petition-handed-over",
    name: { zh: "移交信访机构", en: "hand over to the petition office" },
  },
  "extend-petition": {
    from: ["petition-handed-over"],
    to: "same",
    writes: "petition-extended",
    name: { zh: "登记信访延期", en: "note the petition office's extension" },
  },
  refer: {
    from: [...UNDECIDED, "decided"],
    to: "referred",
    writes: "referred",
    name: { zh: "移送纪检监察", en: "refer to discipline inspection" },
  },
  "hand-over-referral": {
    from: ["referred"],
    to: "referral-handed-over",
    writes: "referral-handed-over",
    name: { zh: "办结移送", en: "hand the referral over" },
  },
  decide: { from: ["handling"], to: "decided", writes: "decided", name: { zh: "作出处理决定", en: "decide" } },
  "call-back": { from: ["decided"], to: "same", writes: "called-back", name: { zh: "回访", en: "call back" } },
  "decide-review": {
    from: ["review"],
    to: "closed",
    writes: "review-decided",
    name: { zh: "复核决定", en: "decide the review" },
  },
  "make-order": {
    from: CLOCKED,
    to: "same",
    writes: "supervision-ordered",
    name: { zh: "生成督办单", en: "a supervision order is due" },
  },
  "order-supervision": {
    from: CLOCKED,
    to: "same",
    writes: "supervision-ordered",
    name: { zh: "下发督办单", en: "order supervision" },
  },
  "answer-supervision": {
    from: CLOCKED,
    to: "same",
    writes: "supervision-answered",
    name: { zh: "答复督办", en: "answer a supervision order" },
  },
  "annul-card": {
    from: ComplaintState.options,
    to: "same",
    writes: "card-annulled",
    name: { zh: "撤销预警", en: "annul a card" },
  },
  recount: {
    from: CLOCKED,
    to: "same",
    writes: "deadline-moved",
    name: { zh: "期限随日历调整", en: "count again by another calendar" },
  },
  /** Of closed ones, too: what became of it can still be looked up. */
  "reissue-code": {
    from: ComplaintState.options,
    to: "same",
    writes: "code-reissued",
    name: { zh: "补发查询码", en: "re-issue the look-up code" },
  },
  withdraw: { from: UNDECIDED, to: "withdrawn", writes: "withdrawn", name: { zh: "撤回", en: "withdraw" } },
} as const satisfies Record<string, Move>;
export type ComplaintMove = keyof typeof COMPLAINT_MOVES;

export const COMPLAINT_STATE_NAMES: Readonly<Record<ComplaintState, Bilingual>> = {
  filed: { zh: "已登记，待受理", en: "registered, to be accepted" },
  returned: { zh: "待确定承办单位", en: "waiting for the right body to be named" },
  handling: { zh: "正在办理", en: "being handled" },
  decided: { zh: "已有处理结果", en: "decided" },
  review: { zh: "市政管办复核中", en: "reviewed by the municipal office" },
  closed: { zh: "已办结", en: "closed" },
  joined: { zh: "您反映的问题正在办理", en: "what you reported is being handled" },
  petition: { zh: "按信访事项办理", en: "treated as a petition" },
  "petition-handed-over": { zh: "已移交信访机构", en: "handed over to the petition office" },
  referred: { zh: "已转有权机关", en: "transferred to the competent authority" },
  "referral-handed-over": { zh: "已转有权机关", en: "transferred to the competent authority" },
  "not-accepted": { zh: "不予受理", en: "not accepted" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

/** @throws Refusal `move-not-allowed` */
export const complaintStateAfter = (move: ComplaintMove, state: ComplaintState): ComplaintState => {
  const { from, to }: Move = COMPLAINT_MOVES[move];
  if (from.includes(state)) return to === "same" ? state : to;
  const [name, now] = [COMPLAINT_MOVES[move].name, COMPLAINT_STATE_NAMES[state]];
  throw new Refusal("move-not-allowed", { move: name.zh, moveEn: name.en, state: now.zh, stateEn: now.en });
};
