/**
 * One SMS to one person, from the decision to send it to its end. Its id is also the gateway's own reference, so that a
 * sender can ask the gateway whether an earlier attempt got through.
 *
 * open → claimed → sent → delivered | failed | unconfirmed, and claimed → failed. `sent`: the gateway took it on, and its
 * receipt is waited for. The last three are its end. A claimed delivery never becomes open again: its notifications are
 * fixed from the first claim on, and so is its content.
 */
import * as z from "zod";
import { PostId, StaffId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant } from "../kernel/local-date.ts";
import type { NewNotification, Notification } from "./notification.ts";
import { SmsContent } from "./texts.ts";

export const Recipient = z.discriminatedUnion("kind", [
  /** Without a centre: of the municipal office. */
  z.object({ kind: z.literal("staff"), staffId: StaffId, centre: CentreCode.optional() }),
  /** `centre`: of the case. `of`: the number is a complaint's, of which no centre is named. */
  z.object({
    kind: z.literal("resident"),
    caseNumber: CaseNumber,
    of: z.literal("complaint").optional(),
    centre: CentreCode.optional(),
  }),
]);
export type Recipient = z.infer<typeof Recipient>;

export const DeliveryState = z.enum(["open", "claimed", "sent", "delivered", "failed", "unconfirmed"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const ResendReason = z.enum(["not-received", "number-corrected", "service-restored"]);
export type ResendReason = z.infer<typeof ResendReason>;
export const Resend = z.object({
  by: StaffId,
  at: Instant,
  reason: ResendReason,
  /** The request's idempotency key, or its own token: what it is recognised by when it comes again. */
  key: z.string(),
});
export type Resend = z.infer<typeof Resend>;

export const Delivery = z.object({
  schema: z.literal(1),
  /** `<staff id>#<slot>`, then `…#2`; `<case number>#<ledger version>` for residents, `…#proxy` for proxies, `…#complaint` for complainants. */
  id: z.string(),
  recipient: Recipient,
  state: DeliveryState,
  /** Staff digests: ids of what it tells. */
  notifications: z.set(z.string()).optional(),
  /** Residents: from the start. Staff: from the first claim on. */
  content: SmsContent.optional(),
  createdAt: Instant,
  notBefore: Instant,
  /** Of an hour clock: sent at any hour (R36). */
  urgent: z.boolean(),
  attempts: z.int().min(0),
  firstAttemptAt: Instant.optional(),
  /**
   * While it is not settled, when it is due for an attempt: `notBefore` while open, the end of the lease while someone
   * holds it, the time of the next try after the gateway said "not now", of the next look for a receipt once it is sent.
   */
  nextAttemptAt: Instant.optional(),
  /** Whose claim it is. */
  holder: z.string().optional(),
  /** When the gateway took it on. */
  sentAt: Instant.optional(),
  /** The gateway's. */
  messageId: z.string().optional(),
  /** How many SMS it cost: a long text is sent in parts. */
  parts: z.int().min(1).optional(),
  /** `138****8000`: enough to see whether the number was the right one. */
  maskedTo: z.string().optional(),
  /** How often its receipt was looked for. */
  checks: z.int().min(0).default(0),
  failure: z.string().optional(),
  settledAt: Instant.optional(),
  /** Of complaints: a digest of its own, in no list but its recipient's (R53). */
  confidential: z.literal(true).optional(),
  /** To staff, of no stage: the post that it concerns, whose next person is told when it fails (R34). */
  post: PostId.optional(),
  /** It was sent again by the municipal office: who asked for it, when and why, the earliest first. */
  resends: z.array(Resend).optional(),
  /** It is such a sending: of which delivery, and who asked for it. */
  resendOf: Resend.extend({ deliveryId: z.string() }).optional(),
});
export type Delivery = z.infer<typeof Delivery>;

/**
 * What a person's stages are put together by: those of one slot are one digest (R36). The scheduled instant of the run,
 * or, for what has to wait, the instant at which the window opens.
 */
export type Slot = { readonly from: Instant; readonly at: Instant };
export const staffDeliveryId = (staffId: StaffId, { from }: Slot, confidential = false): string =>
  confidential ? `${staffId}#${from}#complaints` : `${staffId}#${from}`;
export const proxyDeliveryId = (caseNumber: CaseNumber, version: number): string => `${caseNumber}#${version}#proxy`;
export const complainantDeliveryId = (number: CaseNumber, version: number): string => `${number}#${version}#complaint`;
export const residentDeliveryId = (caseNumber: CaseNumber, version: number): string => `${caseNumber}#${version}`;

/** The id to try when the delivery of this slot is already claimed: `a#T` → `a#T#2` → `a#T#3`; another slot's: `a#T`. */
export const followingDeliveryId = (claimed: string, first: string): string => {
  if (claimed === first) return `${first}#2`;
  const count = claimed.startsWith(`${first}#`) ? Number(claimed.slice(first.length + 1)) : 0;
  return count === 0 ? first : `${first}#${count + 1}`;
};

/** A delivery that nobody has claimed yet. */
export const openDelivery = (
  draft: Pick<Delivery, "id" | "recipient" | "createdAt" | "notBefore" | "urgent"> &
    Partial<Pick<Delivery, "content" | "post" | "confidential">>,
): Delivery => ({ schema: 1, ...draft, state: "open", attempts: 0, checks: 0, nextAttemptAt: draft.notBefore });

/** What is known of a message once the gateway has taken it on. */
export type Taken = {
  readonly sentAt: Instant;
  readonly messageId?: string | undefined;
  readonly parts: number;
  readonly maskedTo: string;
};

/** The end, each with what is known of it by then. `unconfirmed`: no receipt came in time; it may have arrived. */
export type Settlement =
  | ({ readonly state: "delivered" } & Partial<Taken>)
  | { readonly state: "failed" | "unconfirmed"; readonly failure: string };

/** A delivery due for an attempt: the index carries no more than this. */
export type DueDelivery = { readonly id: string; readonly nextAttemptAt: Instant };

/**
 * The delivery that carries a notification, and when it is due for an attempt, as far as its binding tells; undefined when it
 * has ended.
 */
export type Bound = Pick<Delivery, "id" | "nextAttemptAt">;

/** What the rest of the system asks of the delivery store; kept by `shared/aws/delivery-store.ts`. */
export type Deliveries = {
  /** Put if absent. Says whether it was; a repeat changes nothing. */
  open(delivery: Delivery): Promise<boolean>;
  get(id: string): Promise<Delivery | undefined>;
  /** Those of them that exist. */
  notifications(ids: Iterable<string>): Promise<readonly Notification[]>;
  /**
   * Puts the notification if absent, pointing to its recipient's delivery of this slot. As it stands then: an earlier run's
   * keeps its recipient and its delivery.
   */
  note(notification: NewNotification, slot: Slot): Promise<Notification>;
  /**
   * Adds notifications that point to one delivery to it, or to the next ones that nobody has claimed yet. Repeating it, or
   * dying halfway and repeating it, even with another slot, leaves each in exactly one delivery.
   * @returns by the notification's id
   */
  bind(noted: readonly Notification[], slot: Slot): Promise<ReadonlyMap<string, Bound>>;
  /**
   * Takes a delivery that is due for an attempt, or for a look at its receipt, until `until`. A sent one stays sent.
   * Undefined: not due, settled, or someone else's.
   */
  claim(id: string, claim: { holder: string; at: Instant; until: Instant }): Promise<Delivery | undefined>;
  /** Fixes the content if none is fixed yet. False: the claim was lost. */
  freeze(id: string, holder: string, content: SmsContent): Promise<boolean>;
  /** The gateway took it on; its receipt is looked for at `nextAttemptAt`. False: the claim was lost. */
  sent(id: string, holder: string, taken: Taken, nextAttemptAt: Instant): Promise<boolean>;
  /** Keeps it as it is, for another try at `nextAttemptAt`. False: the claim was lost. */
  postpone(id: string, holder: string, nextAttemptAt: Instant): Promise<boolean>;
  /** The end. False: it had ended before, or the claim was lost. */
  settle(id: string, holder: string, at: Instant, settlement: Settlement): Promise<boolean>;
  /** Deliveries of one segment that are due for an attempt, the oldest first. */
  unsettled(
    segment: number,
    until: Instant,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{
    deliveries: readonly DueDelivery[];
    cursor?: string;
  }>;
  /** The earliest attempt of a segment; undefined: everything is settled. */
  earliestAttempt(segment: number): Promise<Instant | undefined>;
};
