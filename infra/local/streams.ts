/** Reads the tables' streams and feeds the functions that the template maps to them. */

import type { StreamSource } from "./event-sources.ts";
import type { Faults } from "./faults.ts";
import type { FeedOptions } from "./stream-feed.ts";
import { createStreamReader } from "./stream-reader.ts";

/** Real milliseconds between two looks when nobody has called for one. */
const LOOK_EVERY_MS = 400;

export type StreamsOptions = Omit<FeedOptions, "later" | "source"> & {
  readonly sources: readonly StreamSource[];
  readonly faults: { readonly current: Pick<Faults, "streams"> };
};
export type Streams = {
  /** Reads every stream to its end and hands everything over; answers how many records that were: none while held. */
  drain(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
};

export const createStreams = (options: StreamsOptions): Streams => {
  const later = (instant: number) => options.clock.at(instant, async () => void (await drain()));
  const readers = options.sources.map((source) => createStreamReader({ ...options, source, later }));
  let turn: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const drain = (): Promise<number> => {
    const mine = turn.then(async () => {
      let count = 0;
      if (options.faults.current.streams === "held") return count;
      for (const { look } of readers) count += await options.activity.during(look);
      return count;
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
  const loop = async (): Promise<void> => {
    await drain().catch((error: unknown) => stopped || console.error(error));
    if (!stopped) timer = setTimeout(loop, LOOK_EVERY_MS);
  };
  return {
    drain,
    start: () => void loop(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
};
