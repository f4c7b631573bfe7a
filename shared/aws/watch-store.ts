/**
 * What the watchdog reads of a table, of cases, complaints or ratings: every open one, by nothing that is computed from its clocks.
 *
 *   open ones   index watched: `<segment>` → number; with all that stages are computed from
 */
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type * as z from "zod";
import { WatchedCase, type WatchedItems, watchedIn } from "../casework/watched.ts";
import { WatchedComplaint } from "../complaints/watched.ts";
import { WatchedRating } from "../ratings/ratings.ts";
import { TABLES } from "../tables.ts";

const WATCHED = TABLES.cases.indexes.watched;

/** The index has the same name in each table. */
const watchedItems = <W>(client: DynamoDBDocumentClient, table: string, schema: z.ZodType<W>): WatchedItems<W> => ({
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
      ...watchedIn(Items ?? [], schema),
      ...(LastEvaluatedKey === undefined ? {} : { cursor: JSON.stringify(LastEvaluatedKey) }),
    };
  },
});

export const watchedCases = (client: DynamoDBDocumentClient, table: string): WatchedItems<WatchedCase> =>
  watchedItems(client, table, WatchedCase);

/** Clocks and stages, and nothing that a wall is there for. */
export const watchedComplaints = (client: DynamoDBDocumentClient, table: string): WatchedItems<WatchedComplaint> =>
  watchedItems(client, table, WatchedComplaint);

export const watchedRatings = (client: DynamoDBDocumentClient, table: string): WatchedItems<WatchedRating> =>
  watchedItems(client, table, WatchedRating);
