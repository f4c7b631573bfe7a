/**
 * What is known of the attachments of a case or a complaint, beside it: its version and its ledger stay as they are.
 *
 *   attachments   pk `case#<number>`, `complaint#<number>`  sk `attachments`: at most twenty, read and written as one; gone a day after
 *                 the last was announced, unless one was received
 */
import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { type AttachmentLists, Attachments, lapsesAt, NO_ATTACHMENTS } from "../casework/attachments.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import { type Instant, millisecondsOf } from "../kernel/local-date.ts";
import { updateIf } from "./conditional-update.ts";

const secondOf = (at: Instant): number => Math.ceil(millisecondsOf(at) / 1000);

export const attachmentStore = (
  client: DynamoDBDocumentClient,
  table: string,
  holder: "case" | "complaint" = "case",
): AttachmentLists => {
  const keyOf = (number: CaseNumber) => ({ pk: `${holder}#${number}`, sk: "attachments" });
  return {
    async of(number) {
      const command = new GetCommand({ TableName: table, Key: keyOf(number), ConsistentRead: true });
      const { Item } = await client.send(command);
      return Item === undefined ? NO_ATTACHMENTS : Attachments.parse(Item);
    },
    save(number, { version, all }) {
      const until = lapsesAt({ all });
      const lapsing = until === undefined ? "REMOVE expiresAt" : ", expiresAt = :until";
      return updateIf(client, {
        TableName: table,
        Key: keyOf(number),
        UpdateExpression: `SET #version = :version, #all = :all ${lapsing}`,
        ConditionExpression: version === 1 ? "attribute_not_exists(pk)" : "#version = :before",
        ExpressionAttributeNames: { "#version": "version", "#all": "all" },
        ExpressionAttributeValues: {
          ":version": version,
          ":all": all,
          ...(version === 1 ? {} : { ":before": version - 1 }),
          ...(until === undefined ? {} : { ":until": secondOf(until) }),
        },
      });
    },
  };
};
