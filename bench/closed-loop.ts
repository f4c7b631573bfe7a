/** A closed loop: so many callers, each asking again as soon as it is answered. */

/**
 * @param callers how many ask at once; @param ask is told which request it is, from 0
 * @returns requests a second
 */
export const requestsPerSecond = async (
  requests: number,
  callers: number,
  ask: (n: number) => Promise<unknown>,
): Promise<number> => {
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < requests) {
      const n = next;
      next += 1;
      await ask(n);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return (requests * 1000) / (performance.now() - from);
};
