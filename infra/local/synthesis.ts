/** Runs the synthesis in a process of its own and reads what it wrote. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { readAssembly, type Stack } from "./assembly.ts";

export type SynthesisInput = {
  readonly municipality: string;
  /** SMS provider. */
  readonly sms: string;
  /** Of the API, `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Base URL of the stand-ins. */
  readonly standIns: string;
  /** The run's. */
  readonly folder: string;
};

const HEAP_MB = 512;

/**
 * @param signal ends it early
 * @throws Error with what the synthesis printed, when it fails
 */
export const synthesiseApart = async (input: SynthesisInput, signal: AbortSignal): Promise<readonly Stack[]> => {
  const script = join(import.meta.dirname, "synthesise-apart.ts");
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, script, JSON.stringify(input)], {
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-8_000);
    });
  }
  const end = () => child.kill();
  process.once("exit", end);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  process.off("exit", end);
  if (code !== 0) throw new Error(`the templates could not be synthesised: ${said}`);
  return readAssembly(join(input.folder, "assembly"));
};
