/** Receipts in DynamoDB: pk `receipt#<the gateway's message id>`, sk `receipt`, written once. */
import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { Receipt, type Receipts } from "../reminders/receipt.ts";
import { putOnce } from "./put-once.ts";

const keyOf = (messageId: string) => ({ pk: `receipt#${messageId}`, sk: "receipt" });

export const receiptStore = (client: DynamoDBDocumentClient, table: string): Receipts => ({
  async keep(receipt) {
    return (await putOnce(client, table, { ...keyOf(receipt.messageId), ...receipt })) === undefined;
  },
  async of(messageId) {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: keyOf(messageId), ConsistentRead: true }),
    );
    return Item && Receipt.parse(Item);
  },
});
