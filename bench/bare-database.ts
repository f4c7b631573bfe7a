/** The least that storing and reading a case, or a complaint, can cost: the very item, put and got by the SDK alone. */
import { randomUUID } from "node:crypto";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { createTables, localClient } from "../infra/local/tables.ts";
import { TABLES } from "../shared/tables.ts";
import { FILINGS, type FiledThing } from "./filings.ts";

export type BareDatabase = {
  put(): Promise<void>;
  /** One of those that were put. */
  get(n: number): Promise<void>;
  close(): void;
};

/** Items that are read in turn. */
const READ_AMONG = 64;

/**
 * @param endpoint the town's own database; the bare table lies beside the town's, with the same indexes and stream
 * @param stored the thing as the API has stored it
 */
export const bareDatabase = async (
  endpoint: string,
  thing: FiledThing,
  stored: Record<string, unknown>,
): Promise<BareDatabase> => {
  const { table } = FILINGS[thing];
  const prefix = `bench-${randomUUID().slice(0, 8)}-`;
  const { bare: TableName } = await createTables(endpoint, { bare: TABLES[table] }, prefix);
  const raw = localClient(endpoint);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const written: string[] = [];
  const put = async (): Promise<void> => {
    const pk = `${thing}#${randomUUID()}`;
    await client.send(new PutCommand({ TableName, Item: { ...stored, pk } }));
    if (written.length < READ_AMONG) written.push(pk);
  };
  for (let n = 0; n < READ_AMONG; n += 1) await put();
  return {
    put,
    async get(n) {
      const Key = { pk: written[n % READ_AMONG], sk: stored.sk };
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      if (Item === undefined) throw new Error("an item that was put is not there");
    },
    close: () => raw.destroy(),
  };
};
