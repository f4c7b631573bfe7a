/** Tables of a test's own, made from the same shapes as the deployed ones. */
import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { inject } from "vitest";
import { createTables } from "../../infra/local/dynamodb.ts";
import { TABLES, type TableName } from "../../shared/tables.ts";

export type FreshTables = {
  readonly client: DynamoDBDocumentClient;
  readonly names: Readonly<Record<TableName, string>>;
  readonly endpoint: string;
};

export const freshTables = async (): Promise<FreshTables> => {
  const endpoint = inject("dynamodbEndpoint");
  const names = await createTables(endpoint, TABLES, `t${randomUUID().slice(0, 8)}-`);
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: "cn-north-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 3,
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  return { client, names, endpoint };
};
