/**
 * Data returns in DynamoDB, in the table of reports.
 *
 *   return   pk `returns#<centre>`  sk `<period>#<kind>`; its versions inside
 *
 * What there can be is computed from settings and calendar, so that every list is a batch of known keys.
 */
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Refusal } from "../kernel/refusal.ts";
import { DataReturn, isRepeat, type ReturnRef } from "../returns/data-return.ts";
import type { Returns } from "../returns/returns.ts";
import { allItems } from "./batch-get.ts";
import { putOnce, refusedBy } from "./put-once.ts";

const keyOf = ({ centre, kind, period }: ReturnRef) => ({ pk: `returns#${centre}`, sk: `${period}#${kind}` });
const stillAsRead = "#version = :expecting";

export const returnStore = (client: DynamoDBDocumentClient, table: string): Returns => ({
  async find(which) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(which), ConsistentRead: true }));
    return Item && DataReturn.parse(Item);
  },
  async each(which) {
    return (await allItems(client, table, which.map(keyOf))).map((item) => DataReturn.parse(item));
  },
  async handIn(first) {
    const item = await putOnce(client, table, { ...keyOf(first), ...first });
    if (item === undefined) return first;
    const standing = DataReturn.parse(item);
    if (!isRepeat(standing, first)) throw new Refusal("return-handed-in");
    return standing;
  },
  async correct(after, expecting) {
    const version = after.versions.at(-1);
    const command = new UpdateCommand({
      TableName: table,
      Key: keyOf(after),
      UpdateExpression: "SET #version = :version, versions = list_append(versions, :added)",
      ConditionExpression: stillAsRead,
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":version": after.version, ":added": [version], ":expecting": expecting },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    const item = await client.send(command).then(() => undefined, refusedBy);
    if (item === undefined) return;
    const standing = DataReturn.safeParse(item).data;
    const ours = standing?.versions.some(({ token }) => token === version?.token);
    if (ours !== true) throw new Refusal("version-conflict", standing && { version: standing.version });
  },
});
