import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Deliveries, Delivery, Resend } from "../../shared/reminders/delivery.ts";
import { resendId } from "../../shared/reminders/message-views.ts";
import type { SendingWindow } from "../../shared/reminders/quiet-hours.ts";
import { originalOf, requireResendable, resentDelivery } from "../../shared/reminders/resending.ts";
import type { Resends } from "../../shared/reminders/sent-messages.ts";
import type { Calendars } from "../runtime/composition.ts";
import { errorFields, log } from "../runtime/log.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { deliveryIdOf } from "./message-naming.ts";
import { type ShowingNeeds, showing } from "./showing-messages.ts";

type Needs = ShowingNeeds & {
  readonly deliveries: Pick<Deliveries, "open" | "get" | "notifications">;
  readonly resends: Resends;
  readonly publish: (deliveryId: string) => Promise<void>;
  readonly calendars: Calendars;
  readonly window: SendingWindow;
  readonly now: Now;
};

/** A sending again that stands on the original's record. */
type Recorded = { readonly original: Delivery; readonly nth: number; readonly resend: Resend };

const recordedAs = (original: Delivery, nth: number): Recorded | undefined => {
  const resend = original.resends?.[nth - 1];
  return resend && { original, nth, resend };
};
const nthOf = ({ resends = [] }: Delivery, key: string): number => resends.findIndex((each) => each.key === key) + 1;

const findOriginal = async (deliveryId: string, { deliveries }: Needs): Promise<Delivery> => {
  const original = await deliveries.get(originalOf(deliveryId));
  const known = original?.resends?.map((_, index) => resendId(original.id, index + 1)) ?? [];
  // R53: of a complaint, it is nobody's to see.
  const shown = original?.confidential ? undefined : original;
  if (shown === undefined || ![shown.id, ...known].includes(deliveryId)) throw new Refusal("message-not-found");
  return shown;
};

/**
 * Put on the original's record first, under one condition: of two people at once one is on it, and the other is told that
 * the message is on its way. A repeat finds itself there; so does whoever comes after someone that died before the message
 * was made, and makes it.
 */
const record = async (original: Delivery, asked: Resend, needs: Needs): Promise<Recorded> => {
  const own = recordedAs(original, nthOf(original, asked.key));
  if (own !== undefined) {
    if (own.resend.reason !== asked.reason) throw new Refusal("idempotency-mismatch");
    return own;
  }
  const count = original.resends?.length ?? 0;
  const last = count === 0 ? original : await needs.deliveries.get(resendId(original.id, count));
  const unmade = recordedAs(original, count);
  if (last === undefined && unmade !== undefined) return unmade;
  requireResendable(original, last ?? original, asked.reason);
  const after = await needs.resends.record(original.id, count, asked);
  const recorded = after && recordedAs(after, nthOf(after, asked.key));
  if (recorded === undefined) throw new Refusal("message-on-its-way");
  return recorded;
};

/** What is not announced now is found by the next sweep. */
const announce = async (deliveryId: string, { publish }: Needs): Promise<void> => {
  try {
    await publish(deliveryId);
  } catch (error) {
    log("delivery-not-published", { deliveryId, ...errorFields(error) });
  }
};

const make = async ({ original, nth, resend }: Recorded, at: Instant, needs: Needs): Promise<Delivery> => {
  const day = { at, calendar: await needs.calendars.current(), window: needs.window };
  const draft = resentDelivery(original, nth, resend, day);
  if (await needs.deliveries.open(draft)) log("sms-resent", { deliveryId: draft.id, reason: resend.reason });
  const made = (await needs.deliveries.get(draft.id)) ?? draft;
  if (made.state === "open" && made.notBefore <= at) await announce(made.id, needs);
  return made;
};

/** The same text to the same person once more; the phone is read when it is sent. */
export const resendMessage = operation(
  "resend-message",
  (needs: Needs) =>
    async ({ params, body, actor, idempotencyKey, token }) => {
      const { at } = needs.now();
      const original = await findOriginal(deliveryIdOf(params.messageId), needs);
      const asked: Resend = { by: actor.id, at, reason: body.reason, key: idempotencyKey ?? token };
      const made = await make(await record(original, asked, needs), at, needs);
      return { status: 201, body: await showing(needs)(made) };
    },
);
