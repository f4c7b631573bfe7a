/** The template's Lambda functions: loaded into the runtime, invoked synchronously, or as an event with tries and an end. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Activity } from "./activity.ts";
import type { RehearsalClock } from "./clock.ts";
import { InvocationFailure, type Runtime } from "./runtime.ts";
import { type LocalResource, ofType } from "./template.ts";

const FunctionProperties = z.object({
  Handler: z.string(),
  Code: z.object({ S3Key: z.string() }),
  MemorySize: z.number().default(128),
  /** Seconds. */
  Timeout: z.number().default(3),
  Environment: z.object({ Variables: z.record(z.string(), z.string()).default({}) }).default({ Variables: {} }),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});
const InvokeProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.number().optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

export type LocalFunction = {
  readonly name: string;
  readonly arn: string;
  readonly folder: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  /** How often an event is tried again after a failure. */
  readonly retries: number;
  /** ARN of the queue for events that failed on every try. */
  readonly deadLetters?: string;
};

/** Lambda tries a failed event twice more, after one and after two minutes. */
const RETRIES = 2;
const RETRY_AFTER_MS = 60_000;

export const functionsOf = (resources: readonly LocalResource[]): readonly LocalFunction[] => {
  const invokes = ofType(resources, "AWS::Lambda::EventInvokeConfig").map(({ properties }) =>
    InvokeProperties.parse(properties),
  );
  return ofType(resources, "AWS::Lambda::Function").map(({ stack, name, arn, properties }): LocalFunction => {
    const { Handler, Code, MemorySize, Timeout, Environment, DeadLetterConfig } = FunctionProperties.parse(properties);
    const folder = stack.assetPath(Code.S3Key);
    if (folder === undefined) throw new Error(`the code of ${name} is not in the assembly`);
    const invoke = invokes.find(({ FunctionName }) => FunctionName === name || FunctionName === arn);
    const deadLetters = invoke?.DestinationConfig?.OnFailure?.Destination ?? DeadLetterConfig?.TargetArn;
    return {
      name,
      arn,
      folder,
      handler: Handler,
      memoryMb: MemorySize,
      timeoutMs: Timeout * 1000,
      environment: Environment.Variables,
      retries: invoke?.MaximumRetryAttempts ?? RETRIES,
      ...(deadLetters === undefined ? {} : { deadLetters }),
    };
  });
};

export type Functions = {
  /** By name or ARN, also an ARN with a version or alias. @throws InvocationFailure */
  invoke(function_: string, event: unknown): Promise<unknown>;
  /** Answers after the first try, with its result; tries again by the clock, and hands what never worked to the dead letters. */
  invokeAsEvent(function_: string, event: unknown): Promise<unknown>;
};

export type FunctionsOptions = {
  readonly runtime: Runtime;
  readonly activity: Activity;
  readonly clock: Pick<RehearsalClock, "now" | "at">;
  readonly sendToQueue: (queueArn: string, body: string) => void;
};

const lambdaVariables = ({ name, folder, memoryMb, environment }: LocalFunction): Readonly<Record<string, string>> => ({
  ...environment,
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: "local",
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  LAMBDA_TASK_ROOT: folder,
  TZ: ":UTC",
});

const nameOf = (function_: string): string => /:function:([^:]+)/.exec(function_)?.[1] ?? function_;

/** The function is told how long it has; past that, its caller is told that it took too long. */
const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = { errorType: "Sandbox.Timedout", errorMessage: `Task timed out after ${ms / 1000} seconds` };
    timer = setTimeout(() => reject(new InvocationFailure(error)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Loads every bundle. @throws InvocationFailure when one of them does not start */
export const loadFunctions = async (all: readonly LocalFunction[], options: FunctionsOptions): Promise<Functions> => {
  const { runtime, activity, clock, sendToQueue } = options;
  const byName = new Map(all.map((each) => [each.name, each]));
  for (const each of all) {
    const environment = lambdaVariables(each);
    await runtime.send({
      kind: "load",
      functionName: each.name,
      folder: each.folder,
      handler: each.handler,
      environment,
    });
  }
  const find = (function_: string): LocalFunction => {
    const found = byName.get(nameOf(function_));
    if (found === undefined) throw new Error(`there is no function ${function_}`);
    return found;
  };
  const invoke = ({ name, arn, memoryMb, timeoutMs }: LocalFunction, event: unknown): Promise<unknown> => {
    const call = {
      functionName: name,
      arn,
      memoryMb,
      timeoutMs,
      requestId: randomUUID(),
      event: JSON.stringify(event),
    };
    return activity.during(() => within(timeoutMs, runtime.send({ kind: "invoke", ...call })));
  };
  const attempt = async (target: LocalFunction, event: unknown, tries: number): Promise<unknown> => {
    try {
      return await invoke(target, event);
    } catch (error) {
      if (!(error instanceof InvocationFailure)) throw error;
      activity.happened();
      if (tries <= target.retries) {
        const again = async () => void (await attempt(target, event, tries + 1));
        clock.at(clock.now() + tries * RETRY_AFTER_MS, again);
      } else if (target.deadLetters !== undefined) {
        sendToQueue(target.deadLetters, JSON.stringify(event));
      }
      return undefined;
    }
  };
  return {
    invoke: (function_, event) => invoke(find(function_), event),
    invokeAsEvent: (function_, event) => attempt(find(function_), event, 1),
  };
};
