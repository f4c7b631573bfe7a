import { GetItemCommand, ListTablesCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTables, type DynamoDbLocal, startDynamoDbLocal } from "../../infra/local/dynamodb.ts";
import { localClient } from "../../infra/local/tables.ts";
import { TABLES } from "../../shared/tables.ts";

describe("DynamoDB Local", () => {
  let local: DynamoDbLocal;
  beforeAll(async () => {
    local = await startDynamoDbLocal();
  });
  afterAll(() => local?.stop());

  it("creates every table with its indexes and stream, and again without harm", async () => {
    const names = await createTables(local.endpoint, TABLES, "t1-");
    await createTables(local.endpoint, TABLES, "t1-");
    const client = localClient(local.endpoint);
    const { TableNames } = await client.send(new ListTablesCommand({}));
    expect(TableNames).toEqual(expect.arrayContaining(["t1-cases", "t1-reminders", "t1-directory", "t1-reports"]));
    await client.send(new PutItemCommand({ TableName: names.cases, Item: { pk: { S: "case#1" }, sk: { S: "case" } } }));
    const read = await client.send(
      new GetItemCommand({ TableName: names.cases, Key: { pk: { S: "case#1" }, sk: { S: "case" } } }),
    );
    expect(read.Item?.pk).toEqual({ S: "case#1" });
    client.destroy();
  });
});
