/** Many small requests, a few at a time: neither one after the other, nor all at once. */
const AT_ONCE = 8;

/** @param work catches its own errors. @returns its results, in the order of `all` */
export const fewAtATime = async <T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> => {
  const results = new Array<R>(all.length);
  const waiting = all.entries();
  const worker = async (): Promise<void> => {
    for (const [n, one] of waiting) results[n] = await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, all.length) }, worker));
  return results;
};
