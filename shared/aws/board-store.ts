/**
 * The board's counters: pk `board#<day>` or `board#<month>`, sk `<centre>#<item>`. Two queries show a board, whatever the
 * volume: a partition holds no more rows than there are centres and items. Raised by `journal-store.ts`, in the
 * transaction that puts the entry.
 */
import { type DynamoDBDocumentClient, paginateQuery } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { BoardCount, type BoardCounts, type BoardPeriod, countersOf, periodsOf } from "../bulletins/board.ts";
import type { JournalEntry } from "../bulletins/journal.ts";

const partitionOf = (period: BoardPeriod): string => `board#${period}`;

/** What raises the counters of an entry by one, to be part of a transaction. None: the entry is not counted. */
export const raisesFor = (table: string, entry: JournalEntry) => {
  const counters = countersOf(entry);
  if (counters.length === 0) return [];
  return periodsOf(entry).map((period) => ({
    Update: {
      TableName: table,
      Key: { pk: partitionOf(period), sk: `${entry.centre}#${entry.itemCode}` },
      UpdateExpression: `SET centre = :centre, itemCode = :item ADD ${counters.map((name) => `${name} :one`).join(", ")}`,
      ExpressionAttributeValues: { ":centre": entry.centre, ":item": entry.itemCode, ":one": 1 },
    },
  }));
};

export const boardStore = (client: DynamoDBDocumentClient, table: string): BoardCounts => ({
  async of(period, centre) {
    const found: unknown[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: `pk = :pk${centre === undefined ? "" : " AND begins_with(sk, :centre)"}`,
        ExpressionAttributeValues: {
          ":pk": partitionOf(period),
          ...(centre === undefined ? {} : { ":centre": `${centre}#` }),
        },
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items);
    return z.array(BoardCount).parse(found);
  },
});
