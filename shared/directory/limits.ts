/** The limits that bind an item: its own law's first, else its regime's (R5a). */
import * as z from "zod";
import { DayLimit, Limit } from "../calendar/limit.ts";
import { REGIMES } from "./regime.ts";
import type { ServiceItem } from "./service-item.ts";

export const ItemLimits = z.object({
  promised: Limit,
  /** null: the law sets none. */
  statutory: DayLimit.nullable(),
  /** How long the office has to say what is missing; null: there is no later notice. */
  notice: DayLimit.nullable(),
  /** How long the result may take after a grant; null: the same act. */
  delivery: DayLimit.nullable(),
});
export type ItemLimits = z.infer<typeof ItemLimits>;

/** An item's own `statutory: null` says that its law sets none, and outranks a limit of the regime. */
export const limitsOf = (item: Pick<ServiceItem, "regime" | "limits">): ItemLimits => {
  const regime = REGIMES[item.regime];
  const { promised, statutory, notice } = item.limits;
  return {
    promised,
    statutory: statutory === undefined ? regime.statutory : statutory,
    notice: notice ?? regime.notice,
    delivery: regime.delivery,
  };
};
