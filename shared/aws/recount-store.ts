/**
 * What counting again needs of a table: of cases, of complaints or of ratings.
 *
 *   being counted         index counted: `<segment>` → last day of any clock; only open ones
 *   how far it has come   pk `recount`  sk `progress`; of all kinds, beside the cases
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Span } from "../calendar/changed-days.ts";
import { type CountedItems, NOTHING_RECOUNTED, type RecountProgressStore } from "../casework/counting-span.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { TABLES } from "../tables.ts";

const COUNTED = TABLES.cases.indexes.counted;
const PROGRESS_KEY = { pk: "recount", sk: "progress" };
const notWrittenSince = "attribute_not_exists(pk) or #version = :seen";

/** Attributes that only this index needs. */
export const countedAttributes = (span: Span | undefined, segment: string): Record<string, unknown> => ({
  countedSegment: span && segment,
  countedUntil: span?.until,
  countedFrom: span?.from,
});

const StoredSpan = z
  .object({ number: CaseNumber, countedFrom: LocalDate, countedUntil: LocalDate })
  .transform(({ number, countedFrom: from, countedUntil: until }) => ({ number, from, until }));

/** The index has the same name in each table. */
export const countedItems = (client: DynamoDBDocumentClient, table: string): CountedItems => ({
  async counted(segment, since, { cursor, limit }) {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: COUNTED.name,
        KeyConditionExpression: "countedSegment = :segment and countedUntil >= :since",
        ExpressionAttributeValues: { ":segment": String(segment), ":since": since },
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: JSON.parse(cursor) }),
      }),
    );
    return {
      found: z.array(StoredSpan).parse(Items),
      ...(LastEvaluatedKey === undefined ? {} : { cursor: JSON.stringify(LastEvaluatedKey) }),
    };
  },
});

const Progress = z.object({
  version: z.int(),
  done: z.int(),
  target: z.int(),
  segment: z.int(),
  cursor: z.string().optional(),
  failed: z.int(),
  unreadable: z.int().min(0).default(0),
});

export const recountProgress = (client: DynamoDBDocumentClient, table: string): RecountProgressStore => ({
  async read() {
    const command = new GetCommand({ TableName: table, Key: PROGRESS_KEY, ConsistentRead: true });
    const { Item } = await client.send(command);
    return Item === undefined ? NOTHING_RECOUNTED : Progress.parse(Item);
  },
  async write(progress, seen) {
    const { cursor, ...always } = progress;
    const kept = cursor === undefined ? always : progress;
    const sets = Object.keys(kept).map((name) => `#${name} = :${name}`);
    const command = new UpdateCommand({
      TableName: table,
      Key: PROGRESS_KEY,
      UpdateExpression: `SET ${sets.join(", ")}${cursor === undefined ? " REMOVE #cursor" : ""}`,
      ConditionExpression: notWrittenSince,
      ExpressionAttributeNames: Object.fromEntries(
        ["cursor", ...Object.keys(always)].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(kept).map(([name, value]) => [`:${name}`, value])),
        ":seen": seen,
      },
    });
    try {
      await client.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
