/** A town's worth of open cases, as the store would have written them: one for each centre, copied under other numbers. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { tengzhou } from "../infra/municipalities/tengzhou.ts";
import { segmentOf } from "../shared/aws/case-keys.ts";
import { caseStore } from "../shared/aws/case-store.ts";
import { CHINA_CALENDAR } from "../shared/calendar/calendar.ts";
import type { Case } from "../shared/casework/case.ts";
import { accept, fileCase } from "../shared/casework/handling.ts";
import type { Occasion } from "../shared/casework/writing.ts";
import type { Roster } from "../shared/directory/roster.ts";
import type { SampleTown } from "../shared/directory/sample-town.ts";
import { CaseNumber } from "../shared/kernel/ids.ts";
import { instant, localDateOf } from "../shared/kernel/local-date.ts";

type Item = Record<string, unknown>;

/** DynamoDB takes so many items in one batch. */
const BATCH = 25;
const AT_ONCE = 4;
export const ITEM = "tree-felling-licence";

const occasionOf = (roster: Roster, at: string): Occasion => ({
  at: instant(at),
  today: localDateOf(instant(at)),
  by: { kind: "staff", staffId: roster.posts[0]?.holder ?? "", postId: roster.posts[0]?.id ?? "", basis: "holder" },
  token: "bench",
  calendar: CHINA_CALENDAR,
  hours: tengzhou.officeHours,
  ladder: tengzhou.ladder,
  sha256: (text) => text.slice(0, 64),
  textHash: (text) => text.slice(0, 64),
});

/** Filed at `at`, at the counter of a centre. */
export const filedCase = ({ items }: SampleTown, roster: Roster, at: string, number = "0".repeat(12)): Case => {
  const item = items.find(({ code }) => code === ITEM);
  if (item === undefined) throw new Error(`no sample item ${ITEM}`);
  const filing = {
    number: CaseNumber.parse(number),
    bodyHash: "bench",
    item,
    decidingOrgan: "示例机关",
    centre: roster.centre,
    channel: "counter" as const,
    applicant: { name: "示例甲", phone: "10000000001" },
    urgent: false,
    notifyBySms: true,
  };
  return fileCase(filing, roster, occasionOf(roster, at));
};

/** And accepted in the same minute, by the centre's own people. */
export const acceptedCase = (town: SampleTown, roster: Roster, at: string, number?: string): Case =>
  accept(filedCase(town, roster, at, number), occasionOf(roster, at));

/** The item that the store puts for a case. */
export const itemOf = async (subject: Case): Promise<Item> => {
  let item: Item = {};
  const send = async (command: unknown) => {
    if (command instanceof PutCommand) item = command.input.Item ?? {};
    return {};
  };
  // The store only sends.
  await caseStore({ send } as unknown as DynamoDBDocumentClient, "bench").file(subject);
  return item;
};

const numbered = (item: Item, n: number): Item => {
  const number = CaseNumber.parse(String(n).padStart(12, "0"));
  const segment = segmentOf(number);
  const workDue = String(item.workDue).replace(/#.*/, `#${number}`);
  return { ...item, pk: `case#${number}`, number, stageSegment: segment, countedSegment: segment, workDue };
};

/**
 * @param from the first one's number
 * @param without attributes that nothing of what is measured reads
 */
export type Cases = {
  readonly from: number;
  readonly count: number;
  readonly acceptedAt: string;
  readonly without?: readonly string[];
};

/** Puts them, a few batches at a time: nothing is kept in memory but what is on its way. */
export const putOpenCases = async (
  raw: DynamoDBClient,
  table: string,
  town: SampleTown,
  { from, count, acceptedAt, without = [] }: Cases,
): Promise<void> => {
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const templates = await Promise.all(town.rosters.map((roster) => itemOf(acceptedCase(town, roster, acceptedAt))));
  let next = from;
  const writer = async (): Promise<void> => {
    while (next < from + count) {
      const first = next;
      next = Math.min(first + BATCH, from + count);
      const requests = Array.from({ length: next - first }, (_, n) => {
        const item = numbered(templates[(first + n) % templates.length] ?? {}, first + n);
        const Item = Object.fromEntries(Object.entries(item).filter(([name]) => !without.includes(name)));
        return { PutRequest: { Item } };
      });
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteCommand({ RequestItems: { [table]: requests } }),
      );
      if (Object.keys(UnprocessedItems).length > 0) throw new Error("the database did not take a batch");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
};
