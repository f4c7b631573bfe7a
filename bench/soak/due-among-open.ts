/**
 * A thousand deadlines that are due, alone and among a million that are not: what the sweep reads, how much memory it
 * takes, and how many reminders a second it and the senders come to, beside bare conditional updates.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { startDynamoDbLocal } from "../../infra/local/dynamodb.ts";
import { createTables, localClient } from "../../infra/local/tables.ts";
import { type Instant, instant, instantOf, millisecondsOf } from "../../shared/kernel/local-date.ts";
import { TABLES, type TableShape } from "../../shared/tables.ts";
import { bareUpdates } from "./bare-updates.ts";
import { putDueCases, putLightItems, readFigures } from "./due-cases.ts";
import type { Figure } from "./figures.ts";
import { addLightDeadlines } from "./light-deadlines.ts";
import { randomFrom } from "./random.ts";
import type { Reminded, ReminderTables } from "./reminding.ts";

const OPEN = 1_000_000;
const DUE = 1_000;
const HEAP_MB = 1024;
const MEGABYTE = 1024 ** 2;
const DAY_MS = 24 * 60 * 60_000;
/** The earliest of the others, weeks after those that are due. */
const LATER = instant("2026-10-20T08:30:00+08:00");
const SPREAD_DAYS = 60;
const BARE_UPDATES = 3_000;
/** In memory where the machine offers it: nothing of it is kept. */
const SHARED_MEMORY = "/dev/shm";

/** Without their streams, which nobody reads here and which double what a write costs this database. */
const WITHOUT_STREAMS: Readonly<Record<"cases" | "directory" | "reminders", TableShape>> = {
  cases: { ...TABLES.cases, stream: false },
  directory: TABLES.directory,
  reminders: TABLES.reminders,
};

const folderFor = (): string => {
  const inMemory = statSync(SHARED_MEMORY, { throwIfNoEntry: false })?.isDirectory();
  return mkdtempSync(join(inMemory ? SHARED_MEMORY : tmpdir(), "soak-"));
};

/** Bytes. */
type Child = Reminded & { readonly rssBefore: number; readonly rssAtMost: number; readonly heapAtMost: number };

/** In a process of its own, whose memory is the sweep's and the senders' alone. */
const apart = (endpoint: string, names: ReminderTables, at: Instant): Promise<Child> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "reminding-process.ts"), [endpoint, JSON.stringify(names), at]);
    child.once("message", (reminded) => resolve(reminded as Child)); // as reminding-process.ts sends it
    child.once("exit", (code) => reject(new Error(`the sweep's process ended with ${code}`)));
  });

const memoryFigures = (few: Child, many: Child): readonly Figure[] => {
  const megabytes = ({ rssBefore, rssAtMost }: Child) => (rssAtMost - rssBefore) / MEGABYTE;
  return [
    { what: "memory taken by the sweep and its senders, alone", value: megabytes(few), unit: "MB" },
    { what: "memory taken, among all", value: megabytes(many), unit: "MB", bound: { atMost: 256 } },
    { what: "heap at its highest, among all", value: many.heapAtMost / MEGABYTE, unit: "MB", bound: { atMost: 256 } },
  ];
};

const rateFigures = (reminded: Reminded, reminders: number, bare: readonly number[]): readonly Figure[] => {
  const half = bare.reduce((sum, rate) => sum + rate, 0) / bare.length / 2;
  const rate = (reminders * 1000) / reminded.ms;
  return [
    { what: "reminders (one person, one stage of one case)", value: reminders },
    { what: "SMS that carried them", value: reminded.sms },
    { what: "half the bare conditional updates", value: half, unit: "/s" },
    { what: "reminders, all guards on", value: rate, unit: "/s" },
    { what: "reminders ÷ half the bare conditional updates", value: rate / half, bound: { atLeast: 0.8 } },
  ];
};

/** Notifications: one person told of one case's stage. */
const remindersIn = async (endpoint: string, TableName: string): Promise<number> => {
  const raw = localClient(endpoint);
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(raw) },
    {
      TableName,
      Select: "COUNT",
      FilterExpression: "begins_with(pk, :prefix)",
      ExpressionAttributeValues: { ":prefix": "notification#" },
    },
  );
  let count = 0;
  for await (const page of pages) count += page.Count ?? 0;
  raw.destroy();
  return count;
};

/** The least, and the rate: a database that holds nothing but what is due. */
const alone = async () => {
  const database = await startDynamoDbLocal({ heapMb: HEAP_MB });
  try {
    const { endpoint } = database;
    const names = await createTables(endpoint, WITHOUT_STREAMS);
    const at = await putDueCases(endpoint, names, DUE);
    const before = await bareUpdates(endpoint, names.directory, BARE_UPDATES);
    const reminded = await apart(endpoint, names, at);
    const after = await bareUpdates(endpoint, names.directory, BARE_UPDATES);
    const reminders = await remindersIn(endpoint, names.reminders);
    return { reminded, figures: rateFigures(reminded, reminders, [before, after]) };
  } finally {
    await database.stop();
  }
};

/** While the million is put, DynamoDB Local is not running. */
const withOthers = async (folder: string, seed: number) => {
  const options = { heapMb: HEAP_MB, dataDir: folder };
  const first = await startDynamoDbLocal(options);
  const names = await createTables(first.endpoint, WITHOUT_STREAMS);
  const like = { number: "900000000000", nextStageAt: LATER };
  await putLightItems(first.endpoint, names.cases, [like.number], like.nextStageAt);
  await first.stop();
  const random = randomFrom(seed);
  const at = () => instantOf(millisecondsOf(LATER) + random.below(SPREAD_DAYS) * DAY_MS);
  addLightDeadlines({ folder, table: names.cases, count: OPEN - DUE - 1, like, at });
  return { database: await startDynamoDbLocal(options), names };
};

const among = async (seed: number): Promise<Child> => {
  const folder = folderFor();
  try {
    const { database, names } = await withOthers(folder, seed);
    try {
      return await apart(database.endpoint, names, await putDueCases(database.endpoint, names, DUE));
    } finally {
      await database.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const dueAmongOpen = async (seed: number): Promise<readonly Figure[]> => {
  const { reminded, figures } = await alone();
  const many = await among(seed);
  return [...readFigures(reminded, many, OPEN), ...memoryFigures(reminded, many), ...figures];
};
