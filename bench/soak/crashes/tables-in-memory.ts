/**
 * DynamoDB as far as the sweep and the senders see it: items by key, writes under conditions, sparse indexes, pages. A
 * thousand times quicker than DynamoDB Local; the proof plays some stories on both, and they have to end alike.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import type {
  BatchGetCommandInput,
  BatchWriteCommandInput,
  DynamoDBDocumentClient,
  GetCommandInput,
  PutCommandInput,
  QueryCommandInput,
  UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { IndexShape, TableShape } from "../../../shared/tables.ts";
import { holds, type Item, updated } from "./expressions.ts";

/** As tables are called here. */
export const NAMES = { cases: "cases", complaints: "complaints", directory: "directory", reminders: "reminders" };

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
  readonly #items = new Map<string, Item>();
  readonly #shape: TableShape;

  constructor(shape: TableShape) {
    this.#shape = shape;
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
  if (input.ScanIndexForward === false || input.FilterExpression !== undefined)
    throw new Error("no such query is known");
  const terms = termsOf(input);
  const all = table.listed(input.IndexName, (item) => holds(input.KeyConditionExpression ?? "", item, terms));
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

/** A client on empty tables of these names. */
export const tablesInMemory = (shapes: Readonly<Record<string, TableShape>>): DynamoDBDocumentClient => {
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
    const table = tableOf(input.TableName);
    if (name === "GetCommand") return get(table, input);
    if (name === "PutCommand") return put(table, input);
    if (name === "UpdateCommand") return update(table, input);
    if (name === "QueryCommand") return query(table, input);
    throw new Error(`${name} is not known here`);
  };
  // Nothing but `send` is asked of it.
  return { send } as unknown as DynamoDBDocumentClient;
};
