/**
 * What a new edition of the calendar costs a town with 100,000 open cases, 5,000 of them concerned: the scheduled run as it
 * is deployed, called again and again as its schedule does, on DynamoDB Local.
 */
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { RESERVE_MS, type RecountNeeds, recountCases } from "../functions/calendar/recount-cases.ts";
import { casesRegister } from "../functions/calendar/registers.ts";
import { startDynamoDbLocal } from "../infra/local/dynamodb.ts";
import { createTables, localClient } from "../infra/local/tables.ts";
import { tengzhou } from "../infra/municipalities/tengzhou.ts";
import { calendarStore } from "../shared/aws/calendar-store.ts";
import { caseStore } from "../shared/aws/case-store.ts";
import { deliveryStore } from "../shared/aws/delivery-store.ts";
import { loadingDirectory } from "../shared/aws/directory-loading.ts";
import { readingDirectory } from "../shared/aws/directory-reading.ts";
import { countedItems, recountProgress } from "../shared/aws/recount-store.ts";
import { CHINA_CALENDAR } from "../shared/calendar/calendar.ts";
import { amended, type CalendarChange, type CalendarEdition } from "../shared/calendar/editions.ts";
import { sampleTown } from "../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../shared/directory/units-370481.ts";
import { instant, localDate, localDateOf } from "../shared/kernel/local-date.ts";
import { TABLES, type TableShape } from "../shared/tables.ts";
import { putOpenCases } from "./open-cases.ts";
import { figure, type Section } from "./table.ts";

const OPEN = 100_000;
const CONCERNED = 5_000;
/** Milliseconds that Lambda gives the function. */
const LIMIT_MS = 240_000;
const HEAP_MB = 1024;
const AT = instant("2026-12-10T09:00:00+08:00");
const ADDED = instant("2026-12-10T08:00:00+08:00");

const closing = (date: string): CalendarChange => ({
  kind: "closing-day",
  day: { date: localDate(date), reason: { zh: "示例停办", en: "Closed, invented" } },
});
/** Written when the function dies for the first time: about half of what there is to write. */
const DIES_AFTER = CONCERNED / 2;
/** Of the cases that are not concerned only the index is read: without these they are put sooner. */
const NEVER_OPENED = ["ledger", "clocks", "personal"];
/** Only the cases accepted last reach these days. */
const FIRST = closing("2026-12-17");
const SECOND = closing("2026-12-18");

const editionsOf = (changes: readonly CalendarChange[]): readonly CalendarEdition[] => {
  let calendar = CHINA_CALENDAR;
  return changes.map((change, n) => {
    calendar = amended(calendar, change);
    return { schema: 1, sequence: n + 1, version: calendar.version, addedAt: ADDED, addedBy: "bench", change };
  });
};

type Calls = { reads: number; writes: number; moved: number; diesAfter: number; die: () => void };
const keyOf = ({ input }: object & { input?: { Key?: { pk?: string } } }): string => input?.Key?.pk ?? "";

const counting = (client: DynamoDBDocumentClient, calls: Calls): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) => {
      if (name !== "send") return Reflect.get(target, name);
      return async (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
        if (calls.writes >= calls.diesAfter) {
          calls.die();
          return new Promise(() => {}); // A function that is gone hears of nothing any more.
        }
        if (/^(Get|Query)/.test(command.constructor.name)) calls.reads += 1;
        else calls.writes += 1;
        if (command instanceof UpdateCommand && keyOf(command).startsWith("case#")) calls.moved += 1;
        return target.send(command);
      };
    },
  });

type Invocations = { readonly label: string; readonly work?: number; readonly diesAfter?: number };

/** One invocation, and whether anything is left that the next one has to do; of one that dies, nobody asks. */
const invoke = async (needs: RecountNeeds, calls: Calls, work: number): Promise<boolean> => {
  const from = performance.now();
  const remaining = () => RESERVE_MS + work - (performance.now() - from);
  const death = new Promise<undefined>((resolve) => {
    calls.die = () => resolve(undefined);
  });
  const run = recountCases(needs)({ at: AT, today: localDateOf(AT), scheduledFor: AT, remaining });
  const outcome = await Promise.race([run, death]);
  return outcome !== undefined && outcome.nextNeededAt !== null;
};

