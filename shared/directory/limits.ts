/** The limits that bind an item: its own law's first, else its regime's (R5a). */
import * as z from "zod";
import { DayLimit, Limit, SuspensionReason } from "../calendar/limit.ts";
import { Extension, REGIMES } from "./regime.ts";
import type { ServiceItem } from "./service-item.ts";

export const ItemLimits = z.object({
  promised: Limit,
  /** null: the law sets none. */
  statutory: DayLimit.nullable(),
  /** How long the office has to say what is missing; null: there is no later notice. */
  notice: DayLimit.nullable(),
  /** How long the result may take after a grant; null: the same act. */
  delivery: DayLimit.nullable(),
  /** null: it cannot be extended. */
  extension: Extension.nullable(),
  /** Steps that do not count (R20). */
  suspendedBy: z.array(SuspensionReason).readonly(),
});
export type ItemLimits = z.infer<typeof ItemLimits>;

/** Of a joint licence, article 42(2) of the Licensing Law. An item's own `statutory: null` says that its law sets none, and outranks a limit of the regime. */
export const limitsOf = (item: Pick<ServiceItem, "regime" | "limits" | "joint">): ItemLimits => {
  const regime = REGIMES[item.regime];
  const byLaw = { ...regime, ...(item.joint === undefined ? {} : regime.joint) };
  const { promised, statutory, notice, extension } = item.limits;
  return {
    promised,
    statutory: statutory === undefined ? byLaw.statutory : statutory,
    notice: notice ?? regime.notice,
    delivery: regime.delivery,
    extension: extension ?? byLaw.extension,
    suspendedBy: regime.suspendedBy,
  };
};
