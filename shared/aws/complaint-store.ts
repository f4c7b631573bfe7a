/**
 * Complaints in DynamoDB. Whatever is read leaves this store sealed (R53, ADR 0019).
 *
 *   complaint      pk `complaint#<number>`  sk `complaint`
 *   old entries    the same pk, sk `ledger#…`; see `ledger-page-store.ts`
 *   due stages     index next-stage: `<segment>` → nextStageAt
 *   being counted  index counted: `<segment>` → last day of any clock; see `recount-store.ts`
 *   open ones      index watched: `<segment>` → number; see `watch-store.ts`
 *   handler's      index handled: `<staff id>` → workDue; open ones only
 *   upheld ones    index upheld: `<centre>` → `<closed on>#<number>`
 *   the office's   index overseen: `<centre>` → workDue; open ones from which nobody of the office is walled
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { clocksSpan } from "../casework/counting-span.ts";
import { type Turned, turnPage, withPages } from "../casework/ledger-pages.ts";
import { Complaint, ComplaintEntry, type ComplaintNumber, isClosed } from "../complaints/complaint.ts";
import { type Complaints, type DueComplaints, ListedComplaint, UpheldComplaint } from "../complaints/complaints.ts";
import { type Sealed, sealed } from "../complaints/walls.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type IndexShape, TABLES } from "../tables.ts";
import { allItems } from "./batch-get.ts";
import { segmentOf } from "./case-keys.ts";
import { dueStages } from "./due-cases.ts";
import { putPage, readWithPages } from "./ledger-page-store.ts";
import { countedAttributes } from "./recount-store.ts";
import type { StreamImage } from "./stream-image.ts";
import { ledgerChange, moveUpdate } from "./versioned-item.ts";
import { wrongCodes } from "./wrong-code-store.ts";

const { handled: HANDLED, overseen: OVERSEEN, upheld: UPHELD } = TABLES.complaints.indexes;
const neverWritten = "attribute_not_exists(pk)";
const keyOf = (number: ComplaintNumber) => ({ pk: `complaint#${number}`, sk: "complaint" });

const upheldAt = ({ closed, review, decision, centre, number }: Complaint): Record<string, unknown> => {
  const finding = review?.finding ?? decision?.finding;
  const isUpheld = closed !== undefined && (finding === "upheld" || finding === "partly-upheld");
  return isUpheld ? { upheldOf: centre, upheldOn: `${closed.on}#${number}` } : {};
};

/** Attributes that only the indexes need; none of a kind: the complaint leaves that index. */
const indexed = (subject: Complaint): Record<string, unknown> => {
  const open = !isClosed(subject.state);
  const { leading, nextStage, number, centre, handler, hiddenFromOffice } = subject;
  return {
    nextStage: nextStage?.id,
    nextStageAt: nextStage?.at,
    stageSegment: nextStage && segmentOf(number),
    ...countedAttributes(open ? clocksSpan(subject) : undefined, segmentOf(number)),
    watchedSegment: open ? segmentOf(number) : undefined,
    handledBy: open ? handler : undefined,
    overseenOf: open && !hiddenFromOffice ? centre : undefined,
    workDue: open ? `${leading?.endsAt ?? "9999"}#${number}` : undefined,
    dueOn: open ? leading?.dueOn : undefined,
    dueClock: open ? leading?.kind : undefined,
    ...upheldAt(subject),
  };
};

/** A stored item as a complaint. Tolerant of attributes that it does not know. @throws ZodError when it is none */
export const complaintOf = (item: Record<string, unknown>): Complaint =>
  Complaint.parse({
    ...item,
    nextStage: item.nextStageAt === undefined ? undefined : { id: item.nextStage, at: item.nextStageAt },
  });

/** As a stream record of the table shows it. @throws ZodError when the image is none */
export const complaintInImage = (image: StreamImage): Sealed<Complaint> =>
  // The event is JSON; all else is the SDK's form.
  sealed(complaintOf(unmarshall(image as Parameters<typeof unmarshall>[0])));

