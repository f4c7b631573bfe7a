/**
 * Supervision orders (督办单): made by time when a supervision stage has been told of, or by the municipal office by hand;
 * answered by the centre; closed by the decision or the case's end (R31).
 */
import type { LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Case } from "./case.ts";
import { isClosed, stateAfter } from "./moves.ts";
import { oneMoreOrder, ordersAnswered } from "./orders.ts";
import { requireRoom } from "./room.ts";
import { owedOrder, stageOfLapse } from "./supervision.ts";
import { hashed, type Moment, type Occasion, written } from "./writing.ts";

/** Time's own: the order that a supervision stage owes; the case as it is when none is owed. */
export const makeOwedOrder = (before: Case, moment: Moment): Case => {
  const owed = isClosed(before.state) ? undefined : owedOrder(before);
  if (owed === undefined) return before;
  const state = stateAfter("make-order", before.state);
  const { change, facts } = oneMoreOrder(before, stageOfLapse(owed.id), moment);
  return written({ ...before, state, ...change }, "make-order", facts, moment);
};

const keeping = (before: Case, text: string): Case["personal"] => ({
  ...before.personal,
  supervision: { ...before.personal.supervision, [String(before.version + 1)]: text },
});

/** The municipal office's, by hand. @throws Refusal `case-full`, `move-not-allowed` */
export const orderByHand = (before: Case, reason: string, occasion: Occasion): Case => {
  const state = stateAfter("order-supervision", before.state);
  requireRoom("orders", before.orders?.length ?? 0);
  const { change, facts } = oneMoreOrder(before, undefined, occasion);
  return written(
    { ...before, state, ...change, personal: keeping(before, reason) },
    "order-supervision",
    { ...facts, ...hashed("reasonHash", reason, occasion) },
    occasion,
  );
};

/**
 * What the centre has done, and by when it will have finished: answers every open order, and stops their clock.
 * @throws Refusal `no-open-order`, `move-not-allowed`
 */
export const answerOrders = (
  before: Case,
  { done, finishBy }: { readonly done: string; readonly finishBy: LocalDate },
  occasion: Occasion,
): Case => {
  const state = stateAfter("answer-supervision", before.state);
  if (occasion.by.kind !== "lead") throw new Refusal("no-open-order");
  const { change, facts } = ordersAnswered(before, { by: occasion.by.staffId, finishBy }, occasion.at);
  return written(
    { ...before, state, ...change, personal: keeping(before, done) },
    "answer-supervision",
    { ...facts, ...hashed("doneHash", done, occasion) },
    occasion,
  );
};
