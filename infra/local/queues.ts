/** SQS on one machine: messages in memory, their visibility by the rehearsal clock, dead letters after too many receptions. */
import { createHash, randomUUID } from "node:crypto";
import * as z from "zod";
import { keptFile } from "./kept-file.ts";
import { type LocalResource, ofType } from "./template.ts";

const QueueProperties = z.object({
  /** Seconds. */
  VisibilityTimeout: z.coerce.number().default(30),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

export type Attribute = { readonly DataType?: string | undefined; readonly StringValue?: string | undefined };
export type QueueMessage = {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly sentAt: number;
  receptions: number;
  /** Hidden from receivers until this instant. */
  visibleAt: number;
  receipt?: string;
};

export type LocalQueue = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityMs: number;
  readonly redrive?: { readonly to: string; readonly after: number };
  readonly messages: QueueMessage[];
};

export type Queues = {
  readonly all: readonly LocalQueue[];
  /** By name, ARN or URL. @throws Error when there is no such queue */
  find(queue: string): LocalQueue;
  send(queue: string, body: string, attributes?: QueueMessage["attributes"], delayMs?: number): QueueMessage;
  /** Hides what it hands out; what was handed out too often has moved to the dead letters. */
  receive(queue: string, most: number, visibilityMs?: number): readonly QueueMessage[];
  remove(queue: string, receipt: string): void;
  hide(queue: string, receipt: string, forMs: number): void;
  /** Told after every message that arrives, and where. */
  onArrival(listener: (queue: LocalQueue, visibleAt: number) => void): void;
};

export const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

export const queuesOf = (resources: readonly LocalResource[]): readonly LocalQueue[] =>
  ofType(resources, "AWS::SQS::Queue").map(({ name, arn, ref, properties }): LocalQueue => {
    const { VisibilityTimeout, RedrivePolicy } = QueueProperties.parse(properties);
    const redrive = RedrivePolicy && { to: RedrivePolicy.deadLetterTargetArn, after: RedrivePolicy.maxReceiveCount };
    return {
      name,
      arn,
      url: ref,
      visibilityMs: VisibilityTimeout * 1000,
      messages: [],
      ...(redrive ? { redrive } : {}),
    };
  });

const Kept = z.record(
  z.string(),
  z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      attributes: z.record(
        z.string(),
        z.object({ DataType: z.string().optional(), StringValue: z.string().optional() }),
      ),
      sentAt: z.number(),
      receptions: z.number(),
      visibleAt: z.number(),
    }),
  ),
);

/** Messages outlive the run: puts back what the file holds, and answers how to keep what changes. */
export const keepMessages = (all: readonly LocalQueue[], path?: string): (() => void) => {
  const file = keptFile(path, Kept);
  const kept = file.read() ?? {};
  for (const { name, messages } of all) messages.push(...(kept[name] ?? []));
  return () => file.write(Object.fromEntries(all.map(({ name, messages }) => [name, messages])));
};

/** @param changed called after every change, for keeping the messages */
export const createQueues = (
  all: readonly LocalQueue[],
  now: () => number,
  changed: () => void = () => undefined,
): Queues => {
  const listeners: ((queue: LocalQueue, visibleAt: number) => void)[] = [];
  const find = (wanted: string): LocalQueue => {
    const found = all.find(({ name, arn, url }) => name === wanted || arn === wanted || url === wanted);
    if (found === undefined) throw new Error(`there is no queue ${wanted}`);
    return found;
  };
  const put = (queue: LocalQueue, message: QueueMessage): void => {
    queue.messages.push(message);
    changed();
    for (const listener of listeners) listener(queue, message.visibleAt);
  };
  const held = (queue: string, receipt: string) => find(queue).messages.find((message) => message.receipt === receipt);

  /** What has been received as often as the queue allows is moved instead of being handed out once more. */
  const moveExhausted = (queue: LocalQueue): void => {
    const { redrive, messages } = queue;
    if (redrive === undefined) return;
    for (const message of messages.filter((each) => each.visibleAt <= now() && each.receptions >= redrive.after)) {
      messages.splice(messages.indexOf(message), 1);
      put(find(redrive.to), { ...message, receptions: 0, visibleAt: now() });
    }
  };

  return {
    all,
    find,
    send(to, body, attributes = {}, delayMs = 0) {
      const message = { id: randomUUID(), body, attributes, sentAt: now(), receptions: 0, visibleAt: now() + delayMs };
      put(find(to), message);
      return message;
    },
    receive(from, most, visibilityMs) {
      const queue = find(from);
      moveExhausted(queue);
      const found = queue.messages.filter(({ visibleAt }) => visibleAt <= now()).slice(0, most);
      for (const message of found) {
        message.receptions += 1;
        message.receipt = randomUUID();
        message.visibleAt = now() + (visibilityMs ?? queue.visibilityMs);
      }
      if (found.length > 0) changed();
      return found;
    },
    remove(from, receipt) {
      const { messages } = find(from);
      const message = held(from, receipt);
      if (message === undefined) return;
      messages.splice(messages.indexOf(message), 1);
      changed();
    },
    hide(from, receipt, forMs) {
      const message = held(from, receipt);
      if (message !== undefined) message.visibleAt = now() + forMs;
    },
    onArrival: (listener) => void listeners.push(listener),
  };
};
