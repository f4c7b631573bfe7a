/**
 * Wrong look-up codes, counted beside what they were tried on: a case, a complaint.
 *
 *   wrong codes   pk as its own  sk `lookup#<keyed hash of the address>`, gone a day later
 */
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Cases } from "../casework/cases.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import { Instant } from "../kernel/local-date.ts";
import { updateIf } from "./conditional-update.ts";

/** A day, in seconds: how long wrong codes are kept after their window. */
const ATTEMPTS_KEPT_S = 24 * 60 * 60;

/** Never set back: while any address is locked out, its right guess must not pass as nobody's. */
const notYetMarkedAsLong = "attribute_exists(pk) and (attribute_not_exists(guessedUntil) or guessedUntil < :end)";
const Attempts = z.object({ failures: z.int(), windowEndsAt: Instant });

export const wrongCodes = (
  client: DynamoDBDocumentClient,
  table: string,
  keyOf: (number: CaseNumber) => { readonly pk: string; readonly sk: string },
): Pick<Cases, "attempts" | "recordWrongCode"> => {
  const attemptsKey = (number: CaseNumber, address: string) => ({ pk: keyOf(number).pk, sk: `lookup#${address}` });
  return {
    async attempts(number, address) {
      const command = new GetCommand({ TableName: table, Key: attemptsKey(number, address), ConsistentRead: true });
      const { Item } = await client.send(command);
      return Item && Attempts.parse(Item);
    },
    async recordWrongCode(number, address, { failures, windowEndsAt }) {
      const expiresAt = Math.floor(Date.parse(windowEndsAt) / 1000) + ATTEMPTS_KEPT_S;
      const sameWindow = failures > 1;
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: attemptsKey(number, address),
          UpdateExpression: sameWindow
            ? "SET windowEndsAt = :end, expiresAt = :expires ADD failures :one"
            : "SET windowEndsAt = :end, expiresAt = :expires, failures = :one",
          ExpressionAttributeValues: { ":end": windowEndsAt, ":expires": expiresAt, ":one": 1 },
        }),
      );
      await updateIf(client, {
        TableName: table,
        Key: keyOf(number),
        UpdateExpression: "SET guessedUntil = :end",
        ConditionExpression: notYetMarkedAsLong,
        ExpressionAttributeValues: { ":end": windowEndsAt },
      });
    },
  };
};
