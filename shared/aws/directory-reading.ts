/** Reading the directory; see `directory-store.ts` for the access patterns. */
import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { awayNow } from "../directory/attendance.ts";
import type { Directory } from "../directory/directory.ts";
import { Entrustment } from "../directory/entrustment.ts";
import { centreCodeOf } from "../directory/names.ts";
import { Post, type Roster, ServiceWindow, StaffMember } from "../directory/roster.ts";
import type { CentreCode } from "../directory/units.ts";
import { TABLES } from "../tables.ts";
import {
  centrePartition,
  currentItemKey,
  entrustedPartition,
  entrustmentKey,
  ITEMS_PARTITION,
  itemVersionKey,
  OFFICE_PARTITION,
  proxiesPartition,
  StoredAbsences,
  StoredServiceItem,
} from "./directory-keys.ts";

type Item = Readonly<Record<string, unknown>>;

/** A whole partition in the order of its sort keys. */
export const partition = async (
  client: DynamoDBDocumentClient,
  table: string,
  pk: string,
  consistent: boolean,
): Promise<readonly Item[]> => {
  const found: Item[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
      ConsistentRead: consistent,
    },
  );
  for await (const { Items = [] } of pages) found.push(...Items);
  return found;
};

const ofKind = (items: readonly Item[], kind: string): readonly Item[] =>
  items.filter(({ sk }) => typeof sk === "string" && sk.startsWith(`${kind}#`));

export const staffIn = (items: readonly Item[]): readonly StaffMember[] =>
  ofKind(items, "staff").map((item) => StaffMember.parse(item));

export const rosterIn = (centre: CentreCode, items: readonly Item[]): Roster => ({
  centre,
  staff: staffIn(items),
  windows: ofKind(items, "window").map((item) => ServiceWindow.parse(item)),
  posts: ofKind(items, "post").map((item) => Post.parse(item)),
  absences: ofKind(items, "absences").flatMap((item) => {
    const stored = StoredAbsences.parse(item);
    return [...stored.absences, ...awayNow(stored, stored.attended)];
  }),
});

export const readingDirectory = (client: DynamoDBDocumentClient, table: string): Directory => ({
  async item(code, version) {
    const Key = version === undefined ? currentItemKey(code) : itemVersionKey(code, version);
    // A version that a case was filed with must be found, however new it is.
    const ConsistentRead = version !== undefined;
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead }));
    return Item && StoredServiceItem.parse(Item);
  },

  async items() {
    const items = await partition(client, table, ITEMS_PARTITION, false);
    return items.map((item) => StoredServiceItem.parse(item));
  },

  // Consistent: an absence moves tasks and permissions from the moment it is recorded (R39).
  async roster(centre) {
    return rosterIn(centre, await partition(client, table, centrePartition(centre), true));
  },

  async staffBySub(sub) {
    const { name, partitionKey } = TABLES.directory.indexes.bySub;
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        IndexName: name,
        KeyConditionExpression: "#sub = :sub",
        ExpressionAttributeNames: { "#sub": partitionKey },
        ExpressionAttributeValues: { ":sub": sub },
      },
    );
    const found: StaffMember[] = [];
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => StaffMember.parse(item)));
    return found.length === 1 ? found[0] : undefined;
  },

  async proxies(centre) {
    return staffIn(await partition(client, table, proxiesPartition(centre), false));
  },

  async entrustment(station) {
    const Key = entrustmentKey({ centre: centreCodeOf(station), station });
    const { Item } = await client.send(new GetCommand({ TableName: table, Key }));
    return Item && Entrustment.parse(Item);
  },

  async entrustedAt(centre) {
    const lists = await partition(client, table, entrustedPartition(centre), false);
    return lists.map((list) => Entrustment.parse(list));
  },

  async office() {
    return staffIn(await partition(client, table, OFFICE_PARTITION, false));
  },
});
