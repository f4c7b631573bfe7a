/**
 * What is known of a case's attachments, beside the case: its version and its ledger stay as they are.
 *
 *   attachments   pk `case#<number>`  sk `attachments`: at most twenty, read and written as one
 */
import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { type AttachmentLists, Attachments, NO_ATTACHMENTS } from "../casework/attachments.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import { updateIf } from "./conditional-update.ts";

const keyOf = (number: CaseNumber) => ({ pk: `case#${number}`, sk: "attachments" });

export const attachmentStore = (client: DynamoDBDocumentClient, table: string): AttachmentLists => ({
  async of(number) {
    const command = new GetCommand({ TableName: table, Key: keyOf(number), ConsistentRead: true });
    const { Item } = await client.send(command);
    return Item === undefined ? NO_ATTACHMENTS : Attachments.parse(Item);
  },
  save(number, { version, all }) {
    return updateIf(client, {
      TableName: table,
      Key: keyOf(number),
      UpdateExpression: "SET #version = :version, #all = :all",
      ConditionExpression: version === 1 ? "attribute_not_exists(pk)" : "#version = :before",
      ExpressionAttributeNames: { "#version": "version", "#all": "all" },
      ExpressionAttributeValues: {
        ":version": version,
        ":all": all,
        ...(version === 1 ? {} : { ":before": version - 1 }),
      },
    });
  },
});
