/**
 * DynamoDB as far as the sweep and the senders see it: items by key, writes under conditions, sparse indexes, pages. A
 * thousand times quicker than DynamoDB Local; the proof plays some stories on both, and they have to end alike.
 */
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  type BatchGetCommandInput,
  type BatchWriteCommandInput,
  DynamoDBDocumentClient,
  type GetCommandInput,
  type PutCommandInput,
  type QueryCommandInput,
  type TransactWriteCommandInput,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { IndexShape, TableShape } from "../../../shared/tables.ts";
import { holds, type Item, updated } from "./expressions.ts";

/** As tables are called here. */
export const NAMES = {
  cases: "cases",
  complaints: "complaints",
  directory: "directory",
  reminders: "reminders",
  reports: "reports",
};

/** What all tables hold at a moment. */
export type Contents = ReadonlyMap<string, ReadonlyMap<string, Item>>;

type Key = Readonly<Record<string, unknown>>;
const keyOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
/** As the document client leaves out what is undefined, at any depth; and nobody shares an object with the table. */
const stored = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stored);
  if (value instanceof Set) return new Set(value);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(kept.map(([name, each]) => [name, stored(each)]));
};
const copyOf = (item: Item): Item => stored(item) as Item; // an object stays one

class Table {
  #items = new Map<string, Item>();
  readonly #shape: TableShape;

  constructor(shape: TableShape) {
    this.#shape = shape;
  }

  get items(): ReadonlyMap<string, Item> {
    return this.#items;
  }

  /** Items are replaced, never changed: the map alone has to be another one. */
  set items(items: ReadonlyMap<string, Item>) {
    this.#items = new Map(items);
  }

  get(key: Key): Item | undefined {
    return this.#items.get(keyOf(key));
  }

  put(item: Item): void {
    this.#items.set(keyOf(item), copyOf(item));
  }

