/**
 * Sending one delivery: claim, guard, send, settle. The message that asks for it may come twice, late or to two senders at
 * once; only one holds the claim, for the length of a lease.
 *
 *   claim ─▶ fix the content ─▶ guard ─▶ send ─▶ wait for the receipt ─▶ settle
 *
 * Dying at any point leaves the delivery claimed until its lease ends; the sweep then publishes it again, and the next
 * sender asks the gateway by our own id before it sends anything. With a gateway that can be asked, none is lost and none
 * is sent twice; with one that cannot, dying between "send" and its record sends it twice. A gateway is asked by the present
 * number: one corrected in the directory just then hides the earlier sending.
 */
import { plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { daysTried, LEASE_MS, leaseCovers, nextTry } from "../../shared/reminders/attempts.ts";
import { digestOf } from "../../shared/reminders/digest.ts";
import type { FindOutcome } from "../../shared/reminders/gateway.ts";
import { sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import { render, type SmsContent } from "../../shared/reminders/texts.ts";
import { errorFields, log } from "../runtime/log.ts";
import { isWalledSince } from "./fall-back.ts";
import { lookForReceipt } from "./look-for-receipt.ts";
import { type Claimed, isAway, phoneOf, type Sending, type SendingNeeds } from "./sending.ts";
import { conclude, giveUp, holdBack, passOnWhenLate, redirect } from "./settling.ts";
import { capReached } from "./within-caps.ts";

/** Fixed once: from the first claim on the delivery's notifications cannot change, so this is the same at every attempt. */
const contentOf = async (
  { delivery, holder }: Claimed,
  { deliveries, now }: SendingNeeds,
): Promise<SmsContent | undefined> => {
  if (delivery.content !== undefined) return delivery.content;
  const notifications = await deliveries.notifications(delivery.notifications ?? []);
  const content = digestOf(
    notifications.map(({ subject }) => subject),
    now().today,
  );
  return (await deliveries.freeze(delivery.id, holder, content)) ? content : undefined;
};

/** What became of earlier attempts. A gateway that cannot be asked answers "absent", and a repeat is counted. */
const earlierFate = async ({ delivery }: Claimed, to: string, { gateway, now }: SendingNeeds): Promise<FindOutcome> => {
  if (delivery.attempts <= 1) return { outcome: "absent" };
  for (const sentOn of daysTried(delivery, now().at)) {
    const found = await gateway.find?.({ id: delivery.id, to, sentOn, messageId: delivery.messageId });
    if (found !== undefined && found.outcome !== "absent") return found;
  }
  if (gateway.find === undefined || gateway.findsOnlyReceipts)
    log("sms-repeat-possible", { deliveryId: delivery.id, attempts: delivery.attempts });
  return { outcome: "absent" };
};

const attempt = async (claimed: Claimed, needs: SendingNeeds): Promise<Sending> => {
  const content = await contentOf(claimed, needs);
  if (content === undefined) return "left-alone";
  const known: Claimed = { ...claimed, delivery: { ...claimed.delivery, content } };
  // Later it may have been sent already, and is asked for.
  if (claimed.delivery.attempts === 1 && (await isAway(known.delivery, needs))) return redirect(known, needs);
  const to = await phoneOf(claimed.delivery.recipient, needs);
  if (to === undefined) return giveUp(known, "no-phone", needs);
  const { signature } = needs;
  const message = { to, text: render(signature, content.template, content.params) };
  const earlier = await earlierFate(known, to, needs);
  if (earlier.outcome !== "absent") return conclude(known, earlier, message, needs);
  if (await isWalledSince(known.delivery, needs)) return redirect(known, needs);
  const cap = await capReached(known, message, needs);
  if (cap !== undefined) return holdBack(known, cap, needs);
  // Held up on the way here: whoever claims it next asks the gateway before this sending could show there.
  if (!leaseCovers(claimed.leaseEnds, needs.now().at, needs.gateway.timeoutMs)) return "left-alone";
  const { id } = claimed.delivery;
  return conclude(known, await needs.gateway.send({ id, signature, ...message, ...content }), message, needs);
};

/** What should not happen, every time: it climbs the ladder as if the gateway had no answer, and ends as late (R34). */
const attemptOrClimb = async (claimed: Claimed, needs: SendingNeeds): Promise<Sending> => {
  try {
    return await attempt(claimed, needs);
  } catch (error) {
    const { delivery } = claimed;
    log("sms-not-attempted", { deliveryId: delivery.id, attempts: delivery.attempts, ...errorFields(error) });
    const { window, calendars, now } = needs;
    const next = nextTry(delivery, now().at, { calendar: await calendars.current(), window });
    if (next === undefined) return giveUp(claimed, "internal", needs);
    await passOnWhenLate(claimed, needs);
    await needs.deliveries.postpone(delivery.id, claimed.holder, next);
    throw error;
  }
};

export const sendSms =
  (needs: SendingNeeds) =>
  async (deliveryId: string): Promise<Sending> => {
    const { at } = needs.now();
    const holder = needs.newHolder();
    const leaseEnds = plusMilliseconds(at, LEASE_MS);
    const delivery = await needs.deliveries.claim(deliveryId, { holder, at, until: leaseEnds });
    if (delivery === undefined) return "left-alone";
    const claimed: Claimed = { delivery, holder, leaseEnds };
    if (delivery.state === "sent") return lookForReceipt(claimed, needs);
    const sendable = sendableFrom(at, await needs.calendars.current(), needs.window, delivery.urgent);
    if (sendable > at) {
      await needs.deliveries.postpone(deliveryId, holder, sendable);
      return "postponed";
    }
    return attemptOrClimb(claimed, needs);
  };
