/** What a gateway that cannot be asked says by itself of a message: kept when it comes, read when it is wanted. */
import * as z from "zod";
import { Instant } from "../kernel/local-date.ts";

export const Receipt = z.object({
  schema: z.literal(1),
  /** The gateway's id of the message; the number that it went to is not kept. */
  messageId: z.string().min(1),
  state: z.enum(["delivered", "undeliverable"]),
  /** When the gateway said so. */
  at: Instant,
  /** Why it never arrives. */
  code: z.string().optional(),
});
export type Receipt = z.infer<typeof Receipt>;

/** Kept by `shared/aws/receipt-store.ts`. */
export type Receipts = {
  /** The first one of a message stays: repeated, late and contradicting ones change nothing. Says whether it was the first. */
  keep(receipt: Receipt): Promise<boolean>;
  of(messageId: string): Promise<Receipt | undefined>;
};
