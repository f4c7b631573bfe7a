/** How a delivery goes on and how it ends; each end is written once, after everybody whom it concerns knows of it. */
import { nextWorkingDay } from "../../shared/calendar/calendar.ts";
import { instantAt, localDateOf, millisecondsOf, monthOf, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { maskedPhone } from "../../shared/kernel/masking.ts";
import { LEASE_MS, nextLook, nextTry } from "../../shared/reminders/attempts.ts";
import type { Taken } from "../../shared/reminders/delivery.ts";
import type { FindOutcome, SendOutcome } from "../../shared/reminders/gateway.ts";
import { partsOf } from "../../shared/reminders/texts.ts";
import { type LogCode, log } from "../runtime/log.ts";
import { fallBack } from "./fall-back.ts";
import { reportUndelivered } from "./report-undelivered.ts";
import type { Claimed, Sending, SendingNeeds } from "./sending.ts";
import type { Cap } from "./within-caps.ts";

const MINUTE_MS = 60_000;

/** The number and the text of the message that is concerned. */
export type Message = { readonly to: string; readonly text: string };

const takenOn = ({ to, text }: Message, needs: SendingNeeds, messageId: string | undefined): Taken => ({
  sentAt: needs.now().at,
  messageId,
  parts: partsOf(text),
  maskedTo: maskedPhone(to),
});

/** How long a receipt is waited for, milliseconds. */
export const receiptLimitOf = ({ delivery }: Claimed, { limits }: SendingNeeds): number =>
  (delivery.recipient.kind === "staff" ? limits.receiptMinutesStaff : limits.receiptMinutesResident) * MINUTE_MS;

const waitForReceipt = async (claimed: Claimed, taken: Taken, needs: SendingNeeds): Promise<Sending> => {
  const { delivery, holder } = claimed;
  const next = nextLook({ sentAt: taken.sentAt, checks: 0 }, taken.sentAt, receiptLimitOf(claimed, needs));
  const ours = await needs.deliveries.sent(delivery.id, holder, taken, next ?? taken.sentAt);
  // After it: a write in between would be one more place to die in, and to send again.
  if (ours) await needs.caps.took(monthOf(localDateOf(taken.sentAt)), taken.parts);
  log("sms-sent", { deliveryId: delivery.id, template: delivery.content?.template, attempts: delivery.attempts });
  return "sent";
};

/** @param taken what was not yet on record, when a crash had kept it from being written */
export const settleDelivered = async (
  { delivery, holder }: Claimed,
  needs: SendingNeeds,
  taken?: Taken,
): Promise<Sending> => {
  await needs.deliveries.settle(delivery.id, holder, needs.now().at, { state: "delivered", ...taken });
  log("sms-delivered", { deliveryId: delivery.id, checks: delivery.checks });
  return "delivered";
};

type Ending = { readonly state: "failed" | "unconfirmed"; readonly failure: string; readonly said: LogCode };

/**
 * For good. Whoever is next on the ladder, and the case, is told first: dying in between must not lose what it said. And
 * only while it is ours: somebody else may have found meanwhile that it arrived.
 */
const end = async (
  { delivery, holder }: Claimed,
  { state, failure, said }: Ending,
  needs: SendingNeeds,
): Promise<Sending> => {
  const { at } = needs.now();
  const isOurs = await needs.deliveries.postpone(delivery.id, holder, plusMilliseconds(at, LEASE_MS));
  if (!isOurs) return "left-alone";
  await fallBack(delivery, at, needs);
  await reportUndelivered(delivery, at, needs);
  const settled = await needs.deliveries.settle(delivery.id, holder, at, { state, failure });
  if (settled) log(said, { deliveryId: delivery.id, failure, attempts: delivery.attempts });
  return state;
};

export const giveUp = (claimed: Claimed, failure: string, needs: SendingNeeds): Promise<Sending> =>
  end(claimed, { state: "failed", failure, said: "sms-failed" }, needs);

/** R39, R53: recorded absent, or walled, since the stage fired. Nothing failed, and the next person is told at once. */
export const redirect = (claimed: Claimed, needs: SendingNeeds): Promise<Sending> =>
  end(claimed, { state: "failed", failure: "absent", said: "sms-redirected" }, needs);

/** It may have arrived, and nobody can say so. */
export const giveUpWaiting = (claimed: Claimed, needs: SendingNeeds): Promise<Sending> =>
  end(claimed, { state: "unconfirmed", failure: "no-receipt", said: "sms-unconfirmed" }, needs);

/**
 * R34: whoever is next on the ladder waits for a sending no longer than for a receipt. It is tried on all the same, and
 * doing this again tells nobody twice.
 */
export const passOnWhenLate = async (claimed: Claimed, needs: SendingNeeds): Promise<void> => {
  const { delivery } = claimed;
  const { at } = needs.now();
  const since = millisecondsOf(at) - millisecondsOf(delivery.firstAttemptAt ?? at);
  if (delivery.recipient.kind !== "staff" || since < receiptLimitOf(claimed, needs)) return;
  await fallBack(delivery, at, needs);
  log("sms-passed-on", { deliveryId: delivery.id, attempts: delivery.attempts });
};

const tryLater = async (claimed: Claimed, code: string, needs: SendingNeeds): Promise<Sending> => {
  const { delivery, holder } = claimed;
  const { at } = needs.now();
  const calendar = await needs.calendars.current();
  const next = nextTry(delivery, at, { calendar, window: needs.window });
  if (next === undefined) return giveUp(claimed, code, needs);
  await passOnWhenLate(claimed, needs);
  await needs.deliveries.postpone(delivery.id, holder, next);
  log("sms-retry", { deliveryId: delivery.id, failure: code, attempts: delivery.attempts, next });
  return "postponed";
};

/** A cap stands in the way: of the day's, until the next working morning; of the month's, as if the gateway had no money. */
export const holdBack = async (claimed: Claimed, cap: Cap, needs: SendingNeeds): Promise<Sending> => {
  if (cap === "monthly-cap") return tryLater(claimed, cap, needs);
  const { delivery, holder } = claimed;
  const calendar = await needs.calendars.current();
  // R34: until then somebody else has to know.
  if (delivery.recipient.kind === "staff") await fallBack(delivery, needs.now().at, needs);
  const morning = instantAt(nextWorkingDay(calendar, localDateOf(needs.now().at)), needs.window.from);
  await needs.deliveries.postpone(delivery.id, holder, morning);
  return "postponed";
};

/** Carries the gateway's answer to the delivery, or what it says of an earlier attempt. */
export const conclude = async (
  claimed: Claimed,
  answer: SendOutcome | Exclude<FindOutcome, { outcome: "absent" }>,
  message: Message,
  needs: SendingNeeds,
): Promise<Sending> => {
  switch (answer.outcome) {
    case "accepted":
    case "pending":
      return waitForReceipt(claimed, takenOn(message, needs, answer.messageId), needs);
    case "delivered":
      return settleDelivered(claimed, needs, takenOn(message, needs, undefined));
    case "rejected":
    case "undeliverable":
      return giveUp(claimed, answer.code, needs);
    case "deferred":
      if (answer.account) log("sms-account-blocked", { failure: answer.code });
      return tryLater(claimed, answer.code, needs);
    case "unknown":
      return tryLater(claimed, answer.code, needs);
  }
};
