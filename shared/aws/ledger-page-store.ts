/**
 * Pages of long ledgers, in the partition of their case (ADR 0009).
 *
 *   page   pk `case#<number>`  sk `ledger#<version of its first entry, six digits>`
 */
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { LedgerEntry } from "../casework/case.ts";
import type { LedgerPage } from "../casework/ledger-pages.ts";
import type { CaseNumber } from "../kernel/ids.ts";

const PAGE = "ledger#";
const StoredPage = z.object({ sk: z.string().startsWith(PAGE), entries: z.array(LedgerEntry) });

const pageKey = (number: CaseNumber, page: LedgerPage) => ({
  pk: `case#${number}`,
  sk: `${PAGE}${String(page[0]?.version ?? 0).padStart(6, "0")}`,
});

/** Before the case lets go of them. One that is there already holds the same, and stays. */
export const putPage = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  number: CaseNumber,
  page: LedgerPage,
): Promise<void> => {
  await client.send(
    new UpdateCommand({
      TableName,
      Key: pageKey(number, page),
      UpdateExpression: "SET entries = if_not_exists(entries, :entries)",
      ExpressionAttributeValues: { ":entries": page },
    }),
  );
};

type Item = Record<string, unknown>;

/** The case's item and its pages; one query, unless a ledger fills a megabyte. */
export const readWithPages = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  number: CaseNumber,
): Promise<{ item: Item | undefined; pages: readonly LedgerPage[] }> => {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const found = await client.send(
      new QueryCommand({
        TableName,
        // `case`, `ledger#…`, and not the wrong codes at `lookup#…`.
        KeyConditionExpression: "pk = :pk and sk between :case and :lastPage",
        ExpressionAttributeValues: { ":pk": `case#${number}`, ":case": "case", ":lastPage": `${PAGE}~` },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    items.push(...(found.Items ?? []));
    ExclusiveStartKey = found.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return {
    item: items.find(({ sk }) => sk === "case"),
    pages: items.filter(({ sk }) => sk !== "case").map((page) => StoredPage.parse(page).entries),
  };
};
