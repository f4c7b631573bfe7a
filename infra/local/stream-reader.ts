/** One table's stream: its shards, found as they come up, parents before children. */
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { createFeed, type Feed, type FeedOptions } from "./stream-feed.ts";

const streamOf = async (client: DynamoDBStreamsClient, tableName: string): Promise<string> => {
  const { Streams: found = [] } = await client.send(new ListStreamsCommand({ TableName: tableName }));
  const arn = found[0]?.StreamArn;
  if (arn === undefined) throw new Error(`the table ${tableName} has no stream`);
  return arn;
};

export type StreamReader = {
  /** Hands over what is new, as far as it can; answers with the number of records read. */
  look(): Promise<number>;
};

export const createStreamReader = (options: FeedOptions): StreamReader => {
  const { client, source } = options;
  const feeds = new Map<string, Feed>();
  let streamArn: string | undefined;
  let stale = true;

  const findShards = async (arn: string): Promise<void> => {
    let after: string | undefined;
    do {
      const start = after === undefined ? {} : { ExclusiveStartShardId: after };
      const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: arn, ...start }));
      for (const { ShardId: id = "", ParentShardId: parent } of StreamDescription?.Shards ?? []) {
        if (!feeds.has(id)) feeds.set(id, createFeed({ streamArn: arn, id, parent }, options));
      }
      after = StreamDescription?.LastEvaluatedShardId;
    } while (after !== undefined);
  };

  /** A child's records come after all of its parent's. */
  const isNext = ({ parent, done }: Feed): boolean => !done && (feeds.get(parent ?? "")?.done ?? true);

  return {
    async look() {
      streamArn ??= await streamOf(client, source.tableName);
      if (stale) await findShards(streamArn);
      stale = false;
      let count = 0;
      for (const feed of [...feeds.values()].filter(isNext)) {
        count += await feed.pump();
        // A shard that has ended has been followed by others.
        stale ||= feed.done;
      }
      return count;
    },
  };
};
