/**
 * What became of a message that the gateway took on (R34): asked for until the receipt comes or its time is over. Each look
 * holds the delivery for the length of a lease, as a sending does; dying in between repeats the look.
 */
import { daysTried, nextLook } from "../../shared/reminders/attempts.ts";
import type { FindOutcome } from "../../shared/reminders/gateway.ts";
import { type Claimed, phoneOf, type Sending, type SendingNeeds } from "./sending.ts";
import { giveUp, giveUpWaiting, receiptLimitOf, settleDelivered } from "./settling.ts";

const receiptOf = async ({ delivery }: Claimed, needs: SendingNeeds): Promise<FindOutcome> => {
  const { id, recipient, messageId, sentAt = needs.now().at } = delivery;
  const to = await phoneOf(recipient, needs);
  // Whose number is gone cannot be asked about any more.
  if (to === undefined) return { outcome: "absent" };
  // The gateway files it under the day on which it took it on, which may be an earlier attempt's.
  let last: FindOutcome = { outcome: "absent" };
  for (const sentOn of daysTried(delivery, sentAt)) {
    const found = await needs.gateway.receipt({ id, to, sentOn, messageId });
    if (found.outcome === "delivered" || found.outcome === "undeliverable") return found;
    if (found.outcome !== "absent") last = found;
  }
  return last;
};

export const lookForReceipt = async (claimed: Claimed, needs: SendingNeeds): Promise<Sending> => {
  const { delivery, holder } = claimed;
  const receipt = await receiptOf(claimed, needs);
  if (receipt.outcome === "delivered") return settleDelivered(claimed, needs);
  if (receipt.outcome === "undeliverable") return giveUp(claimed, receipt.code, needs);
  const next = nextLook(delivery, needs.now().at, receiptLimitOf(claimed, needs));
  if (next === undefined) return giveUpWaiting(claimed, needs);
  await needs.deliveries.postpone(delivery.id, holder, next);
  return "sent";
};
