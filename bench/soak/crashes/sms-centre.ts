/** A gateway that takes messages on and shows them late, answers too late, asks for patience, and refuses a number for good. */
import type { FindOutcome, SendOutcome, Sms } from "../../../shared/reminders/gateway.ts";
import type { Random } from "../random.ts";

export type Manners = {
  /** Whether it can be asked by our own id. */
  readonly askable: boolean;
  /** The longest it takes until it shows what it took on, milliseconds. */
  readonly showsWithinMs: number;
  /** How often it takes a message on and never answers. */
  readonly silent: number;
  /** How often it says "not now". */
  readonly busy: number;
  /** Numbers that it refuses for good. */
  readonly refused: ReadonlySet<string>;
};

export type Taken = { readonly id: string; readonly to: string; readonly shownAt: number };

export class SmsCentre {
  readonly taken: Taken[] = [];
  readonly manners: Manners;
  readonly #random: Random;

  constructor(manners: Manners, random: Random) {
    this.manners = manners;
    this.#random = random;
  }

  send({ id, to }: Sms, now: number): SendOutcome {
    if (this.manners.refused.has(to)) return { outcome: "rejected", code: "isv.MOBILE_NUMBER_ILLEGAL" };
    if (this.#random.chance(this.manners.busy)) return { outcome: "deferred", code: "isv.LIMIT", account: false };
    // Now and then exactly as late as it may be.
    const late = this.#random.chance(0.2) ? 1 : this.#random.below(1000) / 1000;
    this.taken.push({ id, to, shownAt: now + late * this.manners.showsWithinMs });
    if (this.#random.chance(this.manners.silent)) return { outcome: "unknown", code: "no-answer" };
    return { outcome: "accepted", messageId: `m-${this.taken.length}` };
  }

  find(id: string, to: string, now: number): FindOutcome {
    const shown = this.taken.some((sms) => sms.id === id && sms.to === to && sms.shownAt <= now);
    return shown ? { outcome: "accepted" } : { outcome: "absent" };
  }
}
