/**
 * Supervision orders and annulled cards of any matter that has deadlines, a case or a complaint: what one more of them, and
 * the answer to them, make of what is kept (R31, R31a). Who may, and how it is written, is each kind's own.
 */
import type { StaffId } from "../directory/roster.ts";
import type { Instant, LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Case, CaseClock, LedgerEntry } from "./case.ts";
import { started, type Timetable } from "./counting.ts";
import { requireRoom } from "./room.ts";
import { type AnnulmentReason, openOrders, type SupervisionOrder } from "./supervision.ts";

type Ordered = Pick<Case, "version" | "clocks" | "firedStages" | "orders">;
type Now = Timetable & { readonly at: Instant; readonly today: LocalDate };
/** What changes, and what the ledger says of it. */
type Change<Field extends "clocks" | "orders" | "annulled"> = {
  readonly change: Pick<Case, Field>;
  readonly facts: LedgerEntry["facts"];
};

const ORDER = { zh: "督办单办理时限", en: "the time that a supervision order leaves" };

/**
 * An order that is still open keeps its date, so that a second one puts nothing off; once its red card has been told of,
 * the next order starts anew, with stages of its own.
 */
const orderClock = ({ clocks: { order }, firedStages }: Ordered, now: Now): CaseClock => {
  if (order?.running && !(`order#${order.dueVersion}#red` in firedStages)) return order;
  const limit = { days: now.ladder.orderLimit, unit: "working-days" as const };
  const clock = started("order", { on: now.today, at: now.at }, limit, ORDER, now, order);
  const earlier = order?.dueVersion ?? 0;
  return earlier < clock.dueVersion ? clock : { ...clock, dueVersion: earlier + 1 };
};

/** @param stage the supervision stage that it is owed for; none: by hand */
export const oneMoreOrder = (before: Ordered, stage: string | undefined, now: Now): Change<"clocks" | "orders"> => {
  const clock = orderClock(before, now);
  const order: SupervisionOrder = {
    version: before.version + 1,
    at: now.at,
    ...(stage === undefined ? {} : { stage }),
    dueOn: clock.dueOn,
  };
  const orders = [...(before.orders ?? []), order];
  return {
    change: { orders, clocks: { ...before.clocks, order: clock } },
    facts: { order: orders.length, ...(stage === undefined ? {} : { stage }), orderDueOn: clock.dueOn },
  };
};

/** Answers every open order, and stops their clock. @throws Refusal `no-open-order` */
export const ordersAnswered = (
  before: Ordered & Parameters<typeof openOrders>[0],
  { by, finishBy }: { readonly by: StaffId; readonly finishBy: LocalDate },
  at: Instant,
): Change<"clocks" | "orders"> => {
  const open = openOrders(before);
  const { order } = before.clocks;
  if (open.length === 0 || order === undefined) throw new Refusal("no-open-order");
  const answer = { version: before.version + 1, at, by, finishBy };
  return {
    change: {
      orders: before.orders?.map((each) => (open.includes(each) ? { ...each, answer } : each)),
      clocks: { ...before.clocks, order: { ...order, running: false } },
    },
    facts: { orders: open.length, finishBy },
  };
};

/**
 * Undefined: it is annulled already, and stays as it was annulled.
 * @throws Refusal `card-not-found`: never told of; `case-full`
 */
export const oneMoreAnnulled = (
  { version, firedStages, annulled = {} }: Pick<Case, "version" | "firedStages" | "annulled">,
  { stage, reason }: { readonly stage: string; readonly reason: AnnulmentReason },
  at: Instant,
): Change<"annulled"> | undefined => {
  if (!Object.hasOwn(firedStages, stage)) throw new Refusal("card-not-found");
  if (Object.hasOwn(annulled, stage)) return undefined;
  requireRoom("annulled", Object.keys(annulled).length);
  return {
    change: { annulled: { ...annulled, [stage]: { version: version + 1, at, reason } } },
    facts: { stage, reason },
  };
};
