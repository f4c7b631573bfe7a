/**
 * Bulletins in DynamoDB, and the months that they are made from (R65). Sheet and page are written once and kept; only a
 * bulletin's state moves on. What `journal-store.ts` writes is read here, a month at a time.
 *
 *   journal, due rows pk `journal#<month>#<segment>`, `due#<month>#<segment>`, each partition whole
 *   list of bulletins pk `bulletins`                  sk `<month>`: envelope, state, summary, objections, corrections
 *   one bulletin      pk `bulletin#<month>`           sk `sheet` | `page` | `form#<form>`
 */
import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { Bulletin, Envelope, type FrozenSheet } from "../bulletins/bulletin.ts";
import { ComplaintJournalEntry } from "../bulletins/complaint-journal.ts";
import { DueRow } from "../bulletins/due-register.ts";
import { KeptForm } from "../bulletins/forms.ts";
import { JournalEntry } from "../bulletins/journal.ts";
import type { Reports } from "../bulletins/reports.ts";
import { BulletinSheet } from "../bulletins/sheet.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { Month } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { SEGMENTS } from "../tables.ts";
import { MONTHS } from "./journal-store.ts";
import { putOnce, refusedBy } from "./put-once.ts";

type Item = Record<string, unknown>;

const stillAsRead = "#version = :expecting";
const notAnnounced = "attribute_not_exists(announcedAt)";

const LIST = "bulletins";
const SEGMENT_NUMBERS = Array.from({ length: SEGMENTS }, (_, segment) => segment);

const listKey = (month: Month) => ({ pk: LIST, sk: month });
/** Of a month's records: a quarter of what a page may hold, so that as many as there are segments are held at once. */
const PAGE = 500;

const partOf = (month: Month, part: "sheet" | "page") => ({ pk: `bulletin#${month}`, sk: part });

async function* pagesOf(client: DynamoDBDocumentClient, query: QueryCommandInput): AsyncGenerator<Item[]> {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...query, ...(ExclusiveStartKey && { ExclusiveStartKey }) }));
    yield page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

const queryAll = async (client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const page of pagesOf(client, query)) items.push(...page);
  return items;
};

const partition = (TableName: string, pk: string): QueryCommandInput => ({
  TableName,
  KeyConditionExpression: "pk = :pk",
  ExpressionAttributeValues: { ":pk": pk },
  ConsistentRead: true,
});

