/**
 * Cases in DynamoDB. One item is one case, its ledger inside; one move is one conditional write. Old entries of a long
 * ledger lie on pages beside it: see `ledger-page-store.ts`.
 *
 *   case              pk `case#<number>`  sk `case`
 *   due stages        index next-stage:  `<segment>` → nextStageAt; see `due-cases.ts`
 *   being counted     index counted:     `<segment>` → last day of any clock; see `recount-store.ts`
 *   open cases        index watched:     `<segment>` → number; see `watch-store.ts`
 *   a post's work     index work-list:   `<post>` → `<end of the working time>#<number>`; only open cases
 *   open parts        index tasks:       `<centre>` → the same; only joint cases with an open part
 *   a proxy's cases   index shared-work: `proxy#<staff id>` → the same; only open cases
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Case, LedgerEntry } from "../casework/case.ts";
import { type Cases, type DueCases, OpenCase, ProxyCase, TaskedCase } from "../casework/cases.ts";
import { countingSpan } from "../casework/counting-span.ts";
import { responsiblePost } from "../casework/handling.ts";
import { openTasks, taskListOf } from "../casework/joint-handling.ts";
import { hasCard, ladderClocksOf } from "../casework/ladder-clocks.ts";
import { type Turned, turnPage, withPages } from "../casework/ledger-pages.ts";
import { isClosed } from "../casework/moves.ts";
import type { StaffId } from "../directory/roster.ts";
import { maskedName } from "../kernel/masking.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type IndexShape, TABLES } from "../tables.ts";
import { allItems } from "./batch-get.ts";
import { keyOf, segmentOf } from "./case-keys.ts";
import { dueStages } from "./due-cases.ts";
import { putPage, readWithPages } from "./ledger-page-store.ts";
import { countedAttributes } from "./recount-store.ts";
import { ledgerChange, moveUpdate } from "./versioned-item.ts";
import { wrongCodes } from "./wrong-code-store.ts";

const { workList: WORK_LIST, sharedWork: SHARED_WORK, tasks: TASKS } = TABLES.cases.indexes;
const neverWritten = "attribute_not_exists(pk)";

const proxyList = (staffId: StaffId): string => `proxy#${staffId}`;

/** Attributes that only the indexes need; none of a kind: the case leaves that index. */
const indexed = (subject: Case): Record<string, unknown> => {
  const { leading } = subject;
  const open = !isClosed(subject.state);
  return {
    nextStage: subject.nextStage?.id,
    nextStageAt: subject.nextStage?.at,
    stageSegment: subject.nextStage && segmentOf(subject.number),
    ...countedAttributes(countingSpan(subject), segmentOf(subject.number)),
    ladderClocks: open ? ladderClocksOf(subject.clocks) : undefined,
    watchedSegment: open ? segmentOf(subject.number) : undefined,
    workPost: open ? responsiblePost(subject) : undefined,
    cardedPost: open && hasCard(subject) ? responsiblePost(subject) : undefined,
    workDue: open ? `${leading?.endsAt ?? "9999"}#${subject.number}` : undefined,
    sharedWith: open && subject.proxy ? proxyList(subject.proxy.staffId) : undefined,
    tasksAt: taskListOf(subject),
    openTasks: taskListOf(subject) && openTasks(subject).map(({ code, name, post }) => ({ code, name, post })),
    authorisedUntil: open ? subject.proxy?.authorisation.until : undefined,
    dueOn: open ? leading?.dueOn : undefined,
    dueClock: open ? leading?.kind : undefined,
    maskedApplicant: open ? maskedName(subject.personal.applicant.name) : undefined,
  };
};

const itemOf = (subject: Case): Record<string, unknown> => ({
  ...keyOf(subject.number),
  ...subject,
  ...indexed(subject),
});

/** A stored item as a case. Tolerant of attributes that it does not know. @throws ZodError when it is no case */
export const caseOf = (item: Record<string, unknown>): Case =>
  Case.parse({
    ...item,
    nextStage: item.nextStageAt === undefined ? undefined : { id: item.nextStage, at: item.nextStageAt },
  });

