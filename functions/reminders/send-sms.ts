/**
 * Sending one delivery: claim, guard, send, settle. The message that asks for it may come twice, late or to two senders at
 * once; only one holds the claim, for the length of a lease.
 *
 *   claim ─▶ fix the content ─▶ guard ─▶ send ─▶ settle
 *
 * Dying at any point leaves the delivery claimed until its lease ends; the sweep then publishes it again, and the next
 * sender asks the gateway by our own id before it sends anything. With a gateway that can be asked, none is lost and none
 * is sent twice; with one that cannot, dying between "send" and "settle" sends it twice.
 */
import type { Cases } from "../../shared/casework/cases.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import { type Instant, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { daysTried, LEASE_MS, leaseCovers, nextTry } from "../../shared/reminders/attempts.ts";
import type { Deliveries, Delivery, Recipient } from "../../shared/reminders/delivery.ts";
import { digestOf } from "../../shared/reminders/digest.ts";
import type { FindOutcome, SendOutcome, SmsGateway } from "../../shared/reminders/gateway.ts";
import { sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import { render, type SmsContent } from "../../shared/reminders/texts.ts";
import { log } from "../runtime/log.ts";
import type { Now } from "../runtime/operation.ts";
import { type FallBackNeeds, fallBack } from "./fall-back.ts";
import { type ReportingNeeds, reportUndelivered } from "./report-undelivered.ts";

export type SendingNeeds = FallBackNeeds & {
  readonly deliveries: Pick<Deliveries, "open" | "bind" | "notifications" | "claim" | "freeze" | "postpone" | "settle">;
  readonly cases: Pick<Cases, "get" | "find" | "save">;
  readonly hours: ReportingNeeds["hours"];
  readonly directory: Pick<Directory, "roster" | "office" | "proxies">;
  readonly gateway: SmsGateway;
  readonly signature: string;
  readonly now: Now;
  /** Names a claim; never the same twice. */
  readonly newHolder: () => string;
};

/** `left-alone`: not due, someone else's, or settled before. */
export type Sending = "sent" | "failed" | "postponed" | "left-alone";

type Claimed = { readonly delivery: Delivery; readonly holder: string; readonly leaseEnds: Instant };

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

/** Read when it is needed, never kept: undefined when the person has gone or gave no number. */
const phoneOf = async (recipient: Recipient, { directory, cases }: SendingNeeds): Promise<string | undefined> => {
  if (recipient.kind === "resident") {
    try {
      return (await cases.get(recipient.caseNumber)).personal.applicant.phone;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
  const { centre, staffId } = recipient;
  const phoneIn = (people: readonly StaffMember[]) => people.find(({ id }) => id === staffId)?.phone;
  if (centre === undefined) return phoneIn(await directory.office());
  return phoneIn((await directory.roster(centre)).staff) ?? phoneIn(await directory.proxies(centre));
};

const settleSent = async (claimed: Claimed, messageId: string | undefined, needs: SendingNeeds): Promise<Sending> => {
  const { delivery, holder } = claimed;
  await needs.deliveries.settle(delivery.id, holder, needs.now().at, { state: "sent", messageId });
  log("sms-sent", { deliveryId: delivery.id, template: delivery.content?.template, attempts: delivery.attempts });
  return "sent";
};

/** For good. Whoever is next on the ladder, and the case, is told first: dying in between must not lose what it said. */
const giveUp = async ({ delivery, holder }: Claimed, failure: string, needs: SendingNeeds): Promise<Sending> => {
  const { at } = needs.now();
  await fallBack(delivery, at, needs);
  await reportUndelivered(delivery, at, needs);
  await needs.deliveries.settle(delivery.id, holder, at, { state: "failed", failure });
  log("sms-failed", { deliveryId: delivery.id, failure, attempts: delivery.attempts });
  return "failed";
};

const tryLater = async (claimed: Claimed, code: string, needs: SendingNeeds): Promise<Sending> => {
  const { delivery, holder } = claimed;
  const { at } = needs.now();
  const calendar = await needs.calendars.current();
  const next = nextTry(delivery, at, { calendar, window: needs.window });
  if (next === undefined) return giveUp(claimed, code, needs);
  await needs.deliveries.postpone(delivery.id, holder, next);
  log("sms-retry", { deliveryId: delivery.id, failure: code, attempts: delivery.attempts, next });
  return "postponed";
};

/** What became of earlier attempts. A gateway that cannot be asked answers "absent", and a repeat is counted. */
const earlierFate = async ({ delivery }: Claimed, to: string, { gateway, now }: SendingNeeds): Promise<FindOutcome> => {
  if (delivery.attempts <= 1) return { outcome: "absent" };
  for (const day of daysTried(delivery, now().at)) {
    const found = await gateway.find?.({ id: delivery.id, to, sentOn: day, messageId: delivery.messageId });
    if (found !== undefined && found.outcome !== "absent") return found;
  }
  if (gateway.find === undefined || gateway.findsOnlyReceipts)
    log("sms-repeat-possible", { deliveryId: delivery.id, attempts: delivery.attempts });
  return { outcome: "absent" };
};

/** What the gateway's answer to an earlier attempt would have been, had it come. */
const answerThen = (fate: Exclude<FindOutcome, { outcome: "absent" }>): SendOutcome => {
  switch (fate.outcome) {
    case "delivered":
      return { outcome: "accepted" };
    case "pending":
      return { outcome: "accepted", messageId: fate.messageId };
    case "undeliverable":
      return { outcome: "rejected", code: fate.code };
    case "unknown":
      return fate;
  }
};

/** Carries the gateway's answer, or what it says of an earlier attempt, to the delivery. */
const conclude = async (claimed: Claimed, answer: SendOutcome, needs: SendingNeeds): Promise<Sending> => {
  switch (answer.outcome) {
    case "accepted":
      return settleSent(claimed, answer.messageId, needs);
    case "rejected":
      return giveUp(claimed, answer.code, needs);
    case "deferred":
      if (answer.account) log("sms-account-blocked", { failure: answer.code });
      return tryLater(claimed, answer.code, needs);
    case "unknown":
      return tryLater(claimed, answer.code, needs);
  }
};

const attempt = async (claimed: Claimed, needs: SendingNeeds): Promise<Sending> => {
  const content = await contentOf(claimed, needs);
  if (content === undefined) return "left-alone";
  const known: Claimed = { ...claimed, delivery: { ...claimed.delivery, content } };
  const to = await phoneOf(claimed.delivery.recipient, needs);
  if (to === undefined) return giveUp(known, "no-phone", needs);
  const earlier = await earlierFate(known, to, needs);
  if (earlier.outcome !== "absent") return conclude(known, answerThen(earlier), needs);
  // Held up on the way here: whoever claims it next asks the gateway before this sending could show there.
  if (!leaseCovers(claimed.leaseEnds, needs.now().at, needs.gateway.timeoutMs)) return "left-alone";
  const { id } = claimed.delivery;
  const { signature } = needs;
  const text = render(signature, content.template, content.params);
  return conclude(known, await needs.gateway.send({ id, to, signature, text, ...content }), needs);
};

export const sendSms =
  (needs: SendingNeeds) =>
  async (deliveryId: string): Promise<Sending> => {
    const { at } = needs.now();
    const holder = needs.newHolder();
    const leaseEnds = plusMilliseconds(at, LEASE_MS);
    const delivery = await needs.deliveries.claim(deliveryId, { holder, at, until: leaseEnds });
    if (delivery === undefined) return "left-alone";
    const sendable = sendableFrom(at, await needs.calendars.current(), needs.window, delivery.urgent);
    if (sendable > at) {
      await needs.deliveries.postpone(deliveryId, holder, sendable);
      return "postponed";
    }
    return attempt({ delivery, holder, leaseEnds }, needs);
  };
