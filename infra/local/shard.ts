/** One shard of a stream, read in order from where it was left. */
import {
  type _Record,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";

export type ShardReader = {
  readonly id: string;
  readonly parent: string | undefined;
  /** Read to its end, which only a closed shard has. */
  readonly finished: boolean;
  /** The next records, in order; none: nothing new for now. */
  read(): Promise<readonly _Record[]>;
};

export type ShardOptions = {
  readonly client: DynamoDBStreamsClient;
  readonly streamArn: string;
  readonly id: string;
  readonly parent: string | undefined;
  /** Sequence number of the last record handled. */
  readonly position: () => string | undefined;
};

export const shardReader = ({ client, streamArn, id, parent, position }: ShardOptions): ShardReader => {
  let iterator: string | undefined;
  let finished = false;

  const iteratorFrom = async (after: string | undefined): Promise<string | undefined> => {
    const from =
      after === undefined
        ? ({ ShardIteratorType: "TRIM_HORIZON" } as const)
        : ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after } as const);
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: id, ...from }),
    );
    return ShardIterator;
  };
  const start = async (): Promise<string | undefined> => {
    try {
      return await iteratorFrom(position());
    } catch (error) {
      // The stream forgets after a day: go on with the oldest that is left.
      if (error instanceof TrimmedDataAccessException) return iteratorFrom(undefined);
      throw error;
    }
  };

  return {
    id,
    parent,
    get finished() {
      return finished;
    },
    async read() {
      if (finished) return [];
      iterator ??= await start();
      try {
        const { Records = [], NextShardIterator } = await client.send(
          new GetRecordsCommand({ ShardIterator: iterator }),
        );
        iterator = NextShardIterator;
        finished = NextShardIterator === undefined;
        return Records;
      } catch (error) {
        iterator = undefined;
        if (error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException) return [];
        throw error;
      }
    },
  };
};
