/** A gateway that shows late what it took on, answers too late, asks for patience, and has numbers that nothing reaches. */
import type { Asked, FindOutcome, SendOutcome, Sms } from "../../../shared/reminders/gateway.ts";
import type { Random } from "../random.ts";

export type Manners = {
  /** Whether it can be asked by our own id before a message is sent again. */
  readonly askable: boolean;
  /** The longest it takes until it shows what it took on, milliseconds. */
  readonly showsWithinMs: number;
  /** The longest it takes until it has a receipt, milliseconds. */
  readonly receiptWithinMs: number;
  /** How often it takes a message on and never answers. */
  readonly silent: number;
  /** How often it says "not now". */
  readonly busy: number;
  /** Numbers that nothing reaches. */
  readonly dead: ReadonlySet<string>;
  /** How that shows: it takes nothing on, its receipt says so, or there never is a receipt. */
  readonly deadBy: "refusal" | "receipt" | "silence";
};

export type Taken = { readonly id: string; readonly to: string; readonly shownAt: number; readonly receiptAt: number };

export class SmsCentre {
  readonly taken: Taken[] = [];
  readonly manners: Manners;
  readonly #random: Random;

  constructor(manners: Manners, random: Random) {
    this.manners = manners;
    this.#random = random;
  }

  send({ id, to }: Sms, now: number): SendOutcome {
    const { dead, deadBy, busy, silent, showsWithinMs, receiptWithinMs } = this.manners;
    if (deadBy === "refusal" && dead.has(to)) return { outcome: "rejected", code: "isv.MOBILE_NUMBER_ILLEGAL" };
    if (this.#random.chance(busy)) return { outcome: "deferred", code: "isv.LIMIT", account: false };
    // Now and then exactly as late as it may be.
    const shownAt = now + Math.floor(this.#part() * showsWithinMs);
    this.taken.push({ id, to, shownAt, receiptAt: now + Math.floor(this.#part() * receiptWithinMs) });
    if (this.#random.chance(silent)) return { outcome: "unknown", code: "no-answer" };
    return { outcome: "accepted", messageId: `m-${this.taken.length}` };
  }

  find({ id, to }: Asked, now: number): FindOutcome {
    const shown = this.taken.filter((sms) => sms.id === id && sms.to === to && sms.shownAt <= now);
    return shown[0] === undefined ? { outcome: "absent" } : this.#fate(shown[0], now);
  }

  /** By whatever way receipts come: not by asking, where it cannot be asked. */
  receipt({ id, to }: Asked, now: number): FindOutcome {
    const ours = this.taken.find((sms) => sms.id === id && sms.to === to);
    return ours === undefined ? { outcome: "absent" } : this.#fate(ours, now);
  }

  #fate({ to, shownAt, receiptAt }: Taken, now: number): FindOutcome {
    const { dead, deadBy } = this.manners;
    const isDead = dead.has(to);
    if (now < Math.max(receiptAt, shownAt) || (isDead && deadBy === "silence")) return { outcome: "pending" };
    return isDead ? { outcome: "undeliverable", code: "UNDELIV" } : { outcome: "delivered" };
  }

  #part(): number {
    return this.#random.chance(0.2) ? 1 : this.#random.below(1_000) / 1_000;
  }
}
