/**
 * The directory's table. No scans; one index, `by-sub`.
 *
 * | read or written | pk | sk |
 * | --- | --- | --- |
 * | a centre's roster: one query | `centre#<code>` | `staff#<id>`, `window#<id>`, `post#<id>`, `absences#<staff id>` |
 * | a person's absences, and when they last came or went, version by version | `centre#<code>` | `absences#<staff id>` |
 * | who came and went, day by day: see `attendance-store.ts` | `attendance#<staff id>` | `<date>` |
 * | hand-overs that were missing (R41): see `finding-store.ts` | `findings#<code>` | `<date>#<post>#<staff id>` |
 * | absences that ended more than 400 days ago, never in a roster | `past-absences#<staff id>` | `absence#<from>#<id>` |
 * | a centre's proxies | `proxies#<code>` | `staff#<id>` |
 * | what its stations are entrusted with; one of them | `entrusted#<code>` | `station#<code>` |
 * | the municipal office | `office` | `staff#<id>` |
 * | every current item: one query; one of them | `items` | `<item code>` |
 * | an item as it was when a case was filed | `item#<item code>` | `v0001` … |
 * | editions of the calendar: one query; see `calendar-store.ts` | `calendar` | `edition#0001` … |
 * | who signed in | index `by-sub` | – |
 *
 * A function that only reads takes `readingDirectory`, so that its bundle carries no writing.
 */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Absences, Directory, DirectoryWriter } from "../directory/directory.ts";
import { recordingAbsences } from "./absence-store.ts";
import { loadingDirectory } from "./directory-loading.ts";
import { readingDirectory } from "./directory-reading.ts";

export { readingDirectory, recordingAbsences };

export const directoryStore = (
  client: DynamoDBDocumentClient,
  table: string,
): Directory & Absences & DirectoryWriter => ({
  ...readingDirectory(client, table),
  ...recordingAbsences(client, table),
  ...loadingDirectory(client, table),
});
