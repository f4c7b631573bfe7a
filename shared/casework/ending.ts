/** How a case ends without a decision: turned away, withdrawn, or by a period that ran out (R11, R16, R17). */
import { Refusal } from "../kernel/refusal.ts";
import type { Case } from "./case.ts";
import { clocksOnEnding } from "./clocks.ts";
import { keepingDocument } from "./documents.ts";
import type { EndingGround, HandOverAnswer } from "./endings.ts";
import { type MoveName, stateAfter } from "./moves.ts";
import { type Facts, hashed, type Moment, type Occasion, type Underived, written } from "./writing.ts";

type EndingMove = Extract<
  MoveName,
  "turn-away" | "withdraw" | "not-corrected" | "treat-as-withdrawn" | "cancel-acceptance"
>;

/** All clocks stop; whatever was left undecided stays so. @param on the day that counts in law */
export const ended = (
  before: Case,
  move: EndingMove,
  { ground, on, more = {} }: { ground: EndingGround; on: Case["receivedOn"]; more?: Partial<Underived> },
  facts: Facts,
  moment: Moment,
): Case =>
  written(
    {
      ...before,
      state: stateAfter(move, before.state),
      clocks: clocksOnEnding(before.clocks),
      ending: { at: moment.at, on, ground },
      ...more,
    },
    move,
    { ground, endedOn: on, ...facts },
    moment,
  );

export type TurningAway = {
  readonly ground: Extract<EndingGround, "not-needed" | "not-our-power">;
  readonly reason: string;
  readonly whereToGo: string;
  /** `to`: the organ whose matter it is. */
  readonly handOver?: { readonly to: string; readonly answer: HandOverAnswer } | undefined;
};

/**
 * Not needed, or not our power: said at once, with where to go and the offer to hand the matter over (R11, 行政许可法
 * 32(1)(2)). An application that silence has accepted is no longer turned away (R15).
 */
export const turnAway = (
  before: Case,
  { ground, reason, whereToGo, handOver }: TurningAway,
  occasion: Occasion,
): Case => {
  const { at, today: on } = occasion;
  const texts = { reason, whereToGo, ...(handOver === undefined ? {} : { handOverTo: handOver.to }) };
  return ended(
    before,
    "turn-away",
    {
      ground,
      on,
      more: {
        ending: { at, on, ground, ...(handOver === undefined ? {} : { handOver: handOver.answer }) },
        personal: { ...before.personal, ending: texts },
      },
    },
    {
      atOnce: on === before.receivedOn,
      ...(handOver === undefined ? {} : { handOver: handOver.answer }),
      ...hashed("reasonHash", reason, occasion),
      ...hashed("whereToGoHash", whereToGo, occasion),
      ...hashed("handOverToHash", handOver?.to, occasion),
    },
    occasion,
  );
};

/** Whether the resident has still to say yes or no. */
const awaitsAnswer = ({ ending }: Pick<Case, "ending">): boolean => ending?.handOver === "offered";

/** The resident's yes or no to the hand-over that was offered (R11); once. @throws Refusal `hand-over-not-offered` */
export const answerHandOver = (before: Case, answer: Exclude<HandOverAnswer, "offered">, occasion: Moment): Case => {
  const state = stateAfter("answer-hand-over", before.state);
  if (!awaitsAnswer(before)) throw new Refusal("hand-over-not-offered");
  const ending = before.ending && { ...before.ending, handOver: answer };
  return written({ ...before, state, ending }, "answer-hand-over", { handOver: answer }, occasion);
};

/** What shows that the applicant wants it (R16): the code, or a signature that is kept. */
export type WithdrawalProof =
  | { readonly kind: "lookup-code" }
  | { readonly kind: "signature" | "thumbprint"; readonly document: string };

/** Only while nothing is decided. */
export const withdraw = (before: Case, proof: WithdrawalProof, occasion: Occasion): Case => {
  const signed = "document" in proof ? keepingDocument(before, proof.document, occasion) : undefined;
  return ended(
    before,
    "withdraw",
    {
      ground: "withdrawn-by-applicant",
      on: occasion.today,
      ...(signed === undefined ? {} : { more: { personal: signed.personal } }),
    },
    { proof: proof.kind, ...signed?.facts },
    occasion,
  );
};