/** Invocations, one after the other, until nothing is left or the function dies. @param work milliseconds that each may work */
const invocations = async (
  needs: RecountNeeds,
  calls: Calls,
  { label, work = LIMIT_MS - RESERVE_MS, diesAfter = Number.POSITIVE_INFINITY }: Invocations,
): Promise<string[]> => {
  Object.assign(calls, { reads: 0, writes: 0, moved: 0, diesAfter });
  const began = performance.now();
  let [count, longest, open] = [0, 0, true];
  while (open) {
    const from = performance.now();
    open = await invoke(needs, calls, work);
    count += 1;
    longest = Math.max(longest, performance.now() - from);
  }
  const all = performance.now() - began;
  return [
    ...[label, calls.moved, count, calls.reads, calls.writes].map(String),
    figure(longest, 0),
    figure(all / 1000, 1),
  ];
};

/** Without their streams, which nobody reads here and which double what a write costs this database. */
const WITHOUT_STREAMS: Readonly<Record<"cases" | "directory" | "reminders", TableShape>> = {
  cases: { ...TABLES.cases, stream: false },
  directory: TABLES.directory,
  reminders: TABLES.reminders,
};

const measure = async (endpoint: string): Promise<Section> => {
  const { cases, directory, reminders } = await createTables(endpoint, WITHOUT_STREAMS, "bench-");
  const raw = localClient(endpoint);
  const calls: Calls = { reads: 0, writes: 0, moved: 0, diesAfter: Number.POSITIVE_INFINITY, die: () => {} };
  const marshallOptions = { removeUndefinedValues: true };
  const client = counting(DynamoDBDocumentClient.from(raw, { marshallOptions }), calls);
  const town = sampleTown(UNITS_370481);
  const { staff, windows, posts } = {
    staff: [...town.rosters.flatMap((roster) => roster.staff), ...town.office],
    windows: town.rosters.flatMap((roster) => roster.windows),
    posts: town.rosters.flatMap((roster) => roster.posts),
  };
  await loadingDirectory(client, directory).putPeople({ staff, windows, posts });
  const began = performance.now();
  const early = { from: 1, count: OPEN - CONCERNED, acceptedAt: "2026-11-02T10:00:00+08:00" };
  await putOpenCases(raw, cases, town, { ...early, without: NEVER_OPENED });
  const late = { from: OPEN - CONCERNED + 1, count: CONCERNED, acceptedAt: "2026-12-09T10:00:00+08:00" };
  await putOpenCases(raw, cases, town, late);
  const loading = (performance.now() - began) / 1000;
  const store = calendarStore(client, directory);
  const needs: RecountNeeds = {
    registers: [casesRegister({ ...caseStore(client, cases), ...countedItems(client, cases) })],
    progress: recountProgress(client, cases),
    editions: store,
    directory: readingDirectory(client, directory),
    deliveries: deliveryStore(client, reminders),
    hours: tengzhou.officeHours,
    ladder: tengzhou.ladder,
    window: tengzhou.sms.window,
  };
  const rows: string[][] = [];
  const [first, second] = editionsOf([FIRST, SECOND]);
  if (first === undefined || second === undefined) throw new Error("two editions");
  await store.add(first);
  rows.push(await invocations(needs, calls, { label: "as deployed, until it dies half-way", diesAfter: DIES_AFTER }));
  rows.push(await invocations(needs, calls, { label: "gone on with" }));
  rows.push(await invocations(needs, calls, { label: "again: nothing is left" }));
  await store.add(second);
  rows.push(await invocations(needs, calls, { label: "the next edition, two seconds' work a run", work: 2_000 }));
  raw.destroy();
  return {
    title: `Counting open cases again: ${OPEN} open, ${CONCERNED} concerned`,
    columns: ["", "moved", "invocations", "reads", "writes", "longest, ms", "all, s"],
    rows,
    notes: [
      `Of the ${LIMIT_MS} ms that an invocation has, it stops beginning anything after ${LIMIT_MS - RESERVE_MS} ms.`,
      `A moved case is one read and one write; the rest are pages of the index, marks, rosters and one digest a person.`,
      `Putting the cases took ${figure(loading, 0)} s, and is not counted.`,
    ],
  };
};

export const recountOfOpenCases = async (): Promise<Section> => {
  const database = await startDynamoDbLocal({ heapMb: HEAP_MB });
  try {
    return await measure(database.endpoint);
  } finally {
    await database.stop();
  }
};
