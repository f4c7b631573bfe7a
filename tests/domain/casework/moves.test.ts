import { describe, expect, it } from "vitest";
import { annulCard } from "../../../shared/casework/annulling.ts";
import { type Case, CaseState } from "../../../shared/casework/case.ts";
import { submitCorrections } from "../../../shared/casework/corrections.ts";
import { answerHandOver, turnAway, withdraw } from "../../../shared/casework/ending.ts";
import {
  accept,
  completeAtOnce,
  decide,
  deliver,
  fileCase,
  giveNotice,
  reissueCode,
  responsiblePost,
  responsibleWindow,
} from "../../../shared/casework/handling.ts";
import { completeTask } from "../../../shared/casework/joint-handling.ts";
import { MOVES, type MoveName, movesFrom, stateAfter } from "../../../shared/casework/moves.ts";
import { giveOverdueReason } from "../../../shared/casework/overdue.ts";
import { receivedAbove, returnedFromAbove, sendUp } from "../../../shared/casework/sending-up.ts";
import { forward } from "../../../shared/casework/stations.ts";
import { answerOrders, orderByHand } from "../../../shared/casework/supervising.ts";
import { endSuspension, extend, renewSuspension, suspend } from "../../../shared/casework/suspending.ts";
import { askFurther, putRight, supplyPromised } from "../../../shared/casework/telling.ts";
import type { Occasion } from "../../../shared/casework/writing.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import type { Refusal } from "../../../shared/kernel/refusal.ts";
import { CENTRE, filed, filedAtStation, filingOf, itemNamed, occasion, roster, told } from "../../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const NOTICE = { missing: [{ code: "identity-card", name: "身份证" }], text: "请补充" };
const DAY = "2026-09-18T10:00";
const ELSEWHERE = {
  ground: "not-our-power",
  reason: "由公安机关办理",
  whereToGo: "户籍地派出所",
  handOver: { to: "滕州市公安局", answer: "offered" },
} as const;
const ANSWER = { done: "已催办", finishBy: localDate("2026-09-25") };
const LEAD = { kind: "lead", staffId: `${CENTRE}-director`, role: "director" } as const;
const day = (of: number) => localDate(`2026-09-${of}`);

/** Its own post has a part to do. */
const jointly = (before: Case): Case => {
  const part = { unit: "forestry", limit: { days: 3, unit: "working-days" }, state: "open" } as const;
  const seat = { post: before.decidingPost, window: before.decidingWindow };
  return { ...before, joint: { order: "parallel", tasks: [{ ...part, ...seat, code: "survey", name: "踏勘" }] } };
};

const SENT_UP = itemNamed("old-age-allowance");
const above = (before: Case): Case => ({
  ...before,
  upwardLegs: [{ body: "滕州市民政局", sentOn: day(18), responsible: { post: before.decidingPost } }],
});

/** Made after the decision, where there is one. */
const underOrder = (before: Case): Case => {
  const { orders, clocks } = orderByHand(FILED, "久拖不决", occasion("2026-09-18T10:01"));
  return { ...before, orders, clocks: { ...before.clocks, order: clocks.order } };
};

/** Promised for the day before. */
const overdue = (before: Case): Case => ({
  ...before,
  clocks: { ...before.clocks, promised: { ...ACCEPTED.clocks.promised!, dueOn: day(17) } },
});

type MovedByPeople = Exclude<
  MoveName,
  | "file"
  | "hand-in"
  | "deem-accepted"
  | "start-promise"
  | "recount"
  | "remind-correction"
  | "note-undelivered"
  | "return-notice"
  | "not-corrected"
  | "treat-as-withdrawn"
  | "miss-promise"
  | "cancel-acceptance"
  | "deem-renewed"
  | "make-order"
