/**
 * Whether an SMS may still be sent today and this month. A cap holds back, it never drops: hour clocks know none, and what
 * staff are reminded of goes out beyond the month's, which is there for its cost.
 */
import { localDateOf, monthOf } from "../../shared/kernel/local-date.ts";
import { partsOf } from "../../shared/reminders/texts.ts";
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

const withinMonth = async ({ delivery }: Claimed, { text }: Message, needs: SendingNeeds): Promise<boolean> => {
  const { caps, limits, now } = needs;
  const cap = limits.partsPerMonth;
  const brake = delivery.recipient.kind === "resident" ? cap : undefined;
  const parts = await caps.inMonth(monthOf(localDateOf(now().at)), partsOf(text), brake);
  if (parts === undefined || parts > cap) log("sms-monthly-cap", { deliveryId: delivery.id, cap });
  return parts !== undefined;
};

/** The cap that stands in the way; undefined: none. Counts the message. */
export const capReached = async (claimed: Claimed, message: Message, needs: SendingNeeds): Promise<Cap | undefined> => {
  if (!(await withinDay(claimed, message, needs))) {
    log("sms-daily-cap", { deliveryId: claimed.delivery.id, cap: needs.limits.perNumberPerDay });
    return "daily-cap";
  }
  return (await withinMonth(claimed, message, needs)) ? undefined : "monthly-cap";
};
