/** How far each shard of each stream has been handled; kept in a file, so that the next start goes on from there. */
import * as z from "zod";
import { keptFile } from "./kept-file.ts";

export type Positions = {
  /** Sequence number of the last record handled; undefined: none yet. */
  get(stream: string, shard: string): string | undefined;
  set(stream: string, shard: string, sequenceNumber: string): void;
};

/** @param path absent: kept in memory only */
export const openPositions = (path?: string): Positions => {
  const file = keptFile(path, z.record(z.string(), z.record(z.string(), z.string())));
  const kept = file.read() ?? {};
  return {
    get: (stream, shard) => kept[stream]?.[shard],
    set(stream, shard, sequenceNumber) {
      kept[stream] = { ...kept[stream], [shard]: sequenceNumber };
      file.write(kept);
    },
  };
};
