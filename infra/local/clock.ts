/**
 * The rehearsal clock: it runs at the pace of the real one from the instant it is given, and can be moved forward, never
 * back. Whatever is due on the way happens in order, each at its own instant, once everything before it has come to rest.
 */

/** Something that comes again, like a schedule. Instants are milliseconds since the epoch. */
export type Recurring = {
  readonly name: string;
  /** The next instant at which it has to run, strictly after `after`; `Infinity` when nothing is ahead. */
  due(after: number): number;
  run(at: number): Promise<void>;
};

export type RehearsalClock = {
  now(): number;
  /** Runs once when the clock reaches the instant; a moment that has passed is as soon as possible. */
  at(instant: number, run: () => Promise<void>): void;
  every(recurring: Recurring): void;
  /** Moves forward and answers when all has come to rest, with the number of things that ran. @throws RangeError backwards */
  moveTo(instant: number): Promise<number>;
  /** From now on what is due runs by itself, in real time. */
  start(): void;
  stop(): Promise<void>;
};

export type ClockOptions = {
  readonly from: number;
  /** Told before anything runs at a new instant: what to add to the real clock, in milliseconds. */
  readonly offsetChanged: (offset: number) => void;
  /** Answers when every queue, topic and stream has come to rest. */
  readonly settled: () => Promise<void>;
};

/** Real milliseconds between looks at what has become due. */
const LOOK_EVERY_MS = 250;

type Once = { readonly instant: number; readonly run: () => Promise<void> };
type Ticking = { readonly recurring: Recurring; seen: number };
type Next = { readonly instant: number; readonly run: () => Promise<void> };

export const createClock = ({ from, offsetChanged, settled }: ClockOptions): RehearsalClock => {
  let offset = from - Date.now();
  offsetChanged(offset);
  const now = () => Date.now() + offset;
  const once: Once[] = [];
  const ticking: Ticking[] = [];
  let looking: NodeJS.Timeout | undefined;
  // One thing after another: a move waits for what real time has started, and the other way round.
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const reach = (instant: number): void => {
    if (instant <= now()) return;
    offset = instant - Date.now();
    offsetChanged(offset);
  };

  const runOnce = (planned: Once): Promise<void> => {
    once.splice(once.indexOf(planned), 1);
    return planned.run();
  };
  const runAgain = (each: Ticking, instant: number): Promise<void> => {
    each.seen = instant;
    return each.recurring.run(instant);
  };

  /** The earliest thing at or before `until`; what was planned comes before what recurs at the same instant. */
  const nextUntil = (until: number): Next | undefined => {
    let next: Next | undefined;
    for (const planned of once) {
      if (planned.instant > until || (next && next.instant <= planned.instant)) continue;
      next = { instant: planned.instant, run: () => runOnce(planned) };
    }
    for (const each of ticking) {
      const instant = each.recurring.due(each.seen);
      if (instant > until || (next && next.instant <= instant)) continue;
      next = { instant, run: () => runAgain(each, instant) };
    }
    return next;
  };

  /** Ticks before this instant have run, or nobody needed them: they are never made up for. */
  const passOver = (instant: number): void => {
    for (const each of ticking) each.seen = Math.max(each.seen, instant - 1);
  };

  const runUntil = async (until: number): Promise<number> => {
    for (let ran = 0; ; ran += 1) {
      await settled();
      const next = nextUntil(until);
      passOver(next?.instant ?? until + 1);
      if (next === undefined) return ran;
      reach(next.instant);
      await next.run();
    }
  };

  let looked = true;
  const look = () => {
    if (!looked || nextUntil(now()) === undefined) return;
    looked = false;
    const run = () => runUntil(now()).catch((error: unknown) => console.error(error));
    void inTurn(run).finally(() => {
      looked = true;
    });
  };

  return {
    now,
    at: (instant, run) => void once.push({ instant, run }),
    every: (recurring) => void ticking.push({ recurring, seen: now() }),
    moveTo: (instant) =>
      inTurn(async () => {
        if (!(instant >= now())) throw new RangeError("the clock only moves forward");
        const ran = await runUntil(instant);
        reach(instant);
        await settled();
        return ran;
      }),
    start() {
      looking = setInterval(look, LOOK_EVERY_MS);
    },
    async stop() {
      clearInterval(looking);
      await turn;
    },
  };
};
