/** One shard on its way to the function: read, handed over in batches, and what was given up sent where the template says. */
import { randomUUID } from "node:crypto";
import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { Activity } from "./activity.ts";
import type { RehearsalClock } from "./clock.ts";
import type { StreamSource } from "./event-sources.ts";
import type { Functions } from "./functions.ts";
import type { Positions } from "./positions.ts";
import type { Queues } from "./queues.ts";
import { shardReader } from "./shard.ts";
import { createBatches } from "./stream-batches.ts";
import { type LambdaRecord, lambdaRecord } from "./stream-record.ts";

export type FeedOptions = {
  readonly source: StreamSource;
  readonly client: DynamoDBStreamsClient;
  readonly functions: Pick<Functions, "invoke">;
  readonly queues: Pick<Queues, "send">;
  readonly activity: Activity;
  readonly clock: Pick<RehearsalClock, "now" | "at">;
  readonly positions: Positions;
  /** Called when a batch has to wait for the clock: the next look takes it up. */
  readonly later: (instant: number) => void;
};

export type Shard = { readonly streamArn: string; readonly id: string; readonly parent: string | undefined };
export type Feed = {
  readonly parent: string | undefined;
  /** Closed, read to its end, and all of it dealt with. */
  readonly done: boolean;
  /** Goes on as far as it can; answers with the number of records read. */
  pump(): Promise<number>;
};

/** What SQS is told of records that were given up: where they lay, not what they said. */
const failureMessage = (
  source: StreamSource,
  shardId: string,
  records: readonly LambdaRecord[],
  condition: string,
  tries: number,
  at: number,
) => ({
  requestContext: { requestId: randomUUID(), functionArn: source.function, condition, approximateInvokeCount: tries },
  responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
  version: "1.0",
  timestamp: new Date(at).toISOString(),
  DDBStreamBatchInfo: {
    shardId,
    startSequenceNumber: records.at(0)?.dynamodb.SequenceNumber,
    endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
    batchSize: records.length,
    streamArn: source.streamArn,
  },
});

const batchesFor = (id: string, { source, functions, queues, clock, positions }: FeedOptions) =>
  createBatches({
    source,
    functions,
    now: clock.now,
    handled: (sequenceNumber) => positions.set(source.tableName, id, sequenceNumber),
    gaveUp: (records, condition, tries) => {
      const message = failureMessage(source, id, records, condition, tries, clock.now());
      if (source.onFailure !== undefined) queues.send(source.onFailure, JSON.stringify(message));
    },
  });

export const createFeed = ({ streamArn, id, parent }: Shard, options: FeedOptions): Feed => {
  const { source, client, activity, clock, positions, later } = options;
  const position = () => positions.get(source.tableName, id);
  const shard = shardReader({ client, streamArn, id, parent, position });
  const batches = batchesFor(id, options);
  let armed: number | undefined;

  const take = async (): Promise<number> => {
    const seenAt = clock.now();
    const records = (await shard.read()).map((record) => lambdaRecord(record, source.streamArn, source.region, seenAt));
    batches.add(records.map((record) => ({ record, seenAt })));
    if (records.length > 0) activity.happened();
    return records.length;
  };
  /** Says whether everything has been handed over; otherwise the next try waits for the clock. */
  const handOver = async (): Promise<boolean> => {
    const nextTry = await batches.run();
    if (nextTry !== undefined && nextTry !== armed) later(nextTry);
    armed = nextTry;
    return nextTry === undefined;
  };

  return {
    parent,
    get done() {
      return shard.finished && batches.waiting === 0;
    },
    async pump() {
      if (!(await handOver())) return 0;
      let count = 0;
      for (let more = await take(); more > 0; more = await take()) {
        count += more;
        if (!(await handOver())) break;
      }
      return count;
    },
  };
};
