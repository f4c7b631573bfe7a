/** What the sender asks of an SMS gateway, whichever it is. */
import type { LocalDate } from "../kernel/local-date.ts";
import type { SmsContent } from "./texts.ts";

export type Sms = SmsContent & {
  /** The delivery's id: the gateway keeps it, and can be asked by it. */
  readonly id: string;
  /** Mainland mobile number, 11 digits. */
  readonly to: string;
  /** Without brackets. */
  readonly signature: string;
  /** The text as it arrives, signature included: for gateways that take texts. */
  readonly text: string;
};

export type SendOutcome =
  /** Taken on: it will be sent, or has been. */
  | { readonly outcome: "accepted"; readonly messageId?: string | undefined }
  /** Not sent, and trying again would not help. */
  | { readonly outcome: "rejected"; readonly code: string }
  /** Not sent; later it may be. `account`: nothing is sent for anybody until someone acts (no money, no permission). */
  | { readonly outcome: "deferred"; readonly code: string; readonly account: boolean }
  /** No answer: it may have been sent. */
  | { readonly outcome: "unknown"; readonly code: string };

export type FindOutcome =
  | Extract<SendOutcome, { outcome: "accepted" | "rejected" | "unknown" }>
  | { readonly outcome: "absent" };

export type SmsGateway = {
  /** Asks once, within `timeoutMs`; never throws for what the gateway or the network does. */
  send(sms: Sms): Promise<SendOutcome>;
  /**
   * Whether a message of ours was taken on, asked by our own id and the day it may have been sent. A gateway without it
   * may send a message twice after a crash in the middle of a sending.
   */
  readonly find?: (id: string, to: string, sentOn: LocalDate) => Promise<FindOutcome>;
  /** The longest that one question takes, milliseconds. */
  readonly timeoutMs: number;
};
