/**
 * What has a stage to come, in DynamoDB: cases, complaints.
 *
 *   due stages   index next-stage: `<segment>` → nextStageAt
 */
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { DueCases } from "../casework/cases.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant } from "../kernel/local-date.ts";
import { TABLES } from "../tables.ts";
import { segmentOf } from "./case-keys.ts";
import { updateIf } from "./conditional-update.ts";

const NEXT_STAGE = TABLES.cases.indexes.nextStage;
const stillDue = "nextStageAt = :seenAt and nextStage = :seenStage and #version = :version";
const stillNever = "attribute_not_exists(nextStageAt) and #version = :version";

type Kind = {
  readonly keyOf: (number: CaseNumber) => { readonly pk: string; readonly sk: string };
  /** Whether it is listed by its cards, under its post. */
  readonly carded: boolean;
};

/** @param table its index has the same name in each table */
export const dueStages = (client: DynamoDBDocumentClient, table: string, { keyOf, carded }: Kind): DueCases => ({
  async due(segment, until, { cursor, limit }) {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: NEXT_STAGE.name,
        KeyConditionExpression: "stageSegment = :segment and nextStageAt <= :until",
        ExpressionAttributeValues: { ":segment": String(segment), ":until": until },
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: JSON.parse(cursor) }),
      }),
    );
    const DueItem = z.object({ number: CaseNumber, nextStageAt: Instant, nextStage: z.string() });
    return {
      cases: z.array(DueItem).parse(Items),
      ...(LastEvaluatedKey === undefined ? {} : { cursor: JSON.stringify(LastEvaluatedKey) }),
    };
  },
  async earliest(segment) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: NEXT_STAGE.name,
        KeyConditionExpression: "stageSegment = :segment",
        ExpressionAttributeValues: { ":segment": String(segment) },
        Limit: 1,
      }),
    );
    return z.array(z.object({ nextStageAt: Instant })).parse(Items)[0]?.nextStageAt;
  },
  async advance({ number, nextStageAt, nextStage, version }, fired, next) {
    const moved =
      next === undefined
        ? "REMOVE nextStageAt, nextStage, stageSegment"
        : "SET nextStageAt = :at, nextStage = :stage, stageSegment = :segment";
    const seen =
      nextStageAt === undefined
        ? { condition: stillNever, values: {} }
        : { condition: stillDue, values: { ":seenAt": nextStageAt, ":seenStage": nextStage } };
    // Half is no card; what is closed has no post to be listed under.
    const isCarded = carded && fired.some(({ id }) => !id.endsWith("#half"));
    const marks = [
      ...fired.map((_, n) => `firedStages.#fired${n} = :fired${n}`),
      ...(isCarded ? ["cardedPost = if_not_exists(workPost, :nobody)"] : []),
    ].join(", ");
    return updateIf(client, {
      TableName: table,
      Key: keyOf(number),
      UpdateExpression: next === undefined ? `SET ${marks} ${moved}` : `${moved}, ${marks}`,
      ConditionExpression: seen.condition,
      ExpressionAttributeNames: {
        "#version": "version",
        ...Object.fromEntries(fired.map(({ id }, n) => [`#fired${n}`, id])),
      },
      ExpressionAttributeValues: {
        ...seen.values,
        ...(isCarded ? { ":nobody": "-" } : {}),
        ":version": version,
        ...Object.fromEntries(fired.map(({ at, late }, n) => [`:fired${n}`, { at, ...(late ? { late } : {}) }])),
        ...(next === undefined ? {} : { ":at": next.at, ":stage": next.id, ":segment": segmentOf(number) }),
      },
    });
  },
});