const get = async (client: DynamoDBDocumentClient, TableName: string, Key: Item): Promise<Item | undefined> =>
  (await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;

const Kept = z.object({ envelope: Envelope, content: z.string() });
/** The content is kept as the very text that was hashed. */
const frozenOf = (item: Item): FrozenSheet => {
  const { envelope, content } = Kept.parse(item);
  return { envelope, sheet: BulletinSheet.parse(JSON.parse(content)) };
};

const formsOf = (client: DynamoDBDocumentClient, table: string): Pick<Reports, "form" | "keepForm"> => {
  const keyOf = (month: Month, form: string) => ({ pk: `bulletin#${month}`, sk: `form#${form}` });
  return {
    async form(month, form) {
      const item = await get(client, table, keyOf(month, form));
      return item && KeptForm.parse(item);
    },
    async keepForm(month, kept) {
      const standing = await putOnce(client, table, { ...keyOf(month, kept.form), ...kept });
      return standing === undefined ? kept : KeptForm.parse(standing);
    },
  };
};

const frozenParts = (
  client: DynamoDBDocumentClient,
  table: string,
): Pick<Reports, "sheet" | "keepSheet" | "page" | "keepPage"> => ({
  async sheet(month) {
    const item = await get(client, table, partOf(month, "sheet"));
    return item && frozenOf(item);
  },
  async keepSheet(frozen) {
    const { sheet, envelope } = frozen;
    const item = { ...partOf(sheet.month, "sheet"), schema: 1, envelope, content: canonicalJson(sheet) };
    const standing = await putOnce(client, table, item);
    return standing === undefined ? frozen : frozenOf(standing);
  },
  async page(month) {
    const item = await get(client, table, partOf(month, "page"));
    return item && z.object({ html: z.string() }).parse(item).html;
  },
  async keepPage(month, html) {
    await putOnce(client, table, { ...partOf(month, "page"), schema: 1, html });
  },
});

/** Of a list entry, what tells of corrections. */
const CorrectedItem = Bulletin.pick({ month: true, corrections: true, addenda: true });
/** What people change in a bulletin; everything else was written once, or is the announcement's. */
const MOVABLE = ["version", "state", "objections", "corrections", "signedOffAt", "signedOffBy", "token"] as const;

const moveOf = (TableName: string, after: Bulletin, expecting: number) => {
  const names = MOVABLE.filter((name) => after[name] !== undefined);
  return new UpdateCommand({
    TableName,
    Key: listKey(after.month),
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
    ConditionExpression: stillAsRead,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(names.map((name) => [`:${name}`, after[name]])),
      ":expecting": expecting,
    },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
};

const listQuery = (TableName: string, before: Month | undefined): QueryCommandInput => ({
  TableName,
  KeyConditionExpression: before === undefined ? "pk = :pk" : "pk = :pk and sk < :before",
  ExpressionAttributeValues: { ":pk": LIST, ...(before === undefined ? {} : { ":before": before }) },
  ScanIndexForward: false,
  ConsistentRead: true,
});

const listOf = (
  client: DynamoDBDocumentClient,
  table: string,
): Pick<Reports, "list" | "bulletin" | "bulletins" | "corrected" | "save" | "markAnnounced"> => ({
  async list(bulletin) {
    await putOnce(client, table, { ...listKey(bulletin.month), ...bulletin });
  },
  async bulletin(month) {
    const item = await get(client, table, listKey(month));
    return item && Bulletin.parse(item);
  },
  async bulletins({ before, limit }) {
    const found: Item[] = [];
    let last: Month | undefined = before;
    // A page of DynamoDB's ends at 1 MB, whatever was asked for.
    for (let more = true; more && found.length < limit; ) {
      const query = { ...listQuery(table, last), Limit: limit - found.length };
      const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(query));
      found.push(...Items);
      more = LastEvaluatedKey !== undefined;
      last = LastEvaluatedKey && Month.parse(LastEvaluatedKey.sk);
    }
    return z.array(Bulletin).parse(found);
  },
  async corrected() {
    const items = await queryAll(client, {
      ...partition(table, LIST),
      ProjectionExpression: "#month, corrections, addenda",
      ExpressionAttributeNames: { "#month": "month" },
    });
    return z.array(CorrectedItem).parse(items);
  },
  async save(after, expecting) {
    const standing = await client.send(moveOf(table, after, expecting)).then(() => undefined, refusedBy);
    if (standing !== undefined && standing.token !== after.token) throw new Refusal("version-conflict");
  },
  async markAnnounced(month, at) {
    const command = new UpdateCommand({
      TableName: table,
      Key: listKey(month),
      UpdateExpression: "SET announcedAt = :at",
      ConditionExpression: notAnnounced,
      ExpressionAttributeValues: { ":at": at },
    });
    await client.send(command).catch(refusedBy);
  },
});

export const reportStore = (client: DynamoDBDocumentClient, table: string): Reports => {
  /** Each page is read into what it means as it comes: a large month is never held twice. */
  const segments = async <T>(
    kind: "journal" | "due" | "complaints",
    month: Month,
    each: z.ZodType<T>,
  ): Promise<T[]> => {
    const found: T[] = [];
    const read = async (segment: number): Promise<void> => {
      const query = { ...partition(table, `${kind}#${month}#${segment}`), Limit: PAGE };
      for await (const items of pagesOf(client, query)) for (const item of items) found.push(each.parse(item));
    };
    await Promise.all(SEGMENT_NUMBERS.map(read));
    return found;
  };
  return {
    ...frozenParts(client, table),
    ...formsOf(client, table),
    ...listOf(client, table),
    async month(month) {
      const [entries, dues] = await Promise.all([
        segments("journal", month, JournalEntry),
        segments("due", month, DueRow),
      ]);
      return { entries, dues };
    },
    complaintsOf: (month) => segments("complaints", month, ComplaintJournalEntry),
    async firstMonth() {
      const { Items } = await client.send(new QueryCommand({ ...partition(table, MONTHS), Limit: 1 }));
      return z.array(z.object({ sk: Month })).parse(Items)[0]?.sk;
    },
  };
};
