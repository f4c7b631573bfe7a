/** What is going on: lets the clock wait until everything has come to rest, and know whether anything happened. */
export type Activity = {
  /** Counts the work as going on until it ends, however it ends. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Notes that something happened that a schedule may have to look at. */
  happened(): void;
  /** How many things have happened; two equal readings mean that nothing did in between. */
  readonly count: number;
  readonly resting: boolean;
  /** Answers as soon as nothing is going on. */
  rest(): Promise<void>;
};

export const createActivity = (): Activity => {
  let open = 0;
  let count = 0;
  let waiting: (() => void)[] = [];
  const ended = () => {
    open -= 1;
    if (open > 0) return;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    async during(work) {
      open += 1;
      try {
        return await work();
      } finally {
        ended();
      }
    },
    happened() {
      count += 1;
    },
    get count() {
      return count;
    },
    get resting() {
      return open === 0;
    },
    async rest() {
      while (open > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
};
