/** What a deployed function may do to the tables, enforced in front of DynamoDB Local, which permits everything. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { FUNCTIONS, type TableNeed } from "../../infra/functions.ts";
import { TABLES, type TableName } from "../../shared/tables.ts";

export class AccessDenied extends Error {
  override readonly name = "AccessDeniedException";
}

type Input = { TableName?: string; IndexName?: string; RequestItems?: Record<string, unknown> };

const needOf = (id: string, table: TableName): TableNeed | undefined => {
  const row = FUNCTIONS.find((each) => each.id === id);
  if (row === undefined) throw new Error(`there is no function ${id}`);
  return row.tables[table];
};

const permits = (need: TableNeed | undefined, table: TableName, action: string, index: string | undefined): boolean => {
  if (need === undefined) return false;
  if (index === undefined) return need.actions.some((each) => each === action);
  const indexes: Readonly<Record<string, { readonly name: string }>> = TABLES[table].indexes;
  return (need.query ?? []).some((name) => indexes[name]?.name === index);
};

/** @throws AccessDenied from `send`, like IAM, for anything that the function's row does not grant */
export const restrict = (client: DynamoDBClient, names: Readonly<Record<TableName, string>>, id: string): void => {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const { TableName: name, IndexName, RequestItems } = args.input as Input; // every command of ours has these
      const action = String(context.commandName).replace(/Command$/, "");
      for (const asked of name === undefined ? Object.keys(RequestItems ?? {}) : [name]) {
        const table = (Object.keys(names) as TableName[]).find((each) => names[each] === asked);
        if (table === undefined || !permits(needOf(id, table), table, action, IndexName)) {
          throw new AccessDenied(`${id} may not ${action} ${asked} ${IndexName ?? ""}`);
        }
      }
      return next(args);
    },
    { step: "initialize", name: "permissions" },
  );
};
