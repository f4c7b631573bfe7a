/**
 * What a new edition of the calendar costs a town with 100,000 open cases, 5,000 of them concerned: the scheduled run as it
 * is deployed, called again and again as its schedule does, on DynamoDB Local.
 */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { RESERVE_MS, type RecountNeeds, recountCases } from "../functions/calendar/recount-cases.ts";
import { startDynamoDbLocal } from "../infra/local/dynamodb.ts";
import { createTables, localClient } from "../infra/local/tables.ts";
import { tengzhou } from "../infra/municipalities/tengzhou.ts";
import { calendarStore } from "../shared/aws/calendar-store.ts";
import { caseStore } from "../shared/aws/case-store.ts";
import { deliveryStore } from "../shared/aws/delivery-store.ts";
import { loadingDirectory } from "../shared/aws/directory-loading.ts";
import { readingDirectory } from "../shared/aws/directory-reading.ts";
import { countedCases, recountProgress } from "../shared/aws/recount-store.ts";
import { CHINA_CALENDAR } from "../shared/calendar/calendar.ts";
import { amended, type CalendarChange, type CalendarEdition } from "../shared/calendar/editions.ts";
import { sampleTown } from "../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../shared/directory/units-370481.ts";
import { instant, localDate, localDateOf } from "../shared/kernel/local-date.ts";
import { TABLES } from "../shared/tables.ts";
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

type Calls = { reads: number; writes: number };

const counting = (client: DynamoDBDocumentClient, calls: Calls): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) => {
      if (name !== "send") return Reflect.get(target, name);
      return (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
        if (/^(Get|Query)/.test(command.constructor.name)) calls.reads += 1;
        else calls.writes += 1;
        return target.send(command);
      };
    },
  });

/** Invocations, one after the other, until nothing is left. @param work milliseconds that each may work */
const runToTheEnd = async (needs: RecountNeeds, calls: Calls, work: number, label: string): Promise<string[]> => {
  const [reads, writes, began] = [calls.reads, calls.writes, performance.now()];
  let [invocations, longest, moved] = [0, 0, 0];
  for (let open = true; open; ) {
    const from = performance.now();
    const remaining = () => RESERVE_MS + work - (performance.now() - from);
    const outcome = await recountCases(needs)({ at: AT, today: localDateOf(AT), scheduledFor: AT, remaining });
    invocations += 1;
    moved += outcome.moved;
    longest = Math.max(longest, performance.now() - from);
    open = outcome.nextNeededAt !== null;
  }
  const seconds = (performance.now() - began) / 1000;
  const cells = [moved, invocations, calls.reads - reads, calls.writes - writes].map(String);
  return [label, ...cells, figure(longest / 1000, 1), figure(seconds, 1)];
};

const measure = async (endpoint: string): Promise<Section> => {
  const { cases, directory, reminders } = await createTables(endpoint, TABLES, "bench-");
  const raw = localClient(endpoint);
  const calls: Calls = { reads: 0, writes: 0 };
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
  await putOpenCases(raw, cases, town, { from: 1, count: OPEN - CONCERNED, acceptedAt: "2026-11-02T10:00:00+08:00" });
  const late = { from: OPEN, count: CONCERNED, acceptedAt: "2026-12-09T10:00:00+08:00" };
  await putOpenCases(raw, cases, town, late);
  const loading = (performance.now() - began) / 1000;
  const store = calendarStore(client, directory);
  const needs: RecountNeeds = {
    cases: { ...caseStore(client, cases), ...countedCases(client, cases) },
    progress: recountProgress(client, cases),
    editions: store,
    directory: readingDirectory(client, directory),
    deliveries: deliveryStore(client, reminders),
    hours: tengzhou.officeHours,
    window: tengzhou.sms.window,
  };
  const rows: string[][] = [];
  const [first, second] = editionsOf([FIRST, SECOND]);
  if (first === undefined || second === undefined) throw new Error("two editions");
  await store.add(first);
  rows.push(await runToTheEnd(needs, calls, LIMIT_MS - RESERVE_MS, "as deployed"));
  rows.push(await runToTheEnd(needs, calls, LIMIT_MS - RESERVE_MS, "again: nothing is left"));
  await store.add(second);
  rows.push(await runToTheEnd(needs, calls, 2_000, "the next edition, two seconds' work a run"));
  raw.destroy();
  return {
    title: `Counting open cases again: ${OPEN} open, ${CONCERNED} concerned`,
    columns: ["", "moved", "invocations", "reads", "writes", "longest, s", "all, s"],
    rows,
    notes: [
      `Of the ${LIMIT_MS / 1000} s that an invocation has, it stops beginning anything after ${(LIMIT_MS - RESERVE_MS) / 1000} s.`,
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
