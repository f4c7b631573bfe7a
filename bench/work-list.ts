/**
 * What the work list of a centre with 2,000 open cases reads when 500, 5,000 and 50,000 cases of it are closed: the
 * operation as it is deployed, its first page and one from the middle, on DynamoDB Local.
 */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from "@aws-sdk/lib-dynamodb";
import { listWork } from "../functions/cases/list-work.ts";
import type { StaffNeeds } from "../functions/cases/staff-access.ts";
import { startDynamoDbLocal } from "../infra/local/dynamodb.ts";
import { createTables, localClient } from "../infra/local/tables.ts";
import { caseStore } from "../shared/aws/case-store.ts";
import { CHINA_CALENDAR } from "../shared/calendar/calendar.ts";
import { townRegister } from "../shared/directory/register.ts";
import type { Roster, StaffMember } from "../shared/directory/roster.ts";
import { decidingPost } from "../shared/directory/routing.ts";
import { type SampleTown, sampleTown } from "../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../shared/directory/units-370481.ts";
import { instant, localDateOf } from "../shared/kernel/local-date.ts";
import { TABLES } from "../shared/tables.ts";
import { ITEM, putOpenCases } from "./open-cases.ts";
import { sampleOf } from "./statistics.ts";
import { type Section, spread } from "./table.ts";

const OPEN = 2_000;
const CLOSED = [500, 5_000, 50_000] as const;
const PAGE = 50;
const ROUNDS = 200;
const AT = instant("2026-11-20T09:00:00+08:00");
/** A closed case is in no index, and a list reads nothing but indexes: the rest of it is left out to put it sooner. */
const CLOSED_IS_WITHOUT = ["workPost", "workDue", "stageSegment", "countedSegment", "ledger", "clocks", "personal"];

type Read = { queries: number; items: number; units: number };

/** Every query says what it read: items looked at, and DynamoDB's own units of capacity. */
const counting = (raw: DynamoDBClient, read: Read): DynamoDBDocumentClient => {
  const client = DynamoDBDocumentClient.from(raw);
  return new Proxy(client, {
    get: (target, name) => {
      if (name !== "send") return Reflect.get(target, name);
      return async (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
        if (!(command instanceof QueryCommand)) return target.send(command);
        const asked = new QueryCommand({ ...command.input, ReturnConsumedCapacity: "TOTAL" });
        const output: QueryCommandOutput = await target.send(asked);
        read.queries += 1;
        read.items += output.ScannedCount ?? 0;
        read.units += output.ConsumedCapacity?.CapacityUnits ?? 0;
        return output;
      };
    },
  });
};

type Desk = { readonly roster: Roster; readonly actor: StaffMember };

/** Whoever decides the cases that are put here. */
const deskOf = ({ rosters, items }: SampleTown): Desk => {
  const [roster] = rosters;
  const item = items.find(({ code }) => code === ITEM);
  const post = roster && item && decidingPost(roster, item);
  const actor = post && roster.staff.find(({ id }) => id === post.holder);
  if (roster === undefined || actor === undefined) throw new Error(`nobody decides ${ITEM}`);
  return { roster, actor };
};

const pageOf = (client: DynamoDBDocumentClient, table: string, { roster, actor }: Desk) => {
  const needs = {
    cases: caseStore(client, table),
    directory: { roster: async () => roster } as unknown as StaffNeeds["directory"], // the list asks for nothing else
    calendars: { current: async () => CHINA_CALENDAR, named: async () => CHINA_CALENDAR },
    register: townRegister("370481"),
    now: () => ({ at: AT, today: localDateOf(AT) }),
  };
  const list = listWork.make(needs);
  const request = {
    params: undefined,
    body: undefined,
    ifMatch: undefined,
    lookupCode: undefined,
    idempotencyKey: undefined,
  };
  return (cursor?: string) =>
    list({
      ...request,
      ...{ query: { limit: PAGE, cursor }, actor, token: "", address: "", base: "" },
      ...{ carriesSignIn: true, locale: "zh-CN" },
    });
};

const rowOf = async (label: string, read: Read, list: () => Promise<{ body: { entries: readonly unknown[] } }>) => {
  Object.assign(read, { queries: 0, items: 0, units: 0 });
  const shown = (await list()).body.entries.length;
  if (shown !== PAGE) throw new Error(`${label}: ${shown} entries`);
  const counted = [shown, read.queries, read.items, read.units].map(String);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await list();
    times.push(performance.now() - from);
  }
  return [label, ...counted, spread(sampleOf(times), 1)];
};

const measure = async (endpoint: string): Promise<Section> => {
  const shapes = { cases: { ...TABLES.cases, stream: false } };
  const { cases } = await createTables(endpoint, shapes, "bench-");
  const raw = localClient(endpoint);
  const all = sampleTown(UNITS_370481);
  const town = { ...all, rosters: all.rosters.slice(0, 1) };
  const acceptedAt = "2026-11-02T10:00:00+08:00";
  await putOpenCases(raw, cases, town, { from: 1, count: OPEN, acceptedAt });
  const read: Read = { queries: 0, items: 0, units: 0 };
  const page = pageOf(counting(raw, read), cases, deskOf(town));
  const rows: string[][] = [];
  let closed = 0;
  for (const wanted of CLOSED) {
    const more = { from: OPEN + closed + 1, count: wanted - closed, acceptedAt, without: CLOSED_IS_WITHOUT };
    await putOpenCases(raw, cases, town, more);
    closed = wanted;
    rows.push(await rowOf(`${closed} closed, first page`, read, () => page()));
    let { cursor } = (await page()).body;
    for (let n = 0; n < OPEN / PAGE / 2; n += 1) cursor = (await page(cursor)).body.cursor;
    rows.push(await rowOf(`${closed} closed, from the middle`, read, () => page(cursor)));
  }
  raw.destroy();
  return {
    title: `The work list of a centre with ${OPEN} open cases, ${PAGE} a page`,
    columns: ["", "shown", "queries", "items read", "read units", "ms"],
    rows,
    notes: [
      "One query for each post that the reader answers for, and one of the centre's joint cases.",
      "Each reads a page and one entry more, to know whether there is another page.",
    ],
  };
};

export const workListOfCentre = async (): Promise<Section> => {
  const database = await startDynamoDbLocal({ heapMb: 1024 });
  try {
    return await measure(database.endpoint);
  } finally {
    await database.stop();
  }
};
