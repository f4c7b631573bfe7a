/** The thread of the functions, seen from outside: load a bundle, invoke it, end it. */
import { Worker } from "node:worker_threads";
import type { FromRuntime, FunctionError, RuntimeSettings, ToRuntime } from "./runtime-messages.ts";

/** A function threw, timed out, or could not be loaded. The message is the function's own: for the log, not for callers. */
export class InvocationFailure extends Error {
  readonly error: FunctionError;
  constructor(error: FunctionError) {
    super(`${error.errorType}: ${error.errorMessage}`);
    this.name = "InvocationFailure";
    this.error = error;
  }
}

type WithoutId<M> = M extends unknown ? Omit<M, "id"> : never;
export type Runtime = {
  /** @throws InvocationFailure */
  send(message: WithoutId<ToRuntime>): Promise<unknown>;
  stop(): Promise<void>;
};

export type RuntimeOptions = RuntimeSettings & {
  /** Variables that every function has, beside its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly heapMb?: number;
};

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };

const startWorker = ({ environment, heapMb = 320, ...settings }: RuntimeOptions): Worker =>
  new Worker(new URL("./runtime-worker.ts", import.meta.url), {
    workerData: settings,
    env: { ...environment },
    execArgv: ["--enable-source-maps"],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });

export const startRuntime = (options: RuntimeOptions): Runtime => {
  const worker = startWorker(options);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: Error | undefined;

  const failAll = (error: Error) => {
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", (error: Error) => {
    console.error("函数线程已中止，请重新启动。 The thread of the functions has died: start again.", error.message);
    failAll(error);
  });
  worker.on("exit", () => failAll(ended ?? new Error("the thread of the functions has ended")));
  const take = (message: FromRuntime) => {
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if ("error" in message) call?.reject(new InvocationFailure(message.error));
    else call?.resolve(JSON.parse(message.result));
  };
  worker.on("message", (messages: readonly FromRuntime[]) => messages.forEach(take));

  /** Waking a thread costs more than most messages: those of one turn of the loop go together, both ways. */
  let messages: ToRuntime[] = [];
  const post = (message: ToRuntime): void => {
    if (messages.push(message) > 1) return;
    setImmediate(() => {
      worker.postMessage(messages);
      messages = [];
    });
  };
  const send: Runtime["send"] = (message) =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      last += 1;
      waiting.set(last, { resolve, reject });
      post({ ...message, id: last });
    });
  return {
    send,
    async stop() {
      await send({ kind: "flush" }).catch(() => undefined);
      await worker.terminate();
    },
  };
};
