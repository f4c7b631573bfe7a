/**
 * Many lives at once, one step at a time, in an order that follows from a seed. A life is one run of one function; a step
 * is whatever it awaits of the outside world. Before and after each step lies a point, at which the plan may end the life
 * or hold it up, and each reading of the clock is one. Time stands still but for what steps take and for what is waited for.
 */
import { type Instant, instantOf } from "../../../shared/kernel/local-date.ts";
import type { Random } from "../random.ts";

export class Died extends Error {}

/** Milliseconds of a pause; during it the others go on. */
export type Doom = "dies" | { readonly pausesMs: number };
/** By the number of the point. */
export type Plan = ReadonlyMap<number, Doom>;

export type Life = {
  readonly name: string;
  dead: boolean;
  /** Until then it is held up, milliseconds since 1970. */
  heldUntil: number;
  /** Called whenever it dies or is held up. */
  onDoom: (doom: Doom) => void;
};
export const newLife = (name: string): Life => ({ name, dead: false, heldUntil: 0, onDoom: () => {} });

/**
 * A step that is given up after so many milliseconds, whatever holds it up: its own pause, or time that goes on for everyone
 * while it is under way. `givenUp` is what it comes to then.
 */
export type Patience<T> = { readonly ms: number; readonly givenUp: () => T };

type Gate = {
  readonly life: Life;
  readonly open: () => void;
  readonly close: (why: Died) => void;
  passed: Promise<void>;
};
type Event = { readonly at: number; readonly happens: () => void };

/** What one step takes at most, milliseconds. */
const STEP_MS = 20;
/** A pause inside a step that is given up later ends so long before, milliseconds: it is to go on just in time. */
const JUST_IN_TIME_MS = 200;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Weaver {
  /** Called when time has gone on at a reading of the clock, and with it for everyone. */
  onJump: (life: Life) => void = () => {};
  /** Points met so far. */
  points = 0;
  ms: number;
  readonly #random: Random;
  readonly #plan: Plan;
  readonly #gates: Gate[] = [];
  readonly #events: Event[] = [];

  constructor(start: Instant, random: Random, plan: Plan) {
    this.ms = Date.parse(start);
    this.#random = random;
    this.#plan = plan;
  }

  get at(): Instant {
    return instantOf(this.ms);
  }

  /** Planned ones that came about. */
  get dooms(): number {
    return [...this.#plan.keys()].filter((point) => point <= this.points).length;
  }

  later(afterMs: number, happens: () => void): void {
    this.#events.push({ at: this.ms + afterMs, happens });
  }

  /** A clock is read at once: whoever is held up there finds that time has gone on. */
  clock(life: Life): Instant {
    const doom = this.#meet(life);
    if (doom !== undefined && doom !== "dies") {
      this.ms += doom.pausesMs;
      this.onJump(life);
    }
    return this.at;
  }

  async step<T>(life: Life, does: () => Promise<T>, patience?: Patience<T>): Promise<T> {
    const began = this.ms;
    this.#hold(life, this.#meet(life), patience && patience.ms - JUST_IN_TIME_MS);
    try {
      return await this.#pass(life, async () =>
        patience !== undefined && this.ms - began > patience.ms ? patience.givenUp() : does(),
      );
    } finally {
      // After what failed, too.
      this.#hold(life, this.#meet(life));
      if (life.heldUntil > this.ms) await this.#pass(life, async () => {});
    }
  }

  /** Until nothing is left to do or to wait for. */
  async run(): Promise<void> {
    for (;;) {
      await turn();
      const open = this.#gates.filter(({ life }) => life.heldUntil <= this.ms);
      if (open.length > 0) await this.#letPass(this.#random.pick(open));
      else if (!this.#waitForNext()) return;
      this.#happen();
    }
  }

  #meet(life: Life): Doom | undefined {
    if (life.dead) throw new Died();
    this.points += 1;
    const doom = this.#plan.get(this.points);
    if (doom === undefined) return undefined;
    life.onDoom(doom);
    if (doom === "dies") {
      life.dead = true;
      for (const gate of this.#gates.filter((each) => each.life === life)) this.#shut(gate);
      throw new Died();
    }
    return doom;
  }

  #hold(life: Life, doom: Doom | undefined, atMost = Number.POSITIVE_INFINITY): void {
    if (doom !== undefined && doom !== "dies") life.heldUntil = this.ms + Math.min(doom.pausesMs, atMost);
  }

  #pass<T>(life: Life, does: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const gate: Gate = {
        life,
        open: () => {
          gate.passed = does().then(resolve, reject);
        },
        close: reject,
        passed: Promise.resolve(),
      };
      this.#gates.push(gate);
    });
  }

  async #letPass(gate: Gate): Promise<void> {
    this.#gates.splice(this.#gates.indexOf(gate), 1);
    this.ms += this.#random.between(1, STEP_MS);
    gate.open();
    await gate.passed;
  }

  #shut(gate: Gate): void {
    this.#gates.splice(this.#gates.indexOf(gate), 1);
    gate.close(new Died());
  }

  /** Time goes on to whatever comes first. */
  #waitForNext(): boolean {
    const waits = [...this.#events.map(({ at }) => at), ...this.#gates.map(({ life }) => life.heldUntil)];
    if (waits.length === 0) return false;
    this.ms = Math.max(this.ms, Math.min(...waits));
    return true;
  }

  #happen(): void {
    const due = this.#events.filter(({ at }) => at <= this.ms).sort((a, b) => a.at - b.at);
    for (const event of due) this.#events.splice(this.#events.indexOf(event), 1);
    for (const { happens } of due) happens();
  }
}
