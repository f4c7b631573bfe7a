/** What supervision leaves on a case, as it is kept: orders with their answers, and cards that were annulled (R31, R31a). */
import * as z from "zod";
import { StaffId } from "../directory/roster.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";

/** Texts lie in the erasable part, by the version of the entry. */
export const SupervisionOrder = z.object({
  /** Of the ledger's entry. */
  version: z.int().min(1),
  at: Instant,
  /** The supervision stage that made it; absent: made by hand. */
  stage: z.string().optional(),
  dueOn: LocalDate,
  /** The centre's; `version`: of its entry. */
  answer: z.object({ version: z.int().min(1), at: Instant, by: StaffId, finishBy: LocalDate }).optional(),
});
export type SupervisionOrder = z.infer<typeof SupervisionOrder>;

export const AnnulmentReason = z.enum(["outage", "wrong-calendar", "entered-wrongly", "other"]);
export type AnnulmentReason = z.infer<typeof AnnulmentReason>;

/** `version`: of the ledger's entry. */
export const AnnulledCard = z.object({ version: z.int().min(1), at: Instant, reason: AnnulmentReason });
export type AnnulledCard = z.infer<typeof AnnulledCard>;

/** Orders that time makes: with as many on the case, its supervision goes on being told of, and makes no further one. */
export const MOST_ORDERS = 12;

type Supervised = Pick<Case, "clocks" | "firedStages" | "orders">;
type OrderLapse = { readonly id: string; readonly kind: "supervision-order"; readonly at: Instant };

const SUPERVISION = "#supervision";

/** The stage that an order's lapse is about: `promised#1#supervision-order` → `promised#1#supervision`. */
export const stageOfLapse = (lapseId: string): string => lapseId.replace(/-order$/, "");

/** Whether there is still something to supervise: nobody has decided at the very moment at which the stage was told of. */
const isStillDue = (stage: string, clocks: Case["clocks"]): boolean => {
  const clock = Object.entries(clocks).find(([kind]) => stage.startsWith(`${kind}#`))?.[1];
  return clock?.running === true || clock?.lapsed === true;
};

/** Of what is open, a case or a complaint: supervision was told of and its order is not on it, the earliest such. Undefined: none is owed. */
export const owedOrder = ({ clocks, firedStages, orders = [] }: Supervised): OrderLapse | undefined => {
  if (orders.length >= MOST_ORDERS) return undefined;
  const [first] = Object.entries(firedStages)
    .filter(([id]) => id.endsWith(SUPERVISION) && !orders.some(({ stage }) => stage === id) && isStillDue(id, clocks))
    .sort(([, a], [, b]) => (a.at < b.at ? -1 : 1));
  return first && { id: `${first[0]}-order`, kind: "supervision-order", at: first[1].at };
};

type Answerable = Pick<Case, "orders" | "clocks"> & { readonly decision?: { readonly at: Instant } | undefined };

/** Those that wait for an answer: a decision, or the end, has closed the ones made before it. */
export const openOrders = ({ orders = [], clocks, decision }: Answerable): readonly SupervisionOrder[] =>
  clocks.order?.running
    ? orders.filter(({ answer, at }) => answer === undefined && (decision === undefined || at > decision.at))
    : [];
