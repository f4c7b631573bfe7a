/** The part of the SQS API that functions and tools use, as the SDK speaks it (JSON). */
import * as z from "zod";
import { md5, type QueueMessage, type Queues } from "./queues.ts";

const Attributes = z
  .record(z.string(), z.object({ DataType: z.string().optional(), StringValue: z.string().optional() }))
  .default({});
const Outgoing = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: Attributes,
});
const ofQueue = { QueueUrl: z.string() };
const SendMessage = z.object({ ...ofQueue, ...Outgoing.shape });
const SendMessageBatch = z.object({ ...ofQueue, Entries: z.array(z.object({ Id: z.string(), ...Outgoing.shape })) });
const ReceiveMessage = z.object({
  ...ofQueue,
  MaxNumberOfMessages: z.number().default(1),
  VisibilityTimeout: z.number().optional(),
});
const DeleteMessage = z.object({ ...ofQueue, ReceiptHandle: z.string() });
const GetQueueAttributes = z.object(ofQueue);

type Action = (queues: Queues, input: unknown) => object;

const sent = ({ id, body }: QueueMessage) => ({ MessageId: id, MD5OfMessageBody: md5(body) });
const send = (
  queues: Queues,
  url: string,
  { MessageBody, MessageAttributes, DelaySeconds = 0 }: z.infer<typeof Outgoing>,
) => sent(queues.send(url, MessageBody, MessageAttributes, DelaySeconds * 1000));

const received = ({ id, receipt, body, attributes, receptions, sentAt }: QueueMessage) => ({
  MessageId: id,
  ReceiptHandle: receipt,
  Body: body,
  MD5OfBody: md5(body),
  MessageAttributes: attributes,
  Attributes: { ApproximateReceiveCount: String(receptions), SentTimestamp: String(sentAt) },
});

const ACTIONS: Readonly<Record<string, Action>> = {
  SendMessage: (queues, input) => {
    const message = SendMessage.parse(input);
    return send(queues, message.QueueUrl, message);
  },
  SendMessageBatch: (queues, input) => {
    const { QueueUrl, Entries } = SendMessageBatch.parse(input);
    return { Successful: Entries.map((entry) => ({ Id: entry.Id, ...send(queues, QueueUrl, entry) })), Failed: [] };
  },
  ReceiveMessage: (queues, input) => {
    const { QueueUrl, MaxNumberOfMessages, VisibilityTimeout } = ReceiveMessage.parse(input);
    const hidden = VisibilityTimeout === undefined ? undefined : VisibilityTimeout * 1000;
    return { Messages: queues.receive(QueueUrl, MaxNumberOfMessages, hidden).map(received) };
  },
  DeleteMessage: (queues, input) => {
    const { QueueUrl, ReceiptHandle } = DeleteMessage.parse(input);
    queues.remove(QueueUrl, ReceiptHandle);
    return {};
  },
  GetQueueAttributes: (queues, input) => {
    const { messages } = queues.find(GetQueueAttributes.parse(input).QueueUrl);
    return { Attributes: { ApproximateNumberOfMessages: String(messages.length) } };
  },
};

type JsonReply = { readonly status: number; readonly body: object };

export const sqsApi = (queues: Queues, action: string, body: string): JsonReply => {
  const run = ACTIONS[action];
  if (run === undefined)
    return { status: 400, body: { __type: "InvalidAction", message: `${action} is not known to the local run` } };
  try {
    return { status: 200, body: run(queues, JSON.parse(body)) };
  } catch (error) {
    return { status: 400, body: { __type: "com.amazonaws.sqs#QueueDoesNotExist", message: String(error) } };
  }
};
