/** The folder of one local run: who is using it, what it keeps, and what it leaves behind. */
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { keptFile } from "./kept-file.ts";
import { endProcess, isAlive, markOf, ProcessMark } from "./processes.ts";
import { StartFailure } from "./start-failure.ts";

const Occupants = z.object({ node: ProcessMark, java: ProcessMark.optional() });

export type RunFolder = {
  readonly path: string;
  /** Path of a file that outlives the run; undefined when nothing does. */
  kept(name: string): string | undefined;
  /** Notes the database down, for the next start to end should this process not come to it. */
  occupiedBy(javaPid: number): void;
  leave(): void;
};

/** Made anew at every start. */
const TEMPORARY = ["assembly", "work", "functions.log"];

/** One a port, so that the next start on this port clears up after one that could not. */
const temporaryFolder = (port: number): string => join(import.meta.dirname, "../../.local", `run-${port}`);

/**
 * @param dataDir absent: a folder of the project's own, removed at the end
 * @param port of the API
 */
export const enterRunFolder = async (dataDir: string | undefined, port: number): Promise<RunFolder> => {
  const path = dataDir === undefined ? temporaryFolder(port) : resolve(dataDir);
  mkdirSync(path, { recursive: true });
  const file = keptFile(join(path, "run.json"), Occupants);
  const before = file.read();
  if (before !== undefined && before.node.pid !== process.pid && isAlive(before.node)) {
    throw new StartFailure(
      `数据目录 ${path} 正被另一个进程（${before.node.pid}）使用。`,
      `The data folder ${path} is in use by another process (${before.node.pid}).`,
    );
  }
  if (before?.java !== undefined) await endProcess(before.java);
  for (const name of TEMPORARY) rmSync(join(path, name), { recursive: true, force: true });
  const node = markOf(process.pid);
  file.write({ node });
  const leave = () => rmSync(dataDir === undefined ? path : join(path, "run.json"), { recursive: true, force: true });
  process.once("exit", leave);
  return {
    path,
    kept: (name) => (dataDir === undefined ? undefined : join(path, name)),
    occupiedBy: (javaPid) => file.write({ node, java: markOf(javaPid) }),
    leave() {
      process.off("exit", leave);
      leave();
    },
  };
};
