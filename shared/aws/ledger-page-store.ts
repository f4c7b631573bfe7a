/**
 * Pages of long ledgers, in the partition of their case or complaint (ADR 0009).
 *
 *   page   pk `case#<number>` or `complaint#<number>`  sk `ledger#<version of its first entry, six digits>`
 */
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { LedgerPage, Paged } from "../casework/ledger-pages.ts";

const PAGE = "ledger#";
/** Of the item that it belongs to; its sort key sorts before the pages'. */
type ItemKey = { readonly pk: string; readonly sk: string };

/** Before the item lets go of them. One that is there already holds the same, and stays. */
export const putPage = async <Entry extends Paged>(
  client: DynamoDBDocumentClient,
  TableName: string,
  { pk }: ItemKey,
  page: LedgerPage<Entry>,
): Promise<void> => {
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { pk, sk: `${PAGE}${String(page[0]?.version ?? 0).padStart(6, "0")}` },
      UpdateExpression: "SET entries = if_not_exists(entries, :entries)",
      ExpressionAttributeValues: { ":entries": page },
    }),
  );
};

type Item = Record<string, unknown>;

/** The item and its pages; one query, unless a ledger fills a megabyte. */
export const readWithPages = async <Entry extends Paged>(
  client: DynamoDBDocumentClient,
  TableName: string,
  key: ItemKey,
  entry: z.ZodType<Entry>,
): Promise<{ item: Item | undefined; pages: readonly LedgerPage<Entry>[] }> => {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const found = await client.send(
      new QueryCommand({
        TableName,
        // Itself, `ledger#…`, and not the wrong codes at `lookup#…`.
        KeyConditionExpression: "pk = :pk and sk between :item and :lastPage",
        ExpressionAttributeValues: { ":pk": key.pk, ":item": key.sk, ":lastPage": `${PAGE}~` },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    items.push(...(found.Items ?? []));
    ExclusiveStartKey = found.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  const StoredPage = z.object({ sk: z.string().startsWith(PAGE), entries: z.array(entry) });
  return {
    item: items.find(({ sk }) => sk === key.sk),
    pages: items.filter(({ sk }) => sk !== key.sk).map((page) => StoredPage.parse(page).entries),
  };
};