/** What a move may change. The rest of a complaint never changes. */
const MUTABLE = [
  "version",
  "state",
  "body",
  "handler",
  "interested",
  "hiddenFromOffice",
  "ruled",
  "joinedTo",
  "joins",
  "withdrawnOn",
  "extension",
  "decision",
  "callBacks",
  "review",
  "closed",
  "petition",
  "referral",
  "clocks",
  "leading",
  "orders",
  "annulled",
  "codeVersion",
  "personal",
] as const satisfies readonly (keyof Complaint)[];

const moveOf = (after: Complaint, expecting: number, turned: Turned<ComplaintEntry>) =>
  moveUpdate({
    Key: keyOf(after.number),
    expecting,
    changes: {
      ...Object.fromEntries(MUTABLE.map((name): [string, unknown] => [name, after[name]])),
      ...indexed(after),
    },
    ledger: ledgerChange(after.ledger, expecting, turned),
  });

const standing = (error: ConditionalCheckFailedException): Complaint | undefined =>
  error.Item && complaintOf(unmarshall(error.Item));

const readable = (item: Record<string, unknown> | undefined): Sealed<Complaint> | Error => {
  if (item === undefined) return new Refusal("complaint-not-found");
  try {
    return sealed(complaintOf(item));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

export const complaintStore = (client: DynamoDBDocumentClient, table: string): Complaints & DueComplaints => {
  const listed = async (
    { name, partitionKey }: IndexShape,
    whose: string,
    { after, limit }: Parameters<Complaints["handledBy"]>[1],
  ) => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: name,
        KeyConditionExpression: `${partitionKey} = :whose${after === undefined ? "" : " and workDue > :after"}`,
        ExpressionAttributeValues: { ":whose": whose, ...(after === undefined ? {} : { ":after": after }) },
        Limit: limit,
      }),
    );
    return z.array(ListedComplaint).parse(Items).map(sealed);
  };
  return {
    ...wrongCodes(client, table, keyOf),
    ...dueStages(client, table, { keyOf, carded: false }),
    async getEach(numbers) {
      const items = await allItems(client, table, numbers.map(keyOf));
      const found = new Map(items.map((item) => [item.number, item]));
      return new Map(numbers.map((number) => [number, readable(found.get(number))]));
    },
    async find(number) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keyOf(number), ConsistentRead: true }),
      );
      return Item && sealed(complaintOf(Item));
    },
    async file(created) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { ...keyOf(created.number), ...created, ...indexed(created) },
            ConditionExpression: neverWritten,
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const found = standing(error);
        return found && sealed(found);
      }
    },
    async findWhole(number) {
      const { item, pages } = await readWithPages(client, table, keyOf(number), ComplaintEntry);
      return item && sealed(withPages(complaintOf(item), pages));
    },
    async save(after, expecting) {
      const turned = turnPage(after.ledger, expecting);
      // First: whoever stops between the two leaves entries in both places, never in none.
      if (turned.page !== undefined) await putPage(client, table, keyOf(after.number), turned.page);
      try {
        await client.send(new UpdateCommand({ TableName: table, ...moveOf(after, expecting, turned) }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const found = standing(error);
        if (found === undefined) throw new Refusal("complaint-not-found");
        const first = (ledger: Complaint["ledger"]) => ledger.find(({ version }) => version === expecting + 1)?.token;
        if (first(found.ledger) !== first(after.ledger)) {
          throw new Refusal("version-conflict", { version: found.version });
        }
      }
    },
    async recordReading(number, { token, ...look }) {
      const Item = { pk: keyOf(number).pk, sk: `reading#${look.at}#${token}`, schema: 1, number, ...look };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    handledBy: (handler, page) => listed(HANDLED, handler, page),
    async upheldIn(centre, month) {
      const found: unknown[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          IndexName: UPHELD.name,
          KeyConditionExpression: `${UPHELD.partitionKey} = :centre and begins_with(${UPHELD.sortKey}, :month)`,
          ExpressionAttributeValues: { ":centre": centre, ":month": month },
        },
      );
      for await (const { Items = [] } of pages) found.push(...Items);
      return z.array(UpheldComplaint).parse(found).map(sealed);
    },
    overseen: (centre, page) => listed(OVERSEEN, centre, page),
  };
};