>;
const moving: Readonly<Record<MovedByPeople, (before: Case, at: Occasion) => Case>> = {
  forward: (before, at) => forward(before, LICENCE, at),
  "give-notice": (before, at) => giveNotice(before, NOTICE, at),
  accept: (before, at) => accept(before, at),
  decide: (before, at) => decide(before, { outcome: "approved" }, at),
  suspend: (before, at) =>
    suspend(before, { reason: "hearing", from: day(18), plannedTo: day(22), notice: "听证" }, at),
  "renew-suspension": (before, at) => renewSuspension(before, { id: 1, plannedTo: day(23), notice: "再听" }, at),
  "end-suspension": (before, at) => endSuspension(before, 1, at),
  extend: (before, at) => extend(before, { workingDays: 5, document: "滕林延〔2026〕1号", reason: "需要踏勘" }, at),
  deliver: (before, at) => deliver(before, "counter", at),
  "put-right": (before, at) => putRight(before, { papers: NOTICE.missing }, at),
  "submit-corrections": (before, at) => submitCorrections(before, ["identity-card"], at),
  "ask-again": (before, at) => askFurther(before, { missing: [], channel: "post" }, at),
  "ask-more": (before, at) =>
    askFurther(before, { missing: [{ code: "other", name: "其他" }], channel: "online", reason: "漏列" }, at),
  "turn-away": (before, at) => turnAway(before, ELSEWHERE, at),
  "answer-hand-over": (before, at) => answerHandOver(before, "accepted", at),
  withdraw: (before, at) => withdraw(before, { kind: "lookup-code" }, at),
  "accept-conditionally": (before, at) =>
    accept(before, at, {
      on: day(18),
      supplyBy: day(28),
      document: "承诺1号",
      missing: NOTICE.missing,
      supplied: [],
      ifUnkept: "decided-without",
    }),
  "supply-promised": (before, at) => supplyPromised(before, ["identity-card"], at),
  "send-up": (before, at) => sendUp(before, SENT_UP, at),
  "receive-above": (before, at) => receivedAbove(above(before), day(18), at),
  "return-from-above": (before, at) => returnedFromAbove(above(before), { on: day(18), answer: "agreed" }, at),
  "complete-task": (before, at) => completeTask(jointly(before), "survey", "符合", at),
  "give-overdue-reason": (before, at) => giveOverdueReason(overdue(before), "staffing", at),
  "order-supervision": (before, at) => orderByHand(before, "久拖不决", at),
  "answer-supervision": (before, at) => answerOrders(underOrder(before), ANSWER, { ...at, by: LEAD }),
  "annul-card": (before, at) =>
    annulCard({ ...before, firedStages: told("promised#1#half") }, { stage: "promised#1#half", reason: "outage" }, at),
  "reissue-code": (before, at) => reissueCode(before, "id-card", at),
};
/** Made from above the windows: on no work list. */
const BY_LEAD = ["order-supervision", "answer-supervision", "annul-card"];
const OPEN: readonly string[] = ["at-station", "filed", "correcting", "accepted", "decided"];
const names = Object.keys(moving) as (keyof typeof moving)[];
const at = () => occasion(DAY);

const FILED = filed(LICENCE, DAY);
const ACCEPTED = suspend(
  accept(FILED, at()),
  { reason: "expert-review", from: day(18), plannedTo: day(21), notice: "评审" },
  at(),
);
const DECIDED = decide(ACCEPTED, { outcome: "approved" }, at());
const IN_STATE: Readonly<Record<CaseState, Case>> = {
  "at-station": filedAtStation(LICENCE, DAY, "file"),
  filed: FILED,
  correcting: giveNotice(FILED, NOTICE, at()),
  accepted: ACCEPTED,
  decided: DECIDED,
  delivered: deliver(DECIDED, "post", at()),
  "not-accepted": turnAway(FILED, ELSEWHERE, at()),
  withdrawn: withdraw(FILED, { kind: "lookup-code" }, at()),
};
/** Written out again, by hand, as a second opinion on the table. */
const BY_HAND: Readonly<Record<CaseState, readonly string[]>> = {
  "at-station": ["forward", "withdraw", "reissue-code"],
  filed: [
    "give-notice",
    "accept",
    "put-right",
    "turn-away",
    "withdraw",
    "accept-conditionally",
    "give-overdue-reason",
    "reissue-code",
  ],
  correcting: [
    ...["accept", "put-right", "submit-corrections", "ask-again", "ask-more"],
    ...["withdraw", "accept-conditionally", "give-overdue-reason", "reissue-code"],
  ],
  accepted: [
    ...["decide", "suspend", "renew-suspension", "end-suspension", "extend"],
    ...["ask-again", "ask-more", "withdraw", "supply-promised"],
    ...["send-up", "receive-above", "return-from-above", "complete-task", "give-overdue-reason", "reissue-code"],
  ],
  decided: ["deliver", "reissue-code"],
  delivered: ["reissue-code"],
  "not-accepted": ["answer-hand-over", "reissue-code"],
  withdrawn: ["reissue-code"],
};

