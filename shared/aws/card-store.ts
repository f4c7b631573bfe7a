/** Cards of cases by centre and month, as the stream consumer writes them: pk `cards#<centre>#<month>`, sk `<case>#<stage id>`. */
import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { monthOf } from "../kernel/local-date.ts";
import { CardRow, type Cards } from "../scorecards/card-row.ts";
import { refusedBy } from "./put-once.ts";

const notOlder = "attribute_not_exists(pk) or #version <= :version";
const partitionOf = (centre: string, month: string): string => `cards#${centre}#${month}`;

export const cardStore = (client: DynamoDBDocumentClient, table: string): Cards => ({
  async record(row) {
    const command = new PutCommand({
      TableName: table,
      Item: { pk: partitionOf(row.centre, monthOf(row.on)), sk: `${row.subject}#${row.stageId}`, ...row },
      ConditionExpression: notOlder,
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":version": row.version },
    });
    await client.send(command).catch(refusedBy);
  },
  async ofCentre(centre, month) {
    const found: unknown[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": partitionOf(centre, month) },
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items);
    return z.array(CardRow).parse(found);
  },
});
