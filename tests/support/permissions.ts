/** What a deployed function may do to the tables, enforced in front of DynamoDB Local, which permits everything. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { FUNCTIONS, type TableNeed } from "../../infra/functions.ts";
import { TABLES, type TableName } from "../../shared/tables.ts";

export class AccessDenied extends Error {
  override readonly name = "AccessDeniedException";
}

type Key = { readonly pk?: string | { readonly S?: string } };
type Input = {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Record<string, { readonly Keys?: readonly NonNullable<Key>[] }>;
  readonly Item?: Key;
  readonly Key?: Key;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly { readonly Put?: Input; readonly Update?: Input }[];
};

/** Of the item that is written or read, or of the query, as the document client has it or as it is sent. */
const partitionOf = ({ Item, Key, ExpressionAttributeValues }: Input): string | undefined => {
  const pk = (Item ?? Key)?.pk ?? (ExpressionAttributeValues?.[":pk"] as Key["pk"]);
  return typeof pk === "string" ? pk : pk?.S;
};

/** Every partition that a request is about: of a batch, each of its keys'. */
const partitionsOf = ({ RequestItems = {}, ...input }: Input): readonly string[] => {
  const keys = Object.values(RequestItems).flatMap(({ Keys = [] }) => Keys);
  return keys.length === 0 ? [partitionOf(input) ?? ""] : keys.map((Key) => partitionOf({ Key }) ?? "");
};

/** As IAM's `StringLike` has it. */
const isLike = (text: string, pattern: string): boolean =>
  pattern.endsWith("*") ? text.startsWith(pattern.slice(0, -1)) : text === pattern;

const READS = ["GetItem", "BatchGetItem", "Query"];

const needOf = (id: string, table: TableName): TableNeed | undefined => {
  const row = FUNCTIONS.find((each) => each.id === id);
  if (row === undefined) throw new Error(`there is no function ${id}`);
  return row.tables[table];
};

/** A transaction needs what its parts need. */
const requestsIn = (input: Input, action: string): readonly { action: string; input: Input }[] =>
  input.TransactItems === undefined
    ? [{ action, input }]
    : input.TransactItems.map(({ Put, Update }) => {
        if (Put !== undefined) return { action: "PutItem", input: Put };
        if (Update !== undefined) return { action: "UpdateItem", input: Update };
        throw new Error("only puts and updates are known in a transaction");
      });

const permits = (need: TableNeed | undefined, table: TableName, action: string, input: Input): boolean => {
  if (need === undefined) return false;
  const { IndexName: index } = input;
  if (index === undefined) {
    const bounds = READS.includes(action) ? need.readsOnly : need.writesOnly;
    const there = partitionsOf(input).every((each) => (bounds ?? ["*"]).some((pattern) => isLike(each, pattern)));
    return there && need.actions.some((each) => each === action);
  }
  const indexes: Readonly<Record<string, { readonly name: string }>> = TABLES[table].indexes;
  return (need.query ?? []).some((name) => indexes[name]?.name === index);
};

/** @throws AccessDenied from `send`, like IAM, for anything that the function's row does not grant */
export const restrict = (client: DynamoDBClient, names: Readonly<Record<TableName, string>>, id: string): void => {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const whole = args.input as Input; // every command of ours has these
      for (const { action, input } of requestsIn(whole, String(context.commandName).replace(/Command$/, ""))) {
        const { TableName: name, IndexName, RequestItems } = input;
        for (const asked of name === undefined ? Object.keys(RequestItems ?? {}) : [name]) {
          const table = (Object.keys(names) as TableName[]).find((each) => names[each] === asked);
          if (table === undefined || !permits(needOf(id, table), table, action, input)) {
            throw new AccessDenied(`${id} may not ${action} ${asked} ${IndexName ?? partitionOf(input) ?? ""}`);
          }
        }
      }
      return next(args);
    },
    { step: "initialize", name: "permissions" },
  );
};
