/** The town that `town.ts` starts, seen from the bench: where it is, and how to end it. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as z from "zod";

export const TownAddress = z.object({
  url: z.string(),
  /** Of its DynamoDB Local. */
  database: z.string(),
  /** Names of its tables, by what they hold. */
  tables: z.object({ cases: z.string(), complaints: z.string(), directory: z.string() }),
});
export type TownAddress = z.infer<typeof TownAddress>;

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

/** Ends by itself when the bench does: the channel between them closes. */
const stop = async (town: ChildProcess): Promise<void> => {
  if (town.exitCode !== null || town.signalCode !== null) return;
  const gone = once(town, "exit");
  town.kill("SIGTERM");
  const slow = setTimeout(() => town.kill("SIGKILL"), STOP_LIMIT_MS);
  await gone;
  clearTimeout(slow);
};

const addressFrom = async (town: ChildProcess): Promise<TownAddress> => {
  const signal = AbortSignal.timeout(START_LIMIT_MS);
  const ended = once(town, "exit", { signal }).then(() => {
    throw new Error("the local run ended before it was ready");
  });
  const [message] = await Promise.race([once(town, "message", { signal }), ended]);
  ended.catch(() => undefined);
  return TownAddress.parse(message);
};

/** A process of its own: the town must not share a thread with those who call it. @throws Error when it does not start */
export const inTown = async <T>(work: (town: TownAddress) => Promise<T>): Promise<T> => {
  const town = fork(join(import.meta.dirname, "town.ts"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    return await work(await addressFrom(town));
  } finally {
    await stop(town);
  }
};
