/** The few statistics that a bench needs: the middle of several rounds, and how far the rounds lay apart. */

export type Sample = {
  readonly median: number;
  /** First and third quartile: half of the rounds lay between them. */
  readonly quartiles: readonly [number, number];
  readonly rounds: number;
};

/** Linear between neighbours. @throws RangeError when there is nothing to look at */
const quantile = (sorted: readonly number[], q: number): number => {
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) throw new RangeError("no rounds");
  return below + (above - below) * (at - Math.floor(at));
};

export const sampleOf = (values: readonly number[]): Sample => {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
    rounds: sorted.length,
  };
};

/**
 * Takes the contestants in turn, round after round, so that a busy spell of the machine meets all of them; every other
 * round in reverse, so that none always follows the same one. Stops early, after a whole round, once the time is up.
 * @param contest gives the figures of one round
 * @param withinMs at least one round is run whatever it takes
 */
export const interleaved = async <Name extends string, Figure>(
  names: readonly Name[],
  rounds: number,
  withinMs: number,
  contest: (name: Name) => Promise<Figure>,
): Promise<ReadonlyMap<Name, readonly Figure[]>> => {
  const figures = new Map<Name, Figure[]>(names.map((name) => [name, []]));
  const endsAt = performance.now() + withinMs;
  for (let round = 0; round < rounds && (round === 0 || performance.now() < endsAt); round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) figures.get(name)?.push(await contest(name));
  }
  return figures;
};

/** The figures of one contestant. @throws Error when there are none: no ratio may be made of nothing */
export const figuresOf = <Name extends string, Figure>(
  figures: ReadonlyMap<Name, readonly Figure[]>,
  name: Name,
): readonly Figure[] => {
  const found = figures.get(name);
  if (found === undefined || found.length === 0) throw new Error(`${name} was never measured`);
  return found;
};

/** Round by round, so that neighbours in time are compared; then the middle one. */
export const ratioOf = (above: readonly number[], below: readonly number[]): Sample =>
  sampleOf(above.map((value, round) => value / (below[round] ?? Number.NaN)));
