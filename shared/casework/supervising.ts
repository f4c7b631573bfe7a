/**
 * Supervision orders (督办单): made by time when a supervision stage has been told of, or by the municipal office by hand;
 * answered by the centre; closed by the decision or the case's end (R31).
 */
import type { LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Case, CaseClock } from "./case.ts";
import { started } from "./counting.ts";
import { type MoveName, stateAfter } from "./moves.ts";
import { requireRoom } from "./room.ts";
import { openOrders, owedOrder, type SupervisionOrder, stageOfLapse } from "./supervision.ts";
import { type Facts, hashed, type Moment, type Occasion, written } from "./writing.ts";

const ORDER = { zh: "督办单办理时限", en: "the time that a supervision order leaves" };

/**
 * An order that is still open keeps its date, so that a second one puts nothing off; once its red card has been told of,
 * the next order starts anew, with stages of its own.
 */
const orderClock = ({ clocks: { order }, firedStages }: Case, moment: Moment): CaseClock => {
  if (order?.running && !(`order#${order.dueVersion}#red` in firedStages)) return order;
  const limit = { days: moment.ladder.orderLimit, unit: "working-days" as const };
  const clock = started("order", { on: moment.today, at: moment.at }, limit, ORDER, moment, order);
  const earlier = order?.dueVersion ?? 0;
  return earlier < clock.dueVersion ? clock : { ...clock, dueVersion: earlier + 1 };
};

const ordered = (
  before: Case,
  { move, stage, facts }: { readonly move: MoveName; readonly stage?: string; readonly facts?: Facts },
  moment: Moment,
): Case => {
  const clock = orderClock(before, moment);
  const order: SupervisionOrder = {
    version: before.version + 1,
    at: moment.at,
    ...(stage === undefined ? {} : { stage }),
    dueOn: clock.dueOn,
  };
  const orders = [...(before.orders ?? []), order];
  return written(
    { ...before, state: stateAfter(move, before.state), orders, clocks: { ...before.clocks, order: clock } },
    move,
    { order: orders.length, ...(stage === undefined ? {} : { stage }), orderDueOn: clock.dueOn, ...facts },
    moment,
  );
};

/** Time's own: the order that a supervision stage owes; the case as it is when none is owed. */
export const makeOwedOrder = (before: Case, moment: Moment): Case => {
  const owed = owedOrder(before);
  return owed === undefined ? before : ordered(before, { move: "make-order", stage: stageOfLapse(owed.id) }, moment);
};

const keeping = (before: Case, text: string): Case["personal"] => ({
  ...before.personal,
  supervision: { ...before.personal.supervision, [String(before.version + 1)]: text },
});

/** The municipal office's, by hand. @throws Refusal `case-full`, `move-not-allowed` */
export const orderByHand = (before: Case, reason: string, occasion: Occasion): Case => {
  stateAfter("order-supervision", before.state);
  requireRoom("orders", before.orders?.length ?? 0);
  const facts = hashed("reasonHash", reason, occasion);
  return ordered({ ...before, personal: keeping(before, reason) }, { move: "order-supervision", facts }, occasion);
};

/**
 * What the centre has done, and by when it will have finished: answers every open order, and stops their clock.
 * @throws Refusal `no-open-order`, `move-not-allowed`
 */
export const answerOrders = (
  before: Case,
  asked: { readonly done: string; readonly finishBy: LocalDate },
  occasion: Occasion,
): Case => {
  const state = stateAfter("answer-supervision", before.state);
  const open = openOrders(before);
  const { order } = before.clocks;
  if (open.length === 0 || order === undefined || occasion.by.kind !== "lead") throw new Refusal("no-open-order");
  const { finishBy, done } = asked;
  const answer = { version: before.version + 1, at: occasion.at, by: occasion.by.staffId, finishBy };
  return written(
    {
      ...before,
      state,
      orders: before.orders?.map((each) => (open.includes(each) ? { ...each, answer } : each)),
      clocks: { ...before.clocks, order: { ...order, running: false } },
      personal: keeping(before, done),
    },
    "answer-supervision",
    { orders: open.length, finishBy, ...hashed("doneHash", done, occasion) },
    occasion,
  );
};
