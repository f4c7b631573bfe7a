/** A month of many cases, as the stream's consumer would have written it: through its store, in batches. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { journalStore } from "../shared/aws/journal-store.ts";
import { rowsChangedBy } from "../shared/bulletins/due-register.ts";
import { journalEntryOf, type Recorded } from "../shared/bulletins/journal.ts";
import type { EntryKind, LedgerEntry } from "../shared/casework/case.ts";
import type { TownRegister } from "../shared/directory/register.ts";
import { CaseNumber } from "../shared/kernel/ids.ts";
import { instantAt, localDate, type Month } from "../shared/kernel/local-date.ts";
import { randomFrom } from "./soak/random.ts";

type Item = Record<string, unknown>;
const BATCH = 25;
const AT_ONCE = 8;
const ITEMS = ["pension-enrolment", "tree-felling-licence", "birth-registration", "minimum-living-allowance"];

/** Filed, accepted, decided, delivered, most of it within the month. */
const caseOf = (n: number, month: Month, { towns }: TownRegister): Recorded => {
  const random = randomFrom(n);
  const day = random.between(1, 20);
  const on = (more: number) => localDate(`${month}-${String(Math.min(28, day + more)).padStart(2, "0")}`);
  const took = random.between(1, 7);
  const steps: [EntryKind, number, LedgerEntry["facts"]][] = [
    ["filed", 0, { dueOn: on(5) }],
    ["accepted", 0, { acceptedOn: on(0), dueOn: on(5) }],
    ["decided", took, { outcome: "approved", dueOn: on(5), onTime: took <= 5 }],
    ["delivered", took, {}],
  ];
  return {
    number: CaseNumber.parse(`${month.replace("-", "")}${String(n).padStart(6, "0")}`),
    centre: random.pick(towns).code,
    itemCode: random.pick(ITEMS),
    channel: random.pick(["counter", "online", "phone"] as const),
    regime: "service",
    ledger: steps.map(([what, more, facts], k) => ({
      ...{ version: k + 1, at: instantAt(on(more), `1${k}:00`), what, by: { kind: "resident" as const }, facts },
      ...{ token: "bench", previousHash: "", hash: "" },
    })),
  };
};

/** What the store puts for them, the last of what it puts under one key. */
const itemsFor = async (subject: Recorded, table: string): Promise<readonly Item[]> => {
  const items = new Map<string, Item>();
  const send = async (command: unknown) => {
    const item =
      command instanceof PutCommand
        ? command.input.Item
        : command instanceof TransactWriteCommand
          ? // The entry; what it raises are the board's counters, which no bulletin reads.
            command.input.TransactItems?.[0]?.Put?.Item
          : undefined;
    if (item === undefined) throw new Error("the store sends something else than an item");
    items.set(`${item.pk}|${item.sk}`, item);
    return {};
  };
  // The store only sends.
  const journal = journalStore({ send } as unknown as DynamoDBDocumentClient, table);
  for (const entry of subject.ledger) {
    await journal.record(journalEntryOf(subject, entry));
    for (const row of rowsChangedBy(subject, entry.version)) await journal.registerDue(row);
  }
  return [...items.values()].filter(({ pk }) => pk !== "journal-months");
};

export const putMonth = async (
  raw: DynamoDBClient,
  table: string,
  register: TownRegister,
  { month, cases }: { month: Month; cases: number },
): Promise<void> => {
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  await client.send(new PutCommand({ TableName: table, Item: { pk: "journal-months", sk: month } }));
  let next = 0;
  const worker = async (): Promise<void> => {
    let waiting: Item[] = [];
    const put = async (): Promise<void> => {
      const requests = waiting.slice(0, BATCH).map((Item) => ({ PutRequest: { Item } }));
      waiting = waiting.slice(BATCH);
      await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    };
    while (next < cases) {
      next += 1;
      waiting.push(...(await itemsFor(caseOf(next, month, register), table)));
      while (waiting.length >= BATCH) await put();
    }
    while (waiting.length > 0) await put();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};
