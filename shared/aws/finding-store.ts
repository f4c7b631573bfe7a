/**
 * Hand-overs that were missing (R41), in the directory's table: pk `findings#<centre>`, sk `<date>#<post>#<staff id>`. One a
 * post, person and day, put if absent: the first act of the day stays.
 */
import { type DynamoDBDocumentClient, paginateQuery } from "@aws-sdk/lib-dynamodb";
import type { TakeOvers } from "../directory/directory.ts";
import { TakeOver } from "../directory/findings.ts";
import { findingsPartition } from "./directory-keys.ts";
import { putOnce } from "./put-once.ts";

export const takeOverStore = (client: DynamoDBDocumentClient, table: string): TakeOvers => ({
  async record(takeOver) {
    const { centre, date, post, staffId } = takeOver;
    await putOnce(client, table, { pk: findingsPartition(centre), sk: `${date}#${post}#${staffId}`, ...takeOver });
  },

  async of(centre, { from, to }) {
    const found: TakeOver[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: "pk = :pk and sk between :from and :to",
        // `$` sorts right after `#`: whatever was put on the last day lies before it.
        ExpressionAttributeValues: { ":pk": findingsPartition(centre), ":from": from, ":to": `${to}$` },
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => TakeOver.parse(item)));
    return found;
  },
});