/** What a move may change. The rest of a case never changes. */
const MUTABLE = [
  "version",
  "state",
  "receivedAt",
  "receivedOn",
  "notice",
  "noticeReturned",
  "acceptedOn",
  "decision",
  "overdueReason",
  "deliveredOn",
  "suspensions",
  "renewal",
  "issued",
  "extension",
  "furtherRequests",
  "paperPromise",
  "upwardLegs",
  "joint",
  "ending",
  "orders",
  "annulled",
  "clocks",
  "leading",
  "codeVersion",
  "personal",
] as const;

const moveOf = (after: Case, expecting: number, turned: Turned) =>
  moveUpdate({
    Key: keyOf(after.number),
    expecting,
    changes: {
      ...Object.fromEntries(MUTABLE.map((name): [string, unknown] => [name, after[name]])),
      ...indexed(after),
    },
    ledger: ledgerChange(after.ledger, expecting, turned),
  });

const read = async (client: DynamoDBDocumentClient, TableName: string, Key: Record<string, string>) =>
  (await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;

type Page = Parameters<Cases["workList"]>[1];
/** Joint cases of a centre looked at for one page, other posts' too: more than a centre has open on any usual day. */
const TASKS_LOOKED_AT = 200;

/** One page of a list of open cases, the most urgent first. */
const listed = async (
  client: DynamoDBDocumentClient,
  table: string,
  { name, partitionKey }: IndexShape,
  whose: string,
  { after, limit }: Page,
): Promise<unknown> => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: name,
      KeyConditionExpression: `${partitionKey} = :whose${after === undefined ? "" : " and workDue > :after"}`,
      ExpressionAttributeValues: { ":whose": whose, ...(after === undefined ? {} : { ":after": after }) },
      Limit: limit,
    }),
  );
  return Items;
};

/** The case that stood in the way of a conditional write. */
const standing = (error: ConditionalCheckFailedException): Case | undefined =>
  error.Item && caseOf(unmarshall(error.Item));

const readable = (item: Record<string, unknown> | undefined): Case | Error => {
  if (item === undefined) return new Refusal("case-not-found");
  try {
    return caseOf(item);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

export const caseStore = (client: DynamoDBDocumentClient, table: string): Cases & DueCases => ({
  ...wrongCodes(client, table, keyOf),
  ...dueStages(client, table, { keyOf, carded: true }),
  async find(number) {
    const item = await read(client, table, keyOf(number));
    return item && caseOf(item);
  },
  async get(number) {
    const item = await read(client, table, keyOf(number));
    if (item === undefined) throw new Refusal("case-not-found");
    return caseOf(item);
  },
  async getEach(numbers) {
    const items = await allItems(client, table, numbers.map(keyOf));
    const found = new Map(items.map((item) => [item.number, item]));
    return new Map(numbers.map((number) => [number, readable(found.get(number))]));
  },
  async getWhole(number) {
    const { item, pages } = await readWithPages(client, table, keyOf(number), LedgerEntry);
    if (item === undefined) throw new Refusal("case-not-found");
    return withPages(caseOf(item), pages);
  },
  async file(created) {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: itemOf(created),
          ConditionExpression: neverWritten,
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return standing(error);
      throw error;
    }
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
      if (found === undefined) throw new Refusal("case-not-found");
      const first = (ledger: Case["ledger"]) => ledger.find(({ version }) => version === expecting + 1)?.token;
      if (first(found.ledger) !== first(after.ledger))
        throw new Refusal("version-conflict", { version: found.version });
    }
  },
  async workList(post, page) {
    return z.array(OpenCase).parse(await listed(client, table, WORK_LIST, post, page));
  },
  async taskList(centre, posts, { after, limit }) {
    const looked = await listed(client, table, TASKS, centre, { after, limit: Math.max(limit, TASKS_LOOKED_AT) });
    const cases = z.array(TaskedCase).parse(looked);
    const found = cases.filter(({ openTasks }) => openTasks.some(({ post }) => posts.includes(post)));
    const readTo = cases.length < Math.max(limit, TASKS_LOOKED_AT) ? undefined : cases.at(-1)?.workDue;
    return { found, ...(readTo === undefined ? {} : { readTo }) };
  },
  async proxyList(staffId, page) {
    return z.array(ProxyCase).parse(await listed(client, table, SHARED_WORK, proxyList(staffId), page));
  },
});
