/**
 * What the watchdog reads of the cases' table: every open case, by nothing that is computed from its clocks.
 *
 *   open cases   index watched: `<segment>` → number; with all that stages are computed from
 */
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Case } from "../casework/case.ts";
import { isClosed } from "../casework/moves.ts";
import { type WatchedCases, watchedIn } from "../casework/watched.ts";
import { TABLES } from "../tables.ts";

const WATCHED = TABLES.cases.indexes.watched;

/** Attributes that only this index needs. */
export const watchedAttributes = ({ state }: Pick<Case, "state">, segment: string): Record<string, unknown> => ({
  watchedSegment: isClosed(state) ? undefined : segment,
});

export const watchedCases = (client: DynamoDBDocumentClient, table: string): WatchedCases => ({
  async watched(segment, { cursor, limit }) {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: WATCHED.name,
        KeyConditionExpression: "watchedSegment = :segment",
        ExpressionAttributeValues: { ":segment": String(segment) },
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: JSON.parse(cursor) }),
      }),
    );
    return {
      ...watchedIn(Items ?? []),
      ...(LastEvaluatedKey === undefined ? {} : { cursor: JSON.stringify(LastEvaluatedKey) }),
    };
  },
});
