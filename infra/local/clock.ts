/**
 * The rehearsal clock: it runs at the pace of the real one from the instant it is given, and can be moved forward, never
 * back. Whatever is due on the way happens in order, each at its own instant, once everything before it has come to rest.
 */
import { type Agenda, createAgenda, type Recurring } from "./agenda.ts";

/** Instants are milliseconds since the epoch. */
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

/** One thing after another: a move waits for what real time has started, and the other way round. */
const createTurns = () => {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    take<T>(work: () => Promise<T>): Promise<T> {
      const mine = turn.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },
    ended: () => turn,
  };
};

const createHands = ({ from, offsetChanged }: ClockOptions) => {
  let offset = from - Date.now();
  offsetChanged(offset);
  const now = () => Date.now() + offset;
  const reach = (instant: number): void => {
    if (instant <= now()) return;
    offset = instant - Date.now();
    offsetChanged(offset);
  };
  return { now, reach };
};
type Hands = ReturnType<typeof createHands>;

/** Answers with the number of things that ran. */
const runUntil = async (until: number, agenda: Agenda, hands: Hands, settled: () => Promise<void>): Promise<number> => {
  for (let ran = 0; ; ran += 1) {
    await settled();
    const next = agenda.nextUntil(until);
    agenda.passOver(next?.instant ?? until + 1);
    if (next === undefined) return ran;
    hands.reach(next.instant);
    await next.run();
  }
};

export const createClock = (options: ClockOptions): RehearsalClock => {
  const { settled } = options;
  const hands = createHands(options);
  const { now } = hands;
  const agenda = createAgenda();
  const turns = createTurns();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  const look = async (): Promise<void> => {
    if (looking || agenda.nextUntil(now()) === undefined) return;
    looking = true;
    await turns.take(() => runUntil(now(), agenda, hands, settled)).catch((error: unknown) => console.error(error));
    looking = false;
  };
  const move = async (instant: number): Promise<number> => {
    if (!(instant >= now())) throw new RangeError("the clock only moves forward");
    const ran = await runUntil(instant, agenda, hands, settled);
    hands.reach(instant);
    await settled();
    return ran;
  };

  return {
    now,
    at: agenda.plan,
    every: (recurring) => agenda.every(recurring, now()),
    moveTo: (instant) => turns.take(() => move(instant)),
    start() {
      timer = setInterval(look, LOOK_EVERY_MS);
    },
    async stop() {
      clearInterval(timer);
      await turns.ended();
    },
  };
};
