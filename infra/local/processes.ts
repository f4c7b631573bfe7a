/** Whether a process that was noted down is still the same one: ids are used again, starting times with them hardly. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as z from "zod";

/** `started` in whatever way this machine tells it. */
export const ProcessMark = z.object({ pid: z.int().positive(), started: z.string() });
export type ProcessMark = z.infer<typeof ProcessMark>;

const startOnLinux = (pid: number): string | undefined => {
  try {
    // The name in brackets may hold spaces; the start is the 20th field after it.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19];
  } catch {
    return undefined;
  }
};

const startElsewhere = (pid: number): string | undefined => {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
};

const startOf = process.platform === "linux" ? startOnLinux : startElsewhere;

/** @throws Error when there is no such process */
export const markOf = (pid: number): ProcessMark => {
  const started = startOf(pid);
  if (started === undefined) throw new Error(`there is no process ${pid}`);
  return { pid, started };
};

export const isAlive = ({ pid, started }: ProcessMark): boolean => startOf(pid) === started;

const POLL_MS = 50;
const GRACE_MS = 5_000;

/** Asks it to end, insists after five seconds, and answers when it has gone. Another process of that id is left alone. */
export const endProcess = async (mark: ProcessMark): Promise<void> => {
  const insistAt = performance.now() + GRACE_MS;
  for (
    let signal: NodeJS.Signals | 0 = "SIGTERM";
    isAlive(mark);
    signal = performance.now() > insistAt ? "SIGKILL" : 0
  ) {
    process.kill(mark.pid, signal);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};
