/**
 * The month's journal and due register in DynamoDB, as the stream consumer writes them. Any write may come late, twice or
 * out of order: an entry is put once, a due row never goes back to an older version.
 *
 *   journal           pk `journal#<month>#<segment>`  sk `<case>#<version, 6 digits>`
 *   of complaints     pk `complaints#<month>#<segment>`, as the journal
 *   due register      pk `due#<month>#<segment>`      sk `<case>`
 *   counters          see `board-store.ts`; raised with the entry that they count, or not at all
 *   months with data  pk `journal-months`             sk `<month>`
 */
import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { journalMonth, reportSegment } from "../bulletins/journal.ts";
import type { ComplaintJournal, Journal } from "../bulletins/reports.ts";
import { type Month, monthOf } from "../kernel/local-date.ts";
import { raisesFor } from "./board-store.ts";
import { putOnce, refusedBy } from "./put-once.ts";
import { putOnceWith } from "./put-once-with.ts";

export const MONTHS = "journal-months";

const notNewer = "attribute_not_exists(pk) or #version < :version";
const sixDigits = (version: number): string => String(version).padStart(6, "0");

/** The marker of a month is put before the first entry, once per running function. */
export const journalStore = (client: DynamoDBDocumentClient, table: string): Journal & ComplaintJournal => {
  const marked = new Set<Month>();
  const mark = async (month: Month): Promise<void> => {
    if (marked.has(month)) return;
    await putOnce(client, table, { pk: MONTHS, sk: month });
    marked.add(month);
  };
  return {
    async record(entry) {
      const month = journalMonth(entry);
      await mark(month);
      const pk = `journal#${month}#${reportSegment(entry.subject)}`;
      const item = { pk, sk: `${entry.subject}#${sixDigits(entry.version)}`, ...entry };
      const raises = raisesFor(table, entry);
      if (raises.length === 0) await putOnce(client, table, item);
      else await putOnceWith(client, table, item, raises);
    },
    async recordComplaint(entry) {
      const month = monthOf(entry.on);
      await mark(month);
      const pk = `complaints#${month}#${reportSegment(entry.subject)}`;
      await putOnce(client, table, { pk, sk: `${entry.subject}#${sixDigits(entry.version)}`, ...entry });
    },
    async registerDue(row) {
      const pk = `due#${row.month}#${reportSegment(row.subject)}`;
      const command = new PutCommand({
        TableName: table,
        Item: { pk, sk: row.subject, ...row },
        ConditionExpression: notNewer,
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": row.version },
      });
      await client.send(command).catch(refusedBy);
    },
  };
};
