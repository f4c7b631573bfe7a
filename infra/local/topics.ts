/** SNS on one machine: a message goes to every subscription whose filter wants it, after the publisher has its answer. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Activity } from "./activity.ts";
import { type FilterPolicy, wants, wantsBody } from "./filter-policy.ts";
import type { Functions } from "./functions.ts";
import type { Attribute, Queues } from "./queues.ts";
import { type LocalResource, ofType } from "./template.ts";

const jsonOrObject = z.union([z.string().transform((text): unknown => JSON.parse(text)), z.unknown()]);
const SubscriptionProperties = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  FilterPolicy: jsonOrObject.pipe(z.record(z.string(), z.unknown())).optional(),
  FilterPolicyScope: z.enum(["MessageAttributes", "MessageBody"]).default("MessageAttributes"),
  RawMessageDelivery: z.coerce.boolean().default(false),
  RedrivePolicy: jsonOrObject.pipe(z.object({ deadLetterTargetArn: z.string() })).optional(),
});

export type Subscription = {
  readonly arn: string;
  readonly topic: string;
  readonly protocol: "lambda" | "sqs";
  readonly endpoint: string;
  readonly filter?: FilterPolicy;
  readonly filterScope: "MessageAttributes" | "MessageBody";
  readonly raw: boolean;
  readonly deadLetters?: string;
};
export type Message = {
  readonly body: string;
  readonly subject?: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
};

/** Alarm mails go to people who do not watch a local run. */
const IGNORED_PROTOCOLS = ["email", "email-json"];

const protocolOf = (protocol: string): Subscription["protocol"] => {
  if (protocol === "lambda" || protocol === "sqs") return protocol;
  throw new Error(`subscriptions by ${protocol} are not known to the local run`);
};

export const subscriptionsOf = (resources: readonly LocalResource[]): readonly Subscription[] =>
  ofType(resources, "AWS::SNS::Subscription").flatMap(({ logicalId, properties }): readonly Subscription[] => {
    const read = SubscriptionProperties.parse(properties);
    if (IGNORED_PROTOCOLS.includes(read.Protocol)) return [];
    return [
      {
        arn: `${read.TopicArn}:${logicalId}`,
        topic: read.TopicArn,
        protocol: protocolOf(read.Protocol),
        endpoint: read.Endpoint,
        filterScope: read.FilterPolicyScope,
        raw: read.RawMessageDelivery,
        ...(read.FilterPolicy ? { filter: read.FilterPolicy } : {}),
        ...(read.RedrivePolicy ? { deadLetters: read.RedrivePolicy.deadLetterTargetArn } : {}),
      },
    ];
  });

const plain = ({ DataType, StringValue = "" }: Attribute): unknown => {
  if (DataType?.startsWith("String.Array")) return JSON.parse(StringValue);
  return DataType?.startsWith("Number") ? Number(StringValue) : StringValue;
};

export const wantsMessage = ({ filter, filterScope }: Subscription, { body, attributes }: Message): boolean => {
  if (filter === undefined) return true;
  if (filterScope === "MessageBody") return wantsBody(filter, JSON.parse(body));
  return wants(filter, Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plain(value)])));
};

const notificationOf = (topic: string, id: string, message: Message, at: number) => ({
  Type: "Notification",
  MessageId: id,
  TopicArn: topic,
  Subject: message.subject ?? null,
  Message: message.body,
  Timestamp: new Date(at).toISOString(),
  SignatureVersion: "1",
  Signature: "local",
  SigningCertUrl: "http://127.0.0.1/local",
  UnsubscribeUrl: "http://127.0.0.1/local",
  MessageAttributes: Object.fromEntries(
    Object.entries(message.attributes).map(([name, { DataType, StringValue }]) => [
      name,
      { Type: DataType, Value: StringValue },
    ]),
  ),
});

export type Topics = {
  has(topic: string): boolean;
  /** Answers with the message's id at once. */
  publish(topic: string, message: Message): string;
};
export type TopicsOptions = {
  readonly topics: readonly LocalResource[];
  readonly subscriptions: readonly Subscription[];
  readonly functions: Pick<Functions, "invokeAsEvent">;
  readonly queues: Pick<Queues, "send">;
  readonly activity: Activity;
  readonly now: () => number;
};

export const createTopics = ({ topics, subscriptions, functions, queues, activity, now }: TopicsOptions): Topics => {
  const arns = new Set(topics.map(({ arn }) => arn));

  const deliver = async (to: Subscription, id: string, message: Message): Promise<void> => {
    const notification = notificationOf(to.topic, id, message, now());
    try {
      if (to.protocol === "sqs") {
        if (to.raw) queues.send(to.endpoint, message.body, message.attributes);
        else queues.send(to.endpoint, JSON.stringify(notification));
        return;
      }
      const record = { EventVersion: "1.0", EventSource: "aws:sns", EventSubscriptionArn: to.arn, Sns: notification };
      await functions.invokeAsEvent(to.endpoint, { Records: [record] });
    } catch (error) {
      if (to.deadLetters === undefined) throw error;
      queues.send(to.deadLetters, JSON.stringify(notification));
    }
  };

  return {
    has: (topic) => arns.has(topic),
    publish(topic, message) {
      const id = randomUUID();
      for (const subscription of subscriptions) {
        if (subscription.topic !== topic || !wantsMessage(subscription, message)) continue;
        activity.happened();
        void activity.during(() => deliver(subscription, id, message)).catch((error) => console.error(error));
      }
      return id;
    },
  };
};
