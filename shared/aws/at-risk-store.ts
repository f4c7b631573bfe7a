/** A post's open cases by their dates, the latest first, from the index of open cases: see `case-store.ts`. */
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { CaseAtRisk, type CasesAtRisk } from "../casework/centre-deadlines.ts";
import { TABLES } from "../tables.ts";

const { workList: WORK_LIST, carded: CARDED } = TABLES.cases.indexes;

export const atRiskStore = (client: DynamoDBDocumentClient, table: string): CasesAtRisk => ({
  async dueBefore(post, before, limit) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: WORK_LIST.name,
        KeyConditionExpression: "workPost = :post and workDue < :before",
        ExpressionAttributeValues: { ":post": post, ":before": before },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return z.array(CaseAtRisk).parse(Items);
  },
  async carded(post, { from, before }, limit) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: CARDED.name,
        KeyConditionExpression: "cardedPost = :post and workDue between :from and :before",
        ExpressionAttributeValues: { ":post": post, ":from": from, ":before": before },
        ScanIndexForward: false,
        // Both ends are included, and the one before was shown.
        Limit: limit + 1,
      }),
    );
    return z
      .array(CaseAtRisk)
      .parse(Items)
      .filter(({ workDue }) => workDue < before)
      .slice(0, limit);
  },
});
