/** Numbers that look random and are the same for the same seed (mulberry32). */
export type Random = {
  /** 0 ≤ n < `below`, whole. */
  below(below: number): number;
  /** Whole, both ends included. */
  between(from: number, to: number): number;
  pick<T>(among: readonly T[]): T;
  chance(probability: number): boolean;
};

export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    pick: (among) => {
      const picked = among[below(among.length)];
      if (picked === undefined) throw new RangeError("nothing to pick from");
      return picked;
    },
    chance: (probability) => next() < probability,
  };
};

/** A seed of its own for the nth of many, so that each can be run again alone. */
export const seedOf = (seed: number, nth: number): number => (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + nth) >>> 0;
