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
  readonly RequestItems?: Record<string, unknown>;
  readonly Item?: Key;
  readonly Key?: Key;
};

/** Of the item that is written or read, as the document client has it or as it is sent. */
const partitionOf = ({ Item, Key }: Input): string | undefined => {
  const pk = (Item ?? Key)?.pk;
  return typeof pk === "string" ? pk : pk?.S;
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

const permits = (need: TableNeed | undefined, table: TableName, action: string, input: Input): boolean => {
  if (need === undefined) return false;
  const { IndexName: index } = input;
  if (index === undefined) {
    const partition = partitionOf(input) ?? "";
    const there = READS.includes(action) || (need.writesOnly ?? ["*"]).some((pattern) => isLike(partition, pattern));
    return there && need.actions.some((each) => each === action);
  }
  const indexes: Readonly<Record<string, { readonly name: string }>> = TABLES[table].indexes;
  return (need.query ?? []).some((name) => indexes[name]?.name === index);
};

/** @throws AccessDenied from `send`, like IAM, for anything that the function's row does not grant */
export const restrict = (client: DynamoDBClient, names: Readonly<Record<TableName, string>>, id: string): void => {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const input = args.input as Input; // every command of ours has these
      const { TableName: name, IndexName, RequestItems } = input;
      const action = String(context.commandName).replace(/Command$/, "");
      for (const asked of name === undefined ? Object.keys(RequestItems ?? {}) : [name]) {
        const table = (Object.keys(names) as TableName[]).find((each) => names[each] === asked);
        if (table === undefined || !permits(needOf(id, table), table, action, input)) {
          throw new AccessDenied(`${id} may not ${action} ${asked} ${IndexName ?? partitionOf(input) ?? ""}`);
        }
      }
      return next(args);
    },
    { step: "initialize", name: "permissions" },
  );
};
