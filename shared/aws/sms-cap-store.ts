/**
 * How many SMS there were, beside the deliveries.
 *
 *   to one number   pk `number#<keyed hash>`  sk `<day>`  the ids of the day's deliveries, gone three days later
 *   in one month    pk `month#<month>`        sk `parts`
 */
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { instantAt } from "../kernel/local-date.ts";
import type { SmsCaps } from "../reminders/caps.ts";
import { updateIf } from "./conditional-update.ts";

const KEPT_S = 3 * 24 * 60 * 60;
const roomOrCountedBefore =
  "attribute_not_exists(deliveries) or size(deliveries) < :cap or contains(deliveries, :deliveryId)";

const monthKey = (month: string) => ({ pk: `month#${month}`, sk: "parts" });

export const smsCapStore = (client: DynamoDBDocumentClient, table: string): SmsCaps => ({
  toNumber: (number, day, deliveryId, cap) =>
    updateIf(client, {
      TableName: table,
      Key: { pk: `number#${number}`, sk: day },
      UpdateExpression: "SET expiresAt = :expires ADD deliveries :one",
      ConditionExpression: roomOrCountedBefore,
      ExpressionAttributeValues: {
        ":expires": Math.floor(Date.parse(instantAt(day, "00:00")) / 1000) + KEPT_S,
        ":one": new Set([deliveryId]),
        ":deliveryId": deliveryId,
        ":cap": cap,
      },
    }),
  async inMonth(month) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: monthKey(month) }));
    return z.object({ parts: z.int() }).default({ parts: 0 }).parse(Item).parts;
  },
  async took(month, parts) {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: monthKey(month),
        UpdateExpression: "ADD parts :parts",
        ExpressionAttributeValues: { ":parts": parts },
      }),
    );
  },
});
