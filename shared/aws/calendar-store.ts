/**
 * Editions of the calendar in the directory's table, each put once and never changed.
 *
 *   all of them: one query   pk `calendar`   sk `edition#0001` …
 */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { CalendarEdition, type CalendarEditions } from "../calendar/editions.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { partition } from "./directory-reading.ts";
import { putOnce } from "./put-once.ts";

const CALENDAR_PARTITION = "calendar";
const fourDigits = (sequence: number): string => String(sequence).padStart(4, "0");

export const calendarStore = (client: DynamoDBDocumentClient, table: string): CalendarEditions => ({
  // Consistent: whoever adds an edition builds on the last one.
  async all() {
    const items = await partition(client, table, CALENDAR_PARTITION, true);
    return items.map((item) => CalendarEdition.parse(item));
  },
  async add(edition) {
    const key = { pk: CALENDAR_PARTITION, sk: `edition#${fourDigits(edition.sequence)}` };
    const stood = await putOnce(client, table, { ...key, ...edition });
    // The same: our own, whose answer was lost on the way and which was sent again.
    return stood === undefined || canonicalJson(CalendarEdition.parse(stood)) === canonicalJson(edition);
  },
});
