/** Reads the tables' streams and feeds the functions that the template maps to them. */
import { randomUUID } from "node:crypto";
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import type { Activity } from "./activity.ts";
import type { RehearsalClock } from "./clock.ts";
import type { StreamSource } from "./event-sources.ts";
import type { Functions } from "./functions.ts";
import type { Positions } from "./positions.ts";
import type { Queues } from "./queues.ts";
import { type ShardReader, shardReader } from "./shard.ts";
import { type Batches, createBatches } from "./stream-batches.ts";
import { type LambdaRecord, lambdaRecord } from "./stream-record.ts";

/** Real milliseconds between two looks when nobody has called for one. */
const LOOK_EVERY_MS = 400;

export type StreamsOptions = {
  readonly sources: readonly StreamSource[];
  readonly client: DynamoDBStreamsClient;
  readonly functions: Pick<Functions, "invoke">;
  readonly queues: Pick<Queues, "send">;
  readonly activity: Activity;
  readonly clock: Pick<RehearsalClock, "now" | "at">;
  readonly positions: Positions;
};
export type Streams = {
  /** Reads every stream to its end and hands everything over; answers how many records that were. */
  drain(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
};

type Feed = { readonly shard: ShardReader; readonly batches: Batches };

const streamOf = async (client: DynamoDBStreamsClient, tableName: string): Promise<string> => {
  const { Streams: found = [] } = await client.send(new ListStreamsCommand({ TableName: tableName }));
  const arn = found[0]?.StreamArn;
  if (arn === undefined) throw new Error(`the table ${tableName} has no stream`);
  return arn;
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

/** @param later called when a batch has to wait for the clock: the next drain takes it up */
const createReader = (source: StreamSource, options: StreamsOptions, later: (instant: number) => void) => {
  const { client, functions, queues, activity, clock, positions } = options;
  const feeds = new Map<string, Feed>();
  let localArn: string | undefined;
  let stale = true;

  const feedOf = (id: string, parent: string | undefined): Feed => {
    const key = source.tableName;
    const shard = shardReader({
      client,
      streamArn: localArn ?? "",
      id,
      parent,
      position: () => positions.get(key, id),
    });
    const batches = createBatches({
      source,
      functions,
      now: clock.now,
      handled: (sequenceNumber) => positions.set(key, id, sequenceNumber),
      gaveUp: (records, condition, tries) => {
        const message = failureMessage(source, id, records, condition, tries, clock.now());
        if (source.onFailure !== undefined) queues.send(source.onFailure, JSON.stringify(message));
      },
    });
    return { shard, batches };
  };

  const findShards = async (): Promise<void> => {
    localArn ??= await streamOf(client, source.tableName);
    let after: string | undefined;
    do {
      const start = after === undefined ? {} : { ExclusiveStartShardId: after };
      const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: localArn, ...start }));
      for (const { ShardId: id = "", ParentShardId: parent } of StreamDescription?.Shards ?? []) {
        if (!feeds.has(id)) feeds.set(id, feedOf(id, parent));
      }
      after = StreamDescription?.LastEvaluatedShardId;
    } while (after !== undefined);
    stale = false;
  };

  /** A child's records come after all of its parent's. */
  const isReady = ({ shard: { parent } }: Feed): boolean => {
    const before = parent === undefined ? undefined : feeds.get(parent);
    return before === undefined || (before.shard.finished && before.batches.waiting === 0);
  };

  const pump = async (feed: Feed): Promise<number> => {
    const { shard, batches } = feed;
    let count = 0;
    for (;;) {
      const records = batches.waiting > 0 ? [] : await shard.read();
      const seenAt = clock.now();
      batches.add(
        records.map((record) => ({ record: lambdaRecord(record, source.streamArn, source.region, seenAt), seenAt })),
      );
      if (batches.waiting === 0) break;
      count += records.length;
      activity.happened();
      const nextTry = await batches.run();
      if (nextTry === undefined) continue;
      later(nextTry);
      break;
    }
    if (shard.finished) stale = true;
    return count;
  };

  const look = async (): Promise<number> => {
    if (stale) await findShards();
    let count = 0;
    for (const feed of feeds.values())
      if (isReady(feed) && !(feed.shard.finished && feed.batches.waiting === 0)) count += await pump(feed);
    return count;
  };
  return { look };
};

export const createStreams = (options: StreamsOptions): Streams => {
  const later = (instant: number) => options.clock.at(instant, async () => void (await drain()));
  const readers = options.sources.map((source) => createReader(source, options, later));
  let turn: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const drain = (): Promise<number> => {
    const mine = turn.then(async () => {
      let count = 0;
      for (const { look } of readers) count += await options.activity.during(look);
      return count;
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
  const loop = async (): Promise<void> => {
    await drain().catch((error: unknown) => stopped || console.error(error));
    if (!stopped) timer = setTimeout(loop, LOOK_EVERY_MS);
  };
  return {
    drain,
    start: () => void loop(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
};
