/** The least that a step under a condition can cost: one small item, updated if it is as it was seen. */
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { localClient } from "../../infra/local/tables.ts";

/** As many at a time as the sweep works on. */
const AT_ONCE = 8;

/** @returns conditional updates a second */
export const bareUpdates = async (endpoint: string, TableName: string, count: number): Promise<number> => {
  const raw = localClient(endpoint);
  const client = DynamoDBDocumentClient.from(raw);
  const keyOf = (n: number) => ({ pk: `bare#${n}`, sk: "bare" });
  for (let n = 0; n < AT_ONCE; n += 1) {
    await client.send(new PutCommand({ TableName, Item: { ...keyOf(n), version: 0, state: "open" } }));
  }
  const one = (n: number, version: number) =>
    client.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(n),
        UpdateExpression: "SET version = :next, #state = :state",
        ConditionExpression: "version = :seen",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":next": version + 1, ":seen": version, ":state": "claimed" },
      }),
    );
  const each = Math.ceil(count / AT_ONCE);
  const worker = async (_: unknown, n: number): Promise<void> => {
    for (let version = 0; version < each; version += 1) await one(n, version);
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const ms = performance.now() - from;
  raw.destroy();
  return (each * AT_ONCE * 1000) / ms;
};