  /** Those that the condition holds for, in the index's order, and by key where that is the same. */
  listed(name: string | undefined, isMeant: (item: Item) => boolean): readonly Item[] {
    const index: IndexShape | undefined = Object.values(this.#shape.indexes).find((each) => each.name === name);
    if (name !== undefined && index === undefined) throw new Error(`no index ${name}`);
    const sortKey = index?.sortKey ?? "sk";
    const partitionKey = index?.partitionKey ?? "pk";
    const order = (item: Item) => `${item[sortKey]}\n${keyOf(item)}`;
    return [...this.#items.values()]
      .filter((item) => item[partitionKey] !== undefined && item[sortKey] !== undefined && isMeant(item))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }
}

type Conditional = Pick<
  UpdateCommandInput,
  | "ConditionExpression"
  | "ExpressionAttributeNames"
  | "ExpressionAttributeValues"
  | "ReturnValuesOnConditionCheckFailure"
>;
const termsOf = ({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: Conditional) => ({
  names,
  values,
});

const require = (input: Conditional, held: Item | undefined): void => {
  if (input.ConditionExpression === undefined || holds(input.ConditionExpression, held ?? {}, termsOf(input))) return;
  throw new ConditionalCheckFailedException({
    message: "The conditional request failed",
    $metadata: {},
    ...(held !== undefined && input.ReturnValuesOnConditionCheckFailure === "ALL_OLD"
      ? { Item: marshall(held, { removeUndefinedValues: true }) }
      : {}),
  });
};

const put = (table: Table, input: PutCommandInput) => {
  const item = input.Item ?? {};
  require(input, table.get(item));
  table.put(item);
  return {};
};

const update = (table: Table, input: UpdateCommandInput) => {
  const held = table.get(input.Key ?? {});
  require(input, held);
  const after = updated(input.UpdateExpression ?? "", held ?? { ...input.Key }, termsOf(input));
  table.put(after);
  // All of it is more than `UPDATED_NEW` asks for, and holds it.
  return input.ReturnValues === undefined ? {} : { Attributes: copyOf(after) };
};

const query = (table: Table, input: QueryCommandInput) => {
  if (input.FilterExpression !== undefined) throw new Error("no such query is known");
  const terms = termsOf(input);
  const forward = table.listed(input.IndexName, (item) => holds(input.KeyConditionExpression ?? "", item, terms));
  const all = input.ScanIndexForward === false ? forward.toReversed() : forward;
  const after = input.ExclusiveStartKey;
  const from = after === undefined ? 0 : all.findIndex((item) => keyOf(item) === keyOf(after)) + 1;
  const page = all.slice(from, from + (input.Limit ?? all.length));
  const last = page.at(-1);
  const more = from + page.length < all.length;
  return { Items: page.map(copyOf), ...(more && last ? { LastEvaluatedKey: { pk: last.pk, sk: last.sk } } : {}) };
};

const get = (table: Table, { Key = {} }: GetCommandInput) => {
  const item = table.get(Key);
  return item === undefined ? {} : { Item: copyOf(item) };
};

/** A client on empty tables of these names, which can be set back to what they held. */
export const tablesToSetBack = (shapes: Readonly<Record<string, TableShape>>) => {
  const tables = new Map(Object.entries(shapes).map(([name, shape]) => [name, new Table(shape)]));
  const tableOf = (name: string | undefined): Table => {
    const table = tables.get(name ?? "");
    if (table === undefined) throw new Error(`no table ${name}`);
    return table;
  };
  const batch = ({ RequestItems = {} }: BatchWriteCommandInput) => {
    for (const [name, requests] of Object.entries(RequestItems))
      for (const { PutRequest } of requests) tableOf(name).put(PutRequest?.Item ?? {});
    return {};
  };
  const transact = ({ TransactItems = [] }: TransactWriteCommandInput) => {
    for (const { Put, Update } of TransactItems) {
      if (Put !== undefined) require(Put, tableOf(Put.TableName).get(Put.Item ?? {}));
      else if (Update?.ConditionExpression !== undefined || Update === undefined)
        throw new Error("only puts and updates without a condition are known in a transaction");
    }
    for (const { Put, Update } of TransactItems) {
      if (Put !== undefined) put(tableOf(Put.TableName), Put);
      else if (Update !== undefined) update(tableOf(Update.TableName), Update as UpdateCommandInput);
    }
    return {};
  };
  const batchGet = ({ RequestItems = {} }: BatchGetCommandInput) => {
    const found = Object.entries(RequestItems).map(([name, { Keys = [] }]) => [
      name,
      Keys.flatMap((Key) => get(tableOf(name), { TableName: name, Key }).Item ?? []),
    ]);
    return { Responses: Object.fromEntries(found) };
  };
  // The document client's commands, told apart by their names as the SDK itself does.
  // biome-ignore lint/suspicious/noExplicitAny: each command's input is of its own type
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: any }) => {
    if (name === "BatchWriteCommand") return batch(input);
    if (name === "BatchGetCommand") return batchGet(input);
    if (name === "TransactWriteCommand") return transact(input);
    const table = tableOf(input.TableName);
    if (name === "GetCommand") return get(table, input);
    if (name === "PutCommand") return put(table, input);
    if (name === "UpdateCommand") return update(table, input);
    if (name === "QueryCommand") return query(table, input);
    throw new Error(`${name} is not known here`);
  };
  return {
    // A real one, for the paginators look; nothing but `send` is asked of it.
    client: Object.assign(DynamoDBDocumentClient.from(new DynamoDBClient({ region: "none" })), { send }),
    contents: (): Contents => new Map([...tables].map(([name, { items }]) => [name, new Map(items)])),
    setBack: (contents: Contents): void => {
      for (const [name, table] of tables) table.items = contents.get(name) ?? new Map();
    },
  };
};

/** A client on empty tables of these names. */
export const tablesInMemory = (shapes: Readonly<Record<string, TableShape>>): DynamoDBDocumentClient =>
  tablesToSetBack(shapes).client;
