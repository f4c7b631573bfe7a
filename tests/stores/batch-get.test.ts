import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { allItems } from "../../shared/aws/batch-get.ts";
import { freshTables } from "../support/tables.ts";

const keyOf = (n: number) => ({ pk: `thing#${n}`, sk: "thing" });
type Asked = { readonly RequestItems: { readonly table: { readonly Keys: readonly ReturnType<typeof keyOf>[] } } };

/** Answers with at most so many items of each request, and leaves the others unread. */
const sparing = (most: number) => {
  const asked: number[] = [];
  const send = async ({ input }: { readonly input: Asked }) => {
    const { Keys } = input.RequestItems.table;
    asked.push(Keys.length);
    const unread = Keys.slice(most);
    return {
      Responses: { table: Keys.slice(0, most) },
      UnprocessedKeys: unread.length === 0 ? {} : { table: { Keys: unread } },
    };
  };
  // Nothing but `send` is asked of it.
  return { client: { send } as unknown as DynamoDBDocumentClient, asked };
};
const keys = (count: number) => Array.from({ length: count }, (_, n) => keyOf(n));

describe("reading many items", () => {
  it("gives those that exist, each once, in the order asked for, a hundred a request", async () => {
    const { client, names } = await freshTables();
    for (const n of [249, 3, 120])
      await client.send(new PutCommand({ TableName: names.reminders, Item: { ...keyOf(n), n } }));
    const found = await allItems(client, names.reminders, [...keys(250), keyOf(3)]);
    expect(found.map(({ n }) => n)).toEqual([3, 120, 249]);
  });

  it("asks again for what was left out", async () => {
    const { client, asked } = sparing(40);
    expect(await allItems(client, "table", keys(100))).toEqual(keys(100));
    expect(asked).toEqual([100, 60, 20]);
  });

  it("gives up, and says so, when nothing at all is answered", async () => {
    const { client, asked } = sparing(0);
    await expect(allItems(client, "table", keys(3))).rejects.toThrow("3 items cannot be read");
    expect(asked.length).toBeGreaterThan(1);
  });
});
