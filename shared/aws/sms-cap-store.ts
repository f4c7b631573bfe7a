/**
 * How many SMS there were, beside the deliveries.
 *
 *   to one number   pk `number#<keyed hash>`  sk `<day>`  the ids of the day's deliveries, gone three days later
 *   in one month    pk `month#<month>`        sk `parts`
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { instantAt } from "../kernel/local-date.ts";
import type { SmsCaps } from "../reminders/caps.ts";
import { updateIf } from "./conditional-update.ts";

const KEPT_S = 3 * 24 * 60 * 60;
const roomOrCountedBefore =
  "attribute_not_exists(deliveries) or size(deliveries) < :cap or contains(deliveries, :deliveryId)";

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
  async inMonth(month, parts, cap) {
    const capped =
      cap === undefined
        ? {}
        : { ConditionExpression: "attribute_not_exists(parts) or parts < :cap", values: { ":cap": cap } };
    const { values = {}, ...condition } = capped;
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `month#${month}`, sk: "parts" },
          UpdateExpression: "ADD parts :parts",
          ExpressionAttributeValues: { ":parts": parts, ...values },
          ReturnValues: "UPDATED_NEW",
          ...condition,
        }),
      );
      return z.object({ parts: z.int() }).parse(Attributes).parts;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },
});
