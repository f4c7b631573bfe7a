/**
 * The thread in which every bundle runs, as Lambda would run it: `exports.handler`, an environment of its own, a context
 * object. Only two things differ: `Date` follows the rehearsal clock (timers are real), and requests to DynamoDB can be
 * sent through the stand-in that makes it fail.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { format } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import type { FromRuntime, RuntimeSettings, ToRuntime } from "./runtime-messages.ts";

type Environment = NodeJS.ProcessEnv;
type Handler = (event: unknown, context: object) => Promise<unknown>;
type Loaded = { readonly handler: Handler; readonly environment: Environment };

// `workerData` is whatever was handed over: by functions.ts, which types it.
const settings = workerData as RuntimeSettings;
const offset = new Float64Array(settings.clock);
const faultSwitch = new Int32Array(settings.faultSwitch);
const port = parentPort;
if (port === null) throw new Error("runtime-worker.ts runs as a worker thread only");

const realNow = Date.now.bind(Date);
const now = (): number => Math.round(realNow() + (offset[0] ?? 0));
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, property, receiver) => (property === "now" ? now : Reflect.get(target, property, receiver)),
});

/** Each function sees its own variables, at any time, although all of them share one process. */
const running = new AsyncLocalStorage<Environment>();
const shared = { ...process.env };
const variables = () => running.getStore() ?? shared;
process.env = new Proxy<NodeJS.ProcessEnv>(
  {},
  {
    get: (_, name) => (typeof name === "string" ? variables()[name] : undefined),
    set: (_, name, value) => Reflect.set(variables(), name, String(value)),
    has: (_, name) => typeof name === "string" && Object.hasOwn(variables(), name),
    ownKeys: () => Object.keys(variables()),
    getOwnPropertyDescriptor: (_, name) => ({ value: variables()[String(name)], enumerable: true, configurable: true }),
  },
);

/** Lines that come shortly after one another are written together. */
const LINES_WAIT_MS = 20;
const log = createWriteStream(settings.logFile, { flags: "a" });
const write = (...said: unknown[]): void => {
  if (log.writableCorked === 0) {
    log.cork();
    setTimeout(() => log.uncork(), LINES_WAIT_MS);
  }
  log.write(`${format(...said)}\n`);
};
Object.assign(console, { log: write, info: write, debug: write, warn: write, error: write });
const flushed = (): Promise<void> =>
  new Promise((resolve) => {
    log.uncork();
    log.write("", () => resolve());
  });

const require = createRequire(import.meta.url);

/** While the switch is on, what goes to DynamoDB goes to the stand-in; otherwise nothing stands between. */
const http: typeof import("node:http") = require("node:http");
const request = http.request;
const toDatabase = (options: unknown): options is { port: unknown } =>
  typeof options === "object" &&
  options !== null &&
  "port" in options &&
  Number(options.port) === settings.databasePort;
const patched = (...args: Parameters<typeof request>) => {
  const options: unknown = args[0];
  if (faultSwitch[0] === 1 && toDatabase(options)) options.port = settings.faultPort;
  return request(...args);
};
http.request = patched as typeof request; // one function stands for all overloads

const loaded = new Map<string, Loaded>();

const load = (message: Extract<ToRuntime, { kind: "load" }>): void => {
  const [file = "index", name = "handler"] = message.handler.split(".");
  const environment = { ...shared, ...message.environment };
  running.run(environment, () => {
    const handler: unknown = require(join(message.folder, `${file}.js`))[name];
    if (typeof handler !== "function") throw new Error(`${message.functionName} exports no ${name}`);
    loaded.set(message.functionName, { handler: handler as Handler, environment }); // a bundle's export has no type
  });
};

const invoke = async (message: Extract<ToRuntime, { kind: "invoke" }>): Promise<string> => {
  const found = loaded.get(message.functionName);
  if (found === undefined) throw new Error(`there is no function ${message.functionName}`);
  const endsAt = performance.now() + message.timeoutMs;
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: message.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: message.arn,
    memoryLimitInMB: String(message.memoryMb),
    awsRequestId: message.requestId,
    logGroupName: `/aws/lambda/${message.functionName}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
  const result = await running.run(found.environment, () => found.handler(JSON.parse(message.event), context));
  return JSON.stringify(result ?? null);
};

/** Those of one turn of the loop go together. */
let answers: FromRuntime[] = [];
const answer = (message: FromRuntime): void => {
  if (answers.push(message) > 1) return;
  setImmediate(() => {
    port.postMessage(answers);
    answers = [];
  });
};
const failed = (id: number, error: unknown): void => {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  console.error(stack);
  answer({ id, error: { errorType: name, errorMessage: message } });
};

const take = async (message: ToRuntime): Promise<void> => {
  try {
    if (message.kind === "load") load(message);
    if (message.kind === "flush") await flushed();
    answer({ id: message.id, result: message.kind === "invoke" ? await invoke(message) : "null" });
  } catch (error) {
    failed(message.id, error);
  }
};
port.on("message", (messages: readonly ToRuntime[]) => messages.forEach((message) => void take(message)));
