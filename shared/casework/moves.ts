/** The whole state machine of a case. Refusals, the API's enums and the drawn diagram are read off this table. */
import { Refusal } from "../kernel/refusal.ts";
import type { CaseState, EntryKind } from "./case.ts";

type Move = {
  readonly from: readonly CaseState[];
  /** "same": the state stays. */
  readonly to: CaseState | "same";
  readonly writes: EntryKind;
  readonly name: { readonly zh: string; readonly en: string };
  /** Made by time, never by a person. */
  readonly byClock?: true;
  /** Made from above the windows: by the municipal office, or by the centre's leaders. */
  readonly byLead?: true;
};

export const MOVES = {
  file: { from: [], to: "filed", writes: "filed", name: { zh: "提交", en: "file" } },
  "hand-in": {
    from: [],
    to: "at-station",
    writes: "handed-in",
    name: { zh: "站点代收", en: "hand in at a station" },
  },
  // Received at the centre: in law, this is the filing (R48).
  forward: {
    from: ["at-station"],
    to: "filed",
    writes: "filed",
    name: { zh: "转送中心收件", en: "forward to the centre" },
  },
  "give-notice": {
    from: ["filed"],
    to: "correcting",
    writes: "notice-given",
    name: { zh: "补正通知", en: "correction notice" },
  },
  accept: { from: ["filed", "correcting"], to: "accepted", writes: "accepted", name: { zh: "受理", en: "accept" } },
  "deem-accepted": {
    from: ["filed"],
    to: "accepted",
    writes: "accepted",
    name: { zh: "视为受理", en: "deemed accepted" },
    byClock: true,
  },
  "start-promise": {
    from: ["filed"],
    to: "same",
    writes: "promise-started",
    name: { zh: "承诺时限起算", en: "the promise starts" },
    byClock: true,
  },
  decide: { from: ["accepted"], to: "decided", writes: "decided", name: { zh: "决定", en: "decide" } },
  suspend: {
    from: ["accepted"],
    to: "same",
    writes: "suspended",
    name: { zh: "中止计时", en: "suspend the clock" },
  },
  "renew-suspension": {
    from: ["accepted"],
    to: "same",
    writes: "suspension-renewed",
    name: { zh: "延长中止", en: "renew a suspension" },
  },
  "end-suspension": {
    from: ["accepted"],
    to: "same",
    writes: "suspension-ended",
    name: { zh: "恢复计时", en: "end a suspension" },
  },
  extend: { from: ["accepted"], to: "same", writes: "extended", name: { zh: "延长办理期限", en: "extend the limit" } },
  recount: {
    from: ["at-station", "filed", "correcting", "accepted", "decided"],
    to: "same",
    writes: "deadline-moved",
    name: { zh: "重新计算期限", en: "count the deadline again" },
    byClock: true,
  },
  deliver: { from: ["decided"], to: "delivered", writes: "delivered", name: { zh: "送达", en: "deliver" } },
  "put-right": {
    from: ["filed", "correcting"],
    to: "same",
    writes: "put-right",
    name: { zh: "当场更正", en: "put right on the spot" },
  },
  "submit-corrections": {
    from: ["correcting"],
    to: "same",
    writes: "corrections-submitted",
    name: { zh: "补交材料", en: "hand in corrections" },
  },
  "ask-again": {
    from: ["correcting", "accepted"],
    to: "same",
    writes: "asked-again",
    name: { zh: "再次催要已告知的材料", en: "ask again for what the notice listed" },
  },
  "ask-more": {
    from: ["correcting", "accepted"],
    to: "same",
    writes: "second-notice",
    name: { zh: "二次告知", en: "ask for something else" },
  },
  "remind-correction": {
    from: ["correcting"],
    to: "same",
    writes: "correction-reminded",
    name: { zh: "提醒补正", en: "remind of the corrections" },
    byClock: true,
  },
  "note-undelivered": {
    from: ["correcting", "accepted"],
    to: "same",
    writes: "notice-undelivered",
    name: { zh: "告知未送达", en: "a notice was not delivered" },
    byClock: true,
  },
  "return-notice": {
    from: ["correcting"],
    to: "filed",
    writes: "notice-undelivered",
    name: { zh: "补正通知未送达，退回重发", en: "the correction notice never came, and is to be given again" },
    byClock: true,
  },
  "not-corrected": {
    from: ["correcting"],
    to: "not-accepted",
    writes: "not-accepted",
    name: { zh: "逾期未补正，不予受理", en: "not corrected in time" },
    byClock: true,
  },
  "treat-as-withdrawn": {
    from: ["correcting", "accepted"],
    to: "withdrawn",
    writes: "withdrawn",
    name: { zh: "视为撤回", en: "treated as withdrawn" },
    byClock: true,
  },
  "turn-away": {
    from: ["filed"],
    to: "not-accepted",
    writes: "not-accepted",
    name: { zh: "告知不受理", en: "not needed, or not our power" },
  },
  "answer-hand-over": {
    from: ["not-accepted"],
    to: "same",
    writes: "hand-over-answered",
    name: { zh: "答复转办意愿", en: "answer the offered hand-over" },
  },
  withdraw: {
    from: ["at-station", "filed", "correcting", "accepted"],
    to: "withdrawn",
    writes: "withdrawn",
    name: { zh: "撤回申请", en: "withdraw" },
  },
  "accept-conditionally": {
    from: ["filed", "correcting"],
    to: "accepted",
    writes: "accepted",
    name: { zh: "容缺受理", en: "accept against a promise" },
  },
  "supply-promised": {
    from: ["accepted"],
    to: "same",
    writes: "promised-supplied",
    name: { zh: "补交容缺材料", en: "supply promised papers" },
  },
  "miss-promise": {
    from: ["accepted"],
    to: "same",
    writes: "promise-unkept",
    name: { zh: "容缺材料逾期未交", en: "promised papers did not come" },
    byClock: true,
  },
  "cancel-acceptance": {
    from: ["accepted"],
    to: "not-accepted",
    writes: "not-accepted",
    name: { zh: "容缺材料逾期未交，取消受理", en: "acceptance ends, the promise is not kept" },
    byClock: true,
  },
  "deem-renewed": {
    from: ["filed", "accepted"],
    to: "decided",
    writes: "decided",
    name: { zh: "视为准予延续", en: "deemed renewed" },
    byClock: true,
  },
  "send-up": { from: ["accepted"], to: "same", writes: "sent-up", name: { zh: "报送上级机关", en: "send up" } },
  "receive-above": {
    from: ["accepted"],
    to: "same",
    writes: "received-above",
    name: { zh: "登记上级收件", en: "record that it was received above" },
  },
  "return-from-above": {
    from: ["accepted"],
    to: "same",
    writes: "returned-from-above",
    name: { zh: "登记上级退回", en: "record that it came back" },
  },
  "complete-task": {
    from: ["accepted"],
    to: "same",
    writes: "task-done",
    name: { zh: "完成联办分项", en: "complete one unit's part" },
  },
  "give-overdue-reason": {
    from: ["filed", "correcting", "accepted"],
    to: "same",
    writes: "overdue-reason-given",
    name: { zh: "登记超期原因", en: "say why it is over the limit" },
  },
  "make-order": {
    from: ["at-station", "filed", "correcting", "accepted", "decided"],
    to: "same",
    writes: "supervision-ordered",
    name: { zh: "生成督办单", en: "a supervision order is due" },
    byClock: true,
  },
  "order-supervision": {
    from: ["at-station", "filed", "correcting", "accepted", "decided"],
    to: "same",
    writes: "supervision-ordered",
    name: { zh: "下发督办单", en: "order supervision" },
    byLead: true,
  },
  "answer-supervision": {
    from: ["at-station", "filed", "correcting", "accepted", "decided"],
    to: "same",
    writes: "supervision-answered",
    name: { zh: "答复督办", en: "answer a supervision order" },
    byLead: true,
  },
  "annul-card": {
    from: ["at-station", "filed", "correcting", "accepted", "decided", "delivered", "not-accepted", "withdrawn"],
    to: "same",
    writes: "card-annulled",
    name: { zh: "撤销预警", en: "annul a card" },
    byLead: true,
  },
  "reissue-code": {
    from: ["at-station", "filed", "correcting", "accepted", "decided", "delivered", "not-accepted", "withdrawn"],
    to: "same",
    writes: "code-reissued",
    name: { zh: "补发查询码", en: "re-issue the look-up code" },
  },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof MOVES;
/** Read off the table: its keys are the names. */
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[];

export const STATE_NAMES: Readonly<Record<CaseState, { zh: string; en: string }>> = {
  "at-station": { zh: "站点已代收，待转送中心", en: "at the station, to be forwarded to the centre" },
  filed: { zh: "已收件，待受理", en: "received, awaiting acceptance" },
  correcting: { zh: "待补正材料", en: "awaiting corrections" },
  accepted: { zh: "已受理，办理中", en: "accepted, being handled" },
  decided: { zh: "已办结，待送达", en: "decided, awaiting delivery" },
  delivered: { zh: "已送达", en: "delivered" },
  "not-accepted": { zh: "不予受理", en: "not accepted" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

/** Nothing more is to be done: no clock runs, no list of work holds it, no calendar moves it. */
const CLOSED: readonly CaseState[] = ["delivered", "not-accepted", "withdrawn"];
export const isClosed = (state: CaseState): boolean => CLOSED.includes(state);

/** The state after a move. @throws Refusal `move-not-allowed` when the table has no such move from here */
export const stateAfter = (move: MoveName, state: CaseState): CaseState => {
  const { from, to, name } = MOVES[move] as Move;
  if (!from.includes(state)) {
    throw new Refusal("move-not-allowed", {
      state: STATE_NAMES[state].zh,
      stateEn: STATE_NAMES[state].en,
      move: name.zh,
      moveEn: name.en,
    });
  }
  return to === "same" ? state : to;
};

/** What whoever handles it may do now, for the work list's buttons. */
export const movesFrom = (state: CaseState): readonly MoveName[] =>
  MOVE_NAMES.filter((name) => {
    const { from, byClock, byLead }: Move = MOVES[name];
    return from.includes(state) && byClock !== true && byLead !== true;
  });
