/** Tables of a test's own, made from the same shapes as the deployed ones. */
import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { inject } from "vitest";
import { createTables } from "../../infra/local/dynamodb.ts";
import { TABLES, type TableName } from "../../shared/tables.ts";

import { restrict } from "./permissions.ts";

export type FreshTables = {
  readonly client: DynamoDBDocumentClient;
  readonly names: Readonly<Record<TableName, string>>;
  readonly endpoint: string;
};

/**
 * @param as a function's id: its client is refused whatever the deployed function would be refused, so that a test
 * through it also proves that the function may do what it does (DynamoDB Local itself permits everything)
 */
export const freshTables = async ({ as }: { as?: string } = {}): Promise<FreshTables> => {
  const endpoint = inject("dynamodbEndpoint");
  const names = await createTables(endpoint, TABLES, `t${randomUUID().slice(0, 8)}-`);
  return { client: clientFor(endpoint, names, as), names, endpoint };
};

/** A client on tables that are already there. */
export const clientFor = (endpoint: string, names: FreshTables["names"], as?: string): DynamoDBDocumentClient => {
  const raw = new DynamoDBClient({
    endpoint,
    region: "cn-north-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 3,
  });
  if (as !== undefined) restrict(raw, names, as);
  return DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
};
