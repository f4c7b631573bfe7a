/**
 * The municipal office has a message sent again: to the same person, with the same text. It has an id of its own, by its
 * place among the sendings of that message, so that the same request made twice, or by two people at once, makes one.
 */
import type { Calendar } from "../calendar/calendar.ts";
import type { Instant } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Delivery, openDelivery, type Resend, type ResendReason } from "./delivery.ts";
import { resendId } from "./message-views.ts";
import { type SendingWindow, sendableFrom } from "./quiet-hours.ts";

/** More than that helps nobody. */
export const MOST_RESENDS = 9;

/** The message that a sending again is one of; itself, where it is none. */
export const originalOf = (deliveryId: string): string => deliveryId.replace(/#resend-\d+$/, "");

const ENDS: readonly Delivery["state"][] = ["delivered", "failed", "unconfirmed"];

/**
 * @param last the original, or the last sending of it
 * @throws Refusal `message-on-its-way`, `message-arrived`, `message-sent-enough`
 */
export const requireResendable = (original: Delivery, last: Delivery, reason: ResendReason): void => {
  if (!ENDS.includes(last.state)) throw new Refusal("message-on-its-way");
  if (last.state === "delivered" && reason !== "not-received") throw new Refusal("message-arrived");
  const count = original.resends?.length ?? 0;
  if (count >= MOST_RESENDS) throw new Refusal("message-sent-enough", { count });
};

/** @param nth from 1; @param at now: an hour clock's is sent at any hour, the others within the window (R36) */
export const resentDelivery = (
  original: Delivery,
  nth: number,
  resend: Resend,
  { at, calendar, window }: { readonly at: Instant; readonly calendar: Calendar; readonly window: SendingWindow },
): Delivery => ({
  ...openDelivery({
    id: resendId(original.id, nth),
    recipient: original.recipient,
    createdAt: at,
    notBefore: sendableFrom(at, calendar, window, original.urgent),
    urgent: original.urgent,
    ...(original.content === undefined ? {} : { content: original.content }),
  }),
  ...(original.notifications === undefined ? {} : { notifications: original.notifications }),
  resendOf: { ...resend, deliveryId: original.id },
});
