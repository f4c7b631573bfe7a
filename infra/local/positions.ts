/** How far each shard of each stream has been handled; kept in a file, so that the next start goes on from there. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as z from "zod";

const Kept = z.record(z.string(), z.record(z.string(), z.string()));

export type Positions = {
  /** Sequence number of the last record handled; undefined: none yet. */
  get(stream: string, shard: string): string | undefined;
  set(stream: string, shard: string, sequenceNumber: string): void;
};

/** @param file absent: kept in memory only */
export const openPositions = (file?: string): Positions => {
  const kept = file !== undefined && existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  return {
    get: (stream, shard) => kept[stream]?.[shard],
    set(stream, shard, sequenceNumber) {
      kept[stream] = { ...kept[stream], [shard]: sequenceNumber };
      if (file === undefined) return;
      // Written aside and moved into place: a process that dies in the middle leaves the old file.
      writeFileSync(`${file}.new`, JSON.stringify(kept));
      renameSync(`${file}.new`, file);
    },
  };
};
