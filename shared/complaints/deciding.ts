/** The decision, the call-backs that close it, the one redo, the review and its end (R59). */
import { isInTime, started } from "../casework/counting.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { CallBackResult, Complaint, Finding } from "./complaint.ts";
import { HANDLING_BASIS, HANDLING_DAYS } from "./filing.ts";
import { takenInBy } from "./handlers.ts";
import { moving, stoppedClocks } from "./handling.ts";
import { complaintStateAfter } from "./moves.ts";
import { wallsOf } from "./walls.ts";
import { type ComplaintOccasion, hashedFact, keepingText } from "./writing.ts";

/** Working days in which a complainant with a phone is called with the result [P]: else nobody would be reminded of it (R59). */
export const CALL_BACK_WITHIN = { days: 5, unit: "working-days" } as const;
export const CALL_BACK_BASIS = { zh: "处理结果5个工作日内回访", en: "5 working days to call back with the result" };

/** Tries on as many days, and then nobody is waited for any more (R59). */
export const CALL_BACK_DAYS = 3;
/** The decision, and one redo. */
const LAST_ROUND = 2;

const roundOf = ({ decision }: Complaint): number => decision?.round ?? 0;
const hasContact = ({ personal, withdrawnOn }: Complaint): boolean =>
  withdrawnOn === undefined && personal.complainant?.phone !== undefined;

export type DecisionMade = {
  readonly finding: Finding;
  readonly reasons: string;
  readonly measures?: string | undefined;
};

/** A complaint is upheld or not; a suggestion or praise is taken note of. @throws Refusal `finding-not-fit` */
const requireFitting = (finding: Finding, { kind }: Complaint): void => {
  if ((finding === "noted") === (kind === "complaint")) throw new Refusal("finding-not-fit");
};

/** @throws Refusal `finding-not-fit` */
export const decideComplaint = (
  before: Complaint,
  { finding, reasons, measures }: DecisionMade,
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("decide", before.state);
  requireFitting(finding, before);
  const { at, today: on } = occasion;
  const decision = { at, on, finding, round: roundOf(before) + 1 };
  // Nobody can be called back: it ends with the decision.
  const over = !hasContact(before);
  const { handling } = before.clocks;
  const kept = handling && { dueOn: handling.dueOn, onTime: isInTime(handling, at, occasion.hours) };
  const told = keepingText(before, "told", measures === undefined ? reasons : `${reasons}\n${measures}`);
  return moving(
    before,
    "decide",
    {
      decision,
      clocks: over ? stoppedClocks(before.clocks) : waitingForCall(before, occasion),
      personal: told,
      ...(over ? { state: "closed" as const, closed: { on, how: "no-contact" as const } } : {}),
    },
    { finding, round: decision.round, ...kept, ...hashedFact("reasonsHash", reasons, occasion) },
    occasion,
  );
};

const waitingForCall = ({ clocks }: Complaint, occasion: ComplaintOccasion): Complaint["clocks"] => {
  const { at, today: on } = occasion;
  const call = started("follow-up", { on, at }, CALL_BACK_WITHIN, CALL_BACK_BASIS, occasion, clocks["follow-up"]);
  return { ...stoppedClocks(clocks), "follow-up": call };
};

const anew = (before: Complaint, occasion: ComplaintOccasion): Complaint["clocks"] => ({
  ...stoppedClocks(before.clocks),
  handling: started(
    "handling",
    { on: occasion.today, at: occasion.at },
    { days: HANDLING_DAYS, unit: "working-days" },
    HANDLING_BASIS,
    occasion,
    before.clocks.handling,
  ),
});

const isUnreachable = (tries: Complaint["callBacks"], round: number): boolean =>
  new Set(tries.filter((each) => each.round === round && each.result === "no-answer").map(({ on }) => on)).size >=
  CALL_BACK_DAYS;

/** What a call-back comes to: closed, a redo, the office's review, or another try on another day. */
const afterCall = (
  before: Complaint,
  result: CallBackResult,
  callBacks: Complaint["callBacks"],
  occasion: ComplaintOccasion,
): Partial<Complaint> => {
  const { today: on, people, at } = occasion;
  const round = roundOf(before);
  const clocks = stoppedClocks(before.clocks);
  if (result === "satisfied") return { state: "closed", clocks, closed: { on, how: "satisfied" } };
  if (result === "no-answer")
    return isUnreachable(callBacks, round) ? { state: "closed", clocks, closed: { on, how: "unreachable" } } : {};
  if (round < LAST_ROUND) return { state: "handling", clocks: anew(before, occasion) };
  const taken = takenInBy("office", wallsOf(before, people), people, at);
  if (taken === undefined) throw new Refusal("nobody-can-handle");
  return { state: "review", ...taken, clocks: anew(before, occasion) };
};

/** @throws Refusal `called-today`: one unanswered try a day counts */
export const callBack = (
  before: Complaint,
  { result, note }: { readonly result: CallBackResult; readonly note?: string | undefined },
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("call-back", before.state);
  const { today: on } = occasion;
  const round = roundOf(before);
  const tried = before.callBacks.some((each) => each.on === on && each.round === round && each.result === "no-answer");
  if (tried && result === "no-answer") throw new Refusal("called-today");
  const callBacks = [...before.callBacks, { on, result, round }];
  return moving(
    before,
    "call-back",
    { callBacks, ...afterCall(before, result, callBacks, occasion), personal: keepingText(before, "notes", note) },
    { result, round },
    occasion,
  );
};

/** The last word (R58, R59). @throws Refusal `finding-not-fit` */
export const decideReview = (
  before: Complaint,
  { finding, reasons }: { readonly finding: Finding; readonly reasons: string },
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("decide-review", before.state);
  requireFitting(finding, before);
  const { at, today: on } = occasion;
  return moving(
    before,
    "decide-review",
    {
      review: { at, on, finding },
      closed: { on, how: "reviewed" },
      clocks: stoppedClocks(before.clocks),
      personal: keepingText(before, "told", reasons),
    },
    { finding, ...hashedFact("reasonsHash", reasons, occasion) },
    occasion,
  );
};

/** By the complainant, with the code, while nothing is decided. For those that it joins, it goes on (R58). */
export const withdrawComplaint = (before: Complaint, occasion: ComplaintOccasion): Complaint => {
  if (before.withdrawnOn !== undefined) complaintStateAfter("withdraw", "withdrawn");
  if (before.joins.length > 0) return moving(before, "step-back", { withdrawnOn: occasion.today }, {}, occasion);
  return moving(before, "withdraw", { clocks: stoppedClocks(before.clocks) }, {}, occasion);
};
