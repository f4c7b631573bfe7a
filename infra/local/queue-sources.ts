/** Queues that feed functions: messages are handed over as they become visible, and come again when the function fails. */
import * as z from "zod";
import type { Activity } from "./activity.ts";
import type { RehearsalClock } from "./clock.ts";
import type { QueueSource } from "./event-sources.ts";
import type { Functions } from "./functions.ts";
import { md5, type QueueMessage, type Queues } from "./queues.ts";
import { InvocationFailure } from "./runtime.ts";

export const BatchResponse = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).default([]) })
  .nullable();

const recordOf = (source: QueueSource, { id, receipt, body, attributes, receptions, sentAt }: QueueMessage) => ({
  messageId: id,
  receiptHandle: receipt,
  body,
  attributes: { ApproximateReceiveCount: String(receptions), SentTimestamp: String(sentAt) },
  messageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]),
  ),
  md5OfBody: md5(body),
  eventSource: "aws:sqs",
  eventSourceARN: source.queueArn,
  awsRegion: source.region,
});

export type QueueSourcesOptions = {
  readonly sources: readonly QueueSource[];
  readonly queues: Queues;
  readonly functions: Pick<Functions, "invoke">;
  readonly activity: Activity;
  readonly clock: Pick<RehearsalClock, "now" | "at">;
};

export const startQueueSources = ({ sources, queues, functions, activity, clock }: QueueSourcesOptions): void => {
  /** Ids of the messages that the function could not handle. */
  const failuresOf = async (source: QueueSource, batch: readonly QueueMessage[]): Promise<ReadonlySet<string>> => {
    const all = new Set(batch.map(({ id }) => id));
    try {
      const reply = await functions.invoke(source.function, {
        Records: batch.map((message) => recordOf(source, message)),
      });
      if (!source.reportsFailures) return new Set();
      return new Set(BatchResponse.parse(reply)?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch (error) {
      if (error instanceof InvocationFailure || error instanceof z.ZodError) return all;
      throw error;
    }
  };

  const handOver = async (source: QueueSource): Promise<void> => {
    for (;;) {
      const batch = queues.receive(source.queueArn, source.batchSize);
      if (batch.length === 0) return;
      activity.happened();
      const failed = await failuresOf(source, batch);
      for (const { id, receipt = "", visibleAt } of batch) {
        if (failed.has(id)) clock.at(visibleAt, () => handOver(source));
        else queues.remove(source.queueArn, receipt);
      }
    }
  };

  const begin = (source: QueueSource): void =>
    void activity.during(() => handOver(source)).catch((error: unknown) => console.error(error));

  queues.onArrival((queue, visibleAt) => {
    for (const source of sources.filter(({ queueArn }) => queueArn === queue.arn)) {
      if (visibleAt <= clock.now()) begin(source);
      else clock.at(visibleAt, () => handOver(source));
    }
  });
  for (const source of sources) begin(source);
};
