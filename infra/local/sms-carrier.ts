/** What the stand-ins of all SMS gateways share: what was taken on, when it shows, and what its receipts say. */
import * as z from "zod";
import type { Faults } from "./faults.ts";
import { keptLines } from "./kept-lines.ts";
import type { SmsOutbox } from "./sms-outbox.ts";

const Receipt = z.enum(["delivered", "undeliverable"]);
const Carried = z.object({
  phone: z.string(),
  /** The gateway's. */
  messageId: z.string(),
  /** The sender's own. */
  ourId: z.string(),
  template: z.string(),
  text: z.string(),
  /** Milliseconds: taken on. */
  at: z.number(),
  /** Milliseconds: from then on the gateway shows it, and says what became of it. */
  shownFrom: z.number(),
  /** In the order in which they come; none: it never does. */
  receipts: z.array(Receipt),
});
export type Carried = Readonly<z.infer<typeof Carried>>;
export type Receipt = z.infer<typeof Receipt>;

const RECEIPTS: Readonly<Record<NonNullable<Faults["receipts"]>, readonly Receipt[]>> = {
  undeliverable: ["undeliverable"],
  never: [],
  twice: ["delivered", "undeliverable", "delivered"],
};

export type Carrier = {
  /** Keeps it, and puts it into the outbox. */
  take(message: Pick<Carried, "phone" | "messageId" | "ourId" | "template" | "text">): Carried;
  /** To one number, oldest first: those that show by now. */
  shown(phone: string): readonly Carried[];
};

export type CarrierOptions = {
  readonly outbox: SmsOutbox;
  /** File that keeps what was sent, so that a sender can still ask after a restart; absent: in memory only. */
  readonly history?: string | undefined;
  readonly now: () => number;
  readonly faults: () => Pick<Faults, "receipts" | "smsShownAfterSeconds">;
};

export const createCarrier = ({ outbox, history, now, faults }: CarrierOptions): Carrier => {
  const carried = keptLines(history, Carried);
  return {
    take(message) {
      const at = now();
      const { receipts, smsShownAfterSeconds: late } = faults();
      const shownFrom = at + (late ?? 0) * 1000;
      const taken = {
        ...message,
        at,
        shownFrom,
        receipts: receipts === null ? ["delivered" as const] : [...RECEIPTS[receipts]],
      };
      carried.add(taken);
      const { phone: to, text, ourId } = message;
      outbox.add({ to, text, at: new Date(at).toISOString(), deliveryId: ourId || null });
      return taken;
    },
    shown: (phone) => carried.all.filter((one) => one.phone === phone && one.shownFrom <= now()),
  };
};
