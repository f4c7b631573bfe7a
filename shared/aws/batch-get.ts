/** Many items of one table in as few requests as there can be. */
import { BatchGetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

type Item = Record<string, unknown>;

/** What DynamoDB answers at once. */
const MOST = 100;
/** A request that answers nothing at all, so often one after the other: the table is overloaded. */
const FRUITLESS = 5;
const PAUSE_MS = 50;

const inBatches = <T>(all: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / MOST) }, (_, n) => all.slice(n * MOST, (n + 1) * MOST));

/** What DynamoDB left out, for size or for throttling, is asked for again. */
const batchOf = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Item[],
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let left = [...keys];
  for (let fruitless = 0; left.length > 0; ) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[table] ?? []));
    const unread = UnprocessedKeys?.[table]?.Keys ?? [];
    fruitless = unread.length < left.length ? 0 : fruitless + 1;
    if (fruitless === FRUITLESS) throw new Error(`${unread.length} items cannot be read`);
    if (fruitless > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** fruitless));
    left = unread;
  }
  return items;
};

/** Those that exist, as they are now, in the order of their distinct keys. @throws Error when the table gives none of them */
export const allItems = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly { readonly pk: string; readonly sk: string }[],
): Promise<readonly Item[]> => {
  const nameOf = ({ pk, sk }: Item) => JSON.stringify([pk, sk]);
  const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const items = (await Promise.all(inBatches(distinct).map((batch) => batchOf(client, table, batch)))).flat();
  const found = new Map(items.map((item) => [nameOf(item), item]));
  return distinct.flatMap((key) => {
    const item = found.get(nameOf(key));
    return item === undefined ? [] : [item];
  });
};