const ALLOWED = Object.fromEntries(
  CaseState.options.map((state) => [
    state,
    [...BY_HAND[state], ...(OPEN.includes(state) ? BY_LEAD : ["annul-card"])] as readonly string[],
  ]),
) as Readonly<Record<CaseState, readonly string[]>>; // every state is an option

describe.each(CaseState.options)("a case that is %s", (state) => {
  const before = IN_STATE[state];

  it.each(names)("%s: moves as the table says, or is refused with words in both languages", (move) => {
    if (ALLOWED[state].includes(move)) {
      const after = moving[move](before, at());
      expect(after.state).toBe(stateAfter(move, state));
      expect(after.version).toBe(before.version + 1);
      expect(after.ledger.at(-1)?.what).toBe(MOVES[move].writes);
      return;
    }
    let refusal: Refusal | undefined;
    try {
      moving[move](before, at());
    } catch (error) {
      refusal = error as Refusal; // what a move throws
    }
    expect(refusal?.code).toBe("move-not-allowed");
    expect(Object.keys(refusal?.facts ?? {}).sort()).toEqual(["move", "moveEn", "state", "stateEn"]);
  });

  it("names its moves for the work list", () => {
    expect(movesFrom(state)).toEqual(BY_HAND[state]);
  });

  it("leaves the case it was given as it was", () => {
    const copy = structuredClone(before);
    for (const move of ALLOWED[state]) moving[move as keyof typeof moving](before, at());
    expect(before).toEqual(copy);
  });
});

describe("what a move writes", () => {
  it("R18 keeps a refusal's reason and remedy as erasable text, and only their hash in the ledger", () => {
    const refused = decide(ACCEPTED, { outcome: "refused", reason: "不符合条件", remedy: "可申请行政复议" }, at());
    expect(refused.personal).toMatchObject({ decisionReason: "不符合条件", remedy: "可申请行政复议" });
    const entry = JSON.stringify(refused.ledger.at(-1));
    expect(entry).toContain("reasonHash");
    expect(entry).not.toContain("不符合条件");
  });

  it("R40 names post, person and basis in the entry", () => {
    expect(ACCEPTED.ledger.at(-1)?.by).toEqual({
      kind: "staff",
      staffId: `${CENTRE}-a1`,
      postId: `${CENTRE}-p01`,
      basis: "holder",
    });
  });

  it("passes responsibility from the accepting to the deciding post with acceptance", () => {
    expect([responsiblePost(FILED), responsibleWindow(FILED).name]).toEqual([`${CENTRE}-p01`, "综合窗口"]);
    expect([responsiblePost(ACCEPTED), responsibleWindow(ACCEPTED).name]).toEqual([`${CENTRE}-p07`, "林业窗口"]);
  });

  it("R14 gives at most one correction notice", () => {
    expect(() => giveNotice(IN_STATE.correcting, NOTICE, at())).toThrow("move-not-allowed");
  });

  it("counts the code version up with every re-issue", () => {
    expect(reissueCode(reissueCode(FILED, "id-card", at()), "other", at()).codeVersion).toBe(3);
  });

  it("refuses an item for which the centre has no post", () => {
    const nobody = { ...roster, posts: [], windows: [] };
    expect(() => fileCase(filingOf(LICENCE), nobody, at())).toThrow("item-not-offered");
  });
});

describe("an immediate item done at once", () => {
  it("files, accepts, decides and delivers in four entries of one chain", () => {
    const done = completeAtOnce(filingOf(itemNamed("birth-registration")), { outcome: "approved" }, roster, at());
    expect(done).toMatchObject({ state: "delivered", version: 4 });
    expect(done.ledger.map(({ what }) => what)).toEqual(["filed", "accepted", "decided", "delivered"]);
    expect(done.nextStage).toBeUndefined();
    expect(new Set(done.ledger.map(({ token }) => token)).size).toBe(1);
  });

  it("is refused for any other item", () => {
    expect(() => completeAtOnce(filingOf(LICENCE), { outcome: "approved" }, roster, at())).toThrow("not-immediate");
  });
});
