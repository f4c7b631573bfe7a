/** What the sender asks of an SMS gateway, whichever it is. */
import type { Instant, LocalDate } from "../kernel/local-date.ts";
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

/** What became of a message of ours. */
export type FindOutcome =
  /** Its receipt says so. */
  | { readonly outcome: "delivered"; readonly at?: Instant }
  /** Its receipt says that it never arrives. */
  | { readonly outcome: "undeliverable"; readonly code: string }
  /** Taken on, no receipt yet. */
  | { readonly outcome: "pending"; readonly messageId?: string }
  /** Never taken on, or not shown yet. */
  | { readonly outcome: "absent" }
  /** No answer. */
  | { readonly outcome: "unknown"; readonly code: string };

/** Which message is asked about. */
export type Asked = {
  /** Our own: the delivery's. */
  readonly id: string;
  /** Mainland mobile number, 11 digits. */
  readonly to: string;
  /** The day on which it may have been sent. */
  readonly sentOn: LocalDate;
  /** The gateway's, where it gave one. */
  readonly messageId?: string | undefined;
};

export type SmsGateway = {
  /** Asks once, within `timeoutMs`; never throws for what the gateway or the network does. */
  send(sms: Sms): Promise<SendOutcome>;
  /**
   * What became of a message, by our own id, before anything is sent again. A gateway without it may send a message twice
   * after a crash in the middle of a sending.
   */
  readonly find?: (asked: Asked) => Promise<FindOutcome>;
  /** `find` shows a message only when it has a receipt: what is still on its way is `absent`, and may be sent twice. */
  readonly findsOnlyReceipts?: true;
  /** The receipt of a message that was taken on; `absent` and `unknown` mean: none yet. */
  receipt(asked: Asked): Promise<FindOutcome>;
  /** The longest that one question takes, milliseconds. */
  readonly timeoutMs: number;
};
