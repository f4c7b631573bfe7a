/** Writing the directory when a town is loaded; no function of the API carries this. */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, type DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { DirectoryWriter, People } from "../directory/directory.ts";
import { Entrustment } from "../directory/entrustment.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  centrePartition,
  currentItemKey,
  entrustedPartition,
  entrustmentKey,
  itemVersionKey,
  OFFICE_PARTITION,
  postKey,
  proxiesPartition,
  staffKey,
  windowKey,
} from "./directory-keys.ts";
import { partition, rosterIn, staffIn } from "./directory-reading.ts";

const neverWritten = "attribute_not_exists(pk)";
const stillTheOneBefore = "version = :before";

/** DynamoDB takes no more in one batch. */
const BATCH = 25;
const BATCHES_AT_ONCE = 4;
const MOST_RETRIES = 8;
const FIRST_PAUSE_MS = 25;

type Item = Record<string, unknown>;

const inGroupsOf = <T>(size: number, all: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const itemsOf = ({ staff, windows, posts }: People): Item[] => [
  ...staff.map((member) => ({ ...member, ...staffKey(member) })),
  ...windows.map((window) => ({ ...window, ...windowKey(window) })),
  ...posts.map((post) => ({ ...post, ...postKey(post) })),
];

export const loadingDirectory = (client: DynamoDBDocumentClient, table: string): DirectoryWriter => {
  /** What a busy table leaves undone is asked for again, ever more slowly. */
  const putBatch = async (items: readonly Item[]): Promise<void> => {
    let left: Item[] = [...items];
    for (let retry = 0; left.length > 0; retry += 1) {
      if (retry > MOST_RETRIES) throw new Refusal("service-unavailable");
      if (retry > 0) await pause(FIRST_PAUSE_MS * 2 ** retry);
      const RequestItems = { [table]: left.map((each) => ({ PutRequest: { Item: each } })) };
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems }));
      left = (UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) => (PutRequest?.Item ? [PutRequest.Item] : []));
    }
  };

  const putAll = async (items: readonly Item[]): Promise<void> => {
    for (const batches of inGroupsOf(BATCHES_AT_ONCE, inGroupsOf(BATCH, items))) {
      await Promise.all(batches.map(putBatch));
    }
  };

  return {
    async people(centres) {
      const office = await partition(client, table, OFFICE_PARTITION, true);
      const found: {
        staff: People["staff"][number][];
        windows: People["windows"][number][];
        posts: People["posts"][number][];
      } = { staff: [...staffIn(office)], windows: [], posts: [] };
      for (const centre of centres) {
        const roster = rosterIn(centre, await partition(client, table, centrePartition(centre), true));
        const proxies = staffIn(await partition(client, table, proxiesPartition(centre), true));
        found.staff.push(...roster.staff, ...proxies);
        found.windows.push(...roster.windows);
        found.posts.push(...roster.posts);
      }
      return found;
    },

    putPeople: (people) => putAll(itemsOf(people)),

    async entrustments(centres) {
      const found: Entrustment[] = [];
      for (const centre of centres) {
        const lists = await partition(client, table, entrustedPartition(centre), true);
        found.push(...lists.map((list) => Entrustment.parse(list)));
      }
      return found;
    },

    putEntrustments: (lists) => putAll(lists.map((list) => ({ ...list, ...entrustmentKey(list) }))),

    async publish(item) {
      const current = {
        TableName: table,
        Item: { ...item, ...currentItemKey(item.code) },
        ...(item.version === 1
          ? { ConditionExpression: neverWritten }
          : { ConditionExpression: stillTheOneBefore, ExpressionAttributeValues: { ":before": item.version - 1 } }),
      };
      const version = {
        TableName: table,
        Item: { ...item, ...itemVersionKey(item.code, item.version) },
        ConditionExpression: neverWritten,
      };
      try {
        await client.send(new TransactWriteCommand({ TransactItems: [{ Put: version }, { Put: current }] }));
      } catch (error) {
        if (error instanceof TransactionCanceledException) throw new Refusal("version-conflict");
        throw error;
      }
    },
  };
};
