/**
 * What was sent, as lists show it: the indexes by recipient and by day of the reminders table; and that a delivery was
 * sent again.
 *
 *   a person's messages   index by-recipient: `<staff id>` → `<from when it may be sent>#<delivery id>`
 *   a day's messages      index by-day:       `<day>` → the same; none that is confidential
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { localDateOf } from "../kernel/local-date.ts";
import { Delivery } from "../reminders/delivery.ts";
import { ListedMessage, type Resends, type SentMessages } from "../reminders/sent-messages.ts";
import { TABLES } from "../tables.ts";

const { byDay: BY_DAY, byRecipient: BY_RECIPIENT } = TABLES.reminders.indexes;
/** Sorts after every position. */
const END = "~";

const asOftenAsSeen = "size(resends) = :before";
const neverYet = "attribute_exists(pk) and attribute_not_exists(resends)";

/** Attributes that a delivery is listed by, from its beginning to its end. */
export const listedAttributes = ({ id, recipient, notBefore, confidential }: Delivery) => ({
  deliveryId: id,
  // Confidential ones are in no list but their recipient's: pages, cursors and sums show nothing of them (R53).
  ...(confidential ? {} : { sendDay: localDateOf(notBefore) }),
  listedAt: `${notBefore}#${id}`,
  ...(recipient.kind === "staff" ? { sentTo: recipient.staffId } : {}),
});

export const sentMessages = (client: DynamoDBDocumentClient, table: string): SentMessages => ({
  async ofDay(day, { before = END, limit }) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: BY_DAY.name,
        KeyConditionExpression: "sendDay = :day and listedAt < :before",
        ExpressionAttributeValues: { ":day": day, ":before": before },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return z.array(ListedMessage).parse(Items);
  },
  async toStaff(staffId, since, { before = END, limit }) {
    // A position from before that day: DynamoDB refuses a range that ends before it begins.
    if (before < since) return [];
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: BY_RECIPIENT.name,
        // Both its ends included: the position itself has been shown.
        KeyConditionExpression: "sentTo = :who and listedAt between :since and :before",
        ExpressionAttributeValues: { ":who": staffId, ":since": since, ":before": before },
        ScanIndexForward: false,
        Limit: limit + 1,
      }),
    );
    return z
      .array(ListedMessage.pick({ deliveryId: true, listedAt: true }))
      .parse(Items)
      .filter(({ listedAt }) => listedAt < before)
      .slice(0, limit);
  },
});

export const resendStore = (client: DynamoDBDocumentClient, table: string): Resends => ({
  async record(deliveryId, before, resend) {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `delivery#${deliveryId}`, sk: "delivery" },
          UpdateExpression: "SET resends = list_append(if_not_exists(resends, :none), :one)",
          ConditionExpression: before === 0 ? neverYet : asOftenAsSeen,
          ExpressionAttributeValues: {
            ":none": [],
            ":one": [resend],
            ...(before === 0 ? {} : { ":before": before }),
          },
          ReturnValues: "ALL_NEW",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return Delivery.parse(Attributes);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item && Delivery.parse(unmarshall(error.Item));
    }
  },
});
