/**
 * Whether an SMS may still be sent today and this month. The day's cap holds back until the next working morning, and hour
 * clocks know none. The month's, which is there for its cost, is like a gateway without money: a resident's message is tried
 * for a day and given up, a notice with it; what staff are reminded of goes out beyond it.
 */
import { localDateOf, monthOf } from "../../shared/kernel/local-date.ts";
import { log } from "../runtime/log.ts";
import type { Claimed, SendingNeeds } from "./sending.ts";
import type { Message } from "./settling.ts";

export type Cap = "daily-cap" | "monthly-cap";

const withinDay = async ({ delivery }: Claimed, { to }: Message, needs: SendingNeeds): Promise<boolean> => {
  if (delivery.urgent) return true;
  const { caps, limits, numberHash, now } = needs;
  const hash = await numberHash();
  return caps.toNumber(hash(to), localDateOf(now().at), delivery.id, limits.perNumberPerDay);
};

const withinMonth = async ({ delivery }: Claimed, { caps, limits, now }: SendingNeeds): Promise<boolean> => {
  const cap = limits.partsPerMonth;
  const parts = await caps.inMonth(monthOf(localDateOf(now().at)));
  if (parts < cap) return true;
  log("sms-monthly-cap", { deliveryId: delivery.id, cap });
  return delivery.recipient.kind !== "resident";
};

/** The cap that stands in the way; undefined: none. */
export const capReached = async (claimed: Claimed, message: Message, needs: SendingNeeds): Promise<Cap | undefined> => {
  if (!(await withinDay(claimed, message, needs))) {
    log("sms-daily-cap", { deliveryId: claimed.delivery.id, cap: needs.limits.perNumberPerDay });
    return "daily-cap";
  }
  return (await withinMonth(claimed, needs)) ? undefined : "monthly-cap";
};
