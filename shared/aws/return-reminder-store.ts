/**
 * What was told of data returns, in DynamoDB, in the table of reports.
 *
 *   told of   pk `return-told#<number>`  sk `told`; each stage an attribute by its id
 */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { FiredStage } from "../casework/case.ts";
import { CaseNumber } from "../kernel/ids.ts";
import type { ReturnReminders } from "../returns/reminding.ts";
import { allItems } from "./batch-get.ts";
import { updateIf } from "./conditional-update.ts";

const keyOf = (number: CaseNumber) => ({ pk: `return-told#${number}`, sk: "told" });
const Stages = z.record(z.string(), FiredStage);

const toldIn = ({ pk, sk: _, number, ...stages }: Record<string, unknown>) =>
  [CaseNumber.parse(number), Stages.parse(stages)] as const;

export const returnReminderStore = (client: DynamoDBDocumentClient, table: string): ReturnReminders => ({
  async told(numbers) {
    return new Map((await allItems(client, table, numbers.map(keyOf))).map(toldIn));
  },
  mark(number, fired) {
    const stages = Object.entries(fired);
    return updateIf(client, {
      TableName: table,
      Key: keyOf(number),
      UpdateExpression: `SET #number = :number, ${stages.map((_, n) => `#stage${n} = :stage${n}`).join(", ")}`,
      ConditionExpression: stages.map((_, n) => `attribute_not_exists(#stage${n})`).join(" and "),
      ExpressionAttributeNames: {
        "#number": "number",
        ...Object.fromEntries(stages.map(([id], n) => [`#stage${n}`, id])),
      },
      ExpressionAttributeValues: {
        ":number": number,
        ...Object.fromEntries(stages.map(([, mark], n) => [`:stage${n}`, mark])),
      },
    });
  },
});
