import { BatchWriteCommand, type GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { directoryStore } from "../../shared/aws/directory-store.ts";
import { loadDirectory, loadSampleTown } from "../../shared/directory/loading.ts";
import type { Absence } from "../../shared/directory/roster.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { freshTables } from "../support/tables.ts";

const CENTRE = "370481102";
const town = sampleTown(UNITS_370481);
const roster = town.rosters.find(({ centre }) => centre === CENTRE)!;
const onlyOneCentre = { staff: roster.staff, windows: roster.windows, posts: roster.posts, items: [] };
const byId = <T extends { id: string }>(all: readonly T[]) => all.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const absence = (id: string, from: string, until?: string, staffId = `${CENTRE}-a1`): Absence => ({
  schema: 1,
  id,
  staffId,
  centre: CENTRE,
  kind: "leave",
  from: instant(from),
  ...(until === undefined ? {} : { until: instant(until) }),
  recordedBy: `${CENTRE}-deputy`,
  recordedAt: instant("2026-09-18T01:00:00Z"),
});
const end = (until: string, at = until) => ({ until: instant(until), by: `${CENTRE}-deputy`, at: instant(at) });

describe("the sample town in its table", () => {
  let store: ReturnType<typeof directoryStore>;
  beforeAll(async () => {
    const { client, names } = await freshTables();
    store = directoryStore(client, names.directory);
    await loadSampleTown(store, town);
  });

  it("gives back a centre's roster as it was loaded, in one query", async () => {
    const found = await store.roster(CENTRE);
    expect({ ...found, staff: byId(found.staff), windows: byId(found.windows), posts: byId(found.posts) }).toEqual({
      ...roster,
      staff: byId(roster.staff),
    });
  });

  it("has an empty roster for a centre without people", async () => {
    expect(await store.roster("370481999")).toEqual({
      centre: "370481999",
      staff: [],
      windows: [],
      posts: [],
      absences: [],
    });
  });

  it("finds whoever signed in by subject: clerk, proxy and office alike", async () => {
    const proxy = town.proxies[7]!;
    for (const person of [roster.staff[3]!, proxy, town.office[0]!]) {
      expect(await store.staffBySub(person.sub)).toEqual(person);
    }
    expect(await store.staffBySub("nobody")).toBeUndefined();
  });

  it("knows the office by id, and keeps proxies out of rosters", async () => {
    expect(await store.office()).toEqual(byId(town.office));
    expect((await store.roster(CENTRE)).staff.filter(({ role }) => role === "proxy")).toEqual([]);
  });

  it("lists the current items by code, and reads one of them", async () => {
    expect(await store.items()).toEqual(town.items.toSorted((a, b) => (a.code < b.code ? -1 : 1)));
    expect(await store.item("veteran-card")).toEqual(town.items.find(({ code }) => code === "veteran-card"));
    expect(await store.item("no-such-item")).toBeUndefined();
  });

  it("R48 reads what one station is entrusted with, nothing for the others, and refuses a list that gives away licences", async () => {
    const [first] = town.entrustments;
    expect(await store.entrustment(first!.station)).toEqual(first);
    expect(await store.entrustment("370481102999")).toBeUndefined();
    const list = { ...first!, items: { "tree-felling-licence": "handle" as const } };
    const contents = { staff: [], windows: [], posts: [], items: [], entrustments: [list] };
    await expect(loadDirectory(store, contents, [first!.centre])).rejects.toThrow("行政许可法第二十四条");
    expect(await store.entrustment(first!.station)).toEqual(first);
  });

  it("finds everything unchanged when it is loaded again", async () => {
    const report = await loadSampleTown(store, town);
    expect(new Set(report.map(({ change }) => change))).toEqual(new Set(["unchanged"]));
    expect(report).toHaveLength(1414 + 21 * 17 + 12 + 21 * 2);
  });
});

describe("loading", () => {
  it("says what is created, changed and unchanged, and writes nothing on a dry run", async () => {
    const { client, names } = await freshTables();
    const store = directoryStore(client, names.directory);
    const dry = await loadDirectory(store, onlyOneCentre, [CENTRE], true);
    expect(new Set(dry.map(({ change }) => change))).toEqual(new Set(["created"]));
    expect((await store.roster(CENTRE)).staff).toEqual([]);
    await loadDirectory(store, onlyOneCentre, [CENTRE]);
    const [first, ...others] = roster.staff;
    const changed = { ...onlyOneCentre, staff: [{ ...first!, badge: "102-99" }, ...others] };
    const report = await loadDirectory(store, changed, [CENTRE]);
    expect(report.filter(({ change }) => change !== "unchanged")).toEqual([
      { what: "staff", id: first!.id, change: "changed" },
    ]);
    expect((await store.roster(CENTRE)).staff.find(({ id }) => id === first!.id)?.badge).toBe("102-99");
  });

  it("keeps the version of an item that applied before a change", async () => {
    const { client, names } = await freshTables();
    const store = directoryStore(client, names.directory);
    const [item] = town.items;
    const contents = (name: string) => ({ staff: [], windows: [], posts: [], items: [{ ...item!, name }] });
    await loadDirectory(store, contents("生育登记"), []);
    const report = await loadDirectory(store, contents("生育登记（新）"), []);
    expect(report).toEqual([{ what: "item", id: item!.code, change: "changed" }]);
    expect(await store.item(item!.code)).toMatchObject({ version: 2, name: "生育登记（新）" });
    expect(await store.item(item!.code, 1)).toMatchObject({ version: 1, name: "生育登记" });
    expect(await store.item(item!.code, 3)).toBeUndefined();
  });

  it("finds the version that a case was just filed with, however new, and spends no more on a current one", async () => {
    const { client, names } = await freshTables();
    const asked: unknown[] = [];
    const watched = Object.assign(Object.create(client) as typeof client, {
      send: async (command: GetCommand) => {
        asked.push(command.input.ConsistentRead);
        return client.send(command);
      },
    });
    const store = directoryStore(watched, names.directory);
    await store.item("veteran-card", 1);
    await store.item("veteran-card");
    expect(asked).toEqual([true, false]);
  });

  it("lets only the first of two publishers of the same version win", async () => {
    const { client, names } = await freshTables();
    const store = directoryStore(client, names.directory);
    const item = town.items[0]!;
    const answers = await Promise.allSettled([store.publish(item), store.publish({ ...item, name: "另一个" })]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "version-conflict" } });
    const current = await store.item(item.code);
    expect(await store.item(item.code, 1)).toEqual(current);
  });

  it("asks again for what a busy table left undone", async () => {
    const { client, names } = await freshTables();
    let batches = 0;
    const busy = Object.assign(Object.create(client) as typeof client, {
      send: async (command: unknown) => {
        if (!(command instanceof BatchWriteCommand)) return client.send(command as QueryCommand);
        batches += 1;
        const asked = command.input.RequestItems![names.directory]!;
        await client.send(new BatchWriteCommand({ RequestItems: { [names.directory]: asked.slice(0, 20) } }));
        return asked.length > 20 ? { UnprocessedItems: { [names.directory]: asked.slice(20) } } : {};
      },
    });
    await directoryStore(busy, names.directory).putPeople(onlyOneCentre);
    const found = await directoryStore(client, names.directory).roster(CENTRE);
    expect([found.staff.length, found.windows.length, found.posts.length]).toEqual([11, 8, 9]);
    expect(batches).toBe(3);
  });
});

describe("absences", () => {
  let store: ReturnType<typeof directoryStore>;
  let count: (pk: string) => Promise<number>;
  beforeAll(async () => {
    const { client, names } = await freshTables();
    store = directoryStore(client, names.directory);
    count = async (pk) => {
      const { Count } = await client.send(
        new QueryCommand({
          TableName: names.directory,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
        }),
      );
      return Count ?? 0;
    };
  });
  const of = async (staffId: string) =>
    (await store.roster(CENTRE)).absences.filter((each) => each.staffId === staffId);

  it("R39 shows an absence in the roster as soon as it is recorded, and its end as soon as it has one", async () => {
    const open = absence("one", "2026-09-18T01:00:00Z");
    await store.record(open);
    expect(await of(open.staffId)).toEqual([open]);
    const ended = await store.end(open, end("2026-09-18T05:00:00Z"));
    expect(ended.until).toBe("2026-09-18T05:00:00.000Z");
    expect(await of(open.staffId)).toEqual([ended]);
  });

  it("changes nothing when the same absence is recorded or ended again", async () => {
    const who = `${CENTRE}-a2`;
    const asked = absence("two", "2026-09-18T01:00:00Z", "2026-09-19T01:00:00Z", who);
    await store.record(asked);
    expect(await store.record({ ...asked, recordedAt: instant("2026-09-18T02:00:00Z") })).toEqual(asked);
    const ended = await store.end(asked, end("2026-09-18T05:00:00Z"));
    expect(await store.end(asked, end("2026-09-18T05:00:00Z", "2026-09-18T06:00:00Z"))).toEqual(ended);
    expect(await store.record(asked)).toEqual(ended);
    expect(await of(who)).toEqual([ended]);
  });

  it("refuses another absence under the same id", async () => {
    const who = `${CENTRE}-a3`;
    await store.record(absence("three", "2026-09-18T01:00:00Z", "2026-09-19T01:00:00Z", who));
    const other = absence("three", "2026-10-18T01:00:00Z", "2026-10-19T01:00:00Z", who);
    await expect(store.record(other)).rejects.toMatchObject({ code: "idempotency-mismatch" });
  });

  it("refuses one that overlaps, and takes one that begins when another ends", async () => {
    const who = `${CENTRE}-a4`;
    await store.record(absence("four", "2026-09-18T01:00:00Z", "2026-09-19T01:00:00Z", who));
    const within = absence("five", "2026-09-18T02:00:00Z", "2026-09-18T03:00:00Z", who);
    await expect(store.record(within)).rejects.toMatchObject({ code: "absence-overlaps", facts: { absence: "four" } });
    await store.record(absence("six", "2026-09-19T01:00:00Z", undefined, who));
    await expect(store.record(absence("seven", "2027-01-01T01:00:00Z", undefined, who))).rejects.toMatchObject({
      code: "absence-overlaps",
      facts: { absence: "six" },
    });
  });

  it.each([1, 2, 3, 4, 5])(
    "lets only the first of two writers at once win, also as the very first (round %i)",
    async (round) => {
      const who = `${CENTRE}-a5`;
      const from = `2026-1${round % 3}-${10 + round}T01:00:00Z`;
      const until = `2026-1${round % 3}-${10 + round}T05:00:00Z`;
      const before = await of(who);
      const answers = await Promise.allSettled([
        store.record(absence(`left-${round}`, from, until, who)),
        store.record(absence(`right-${round}`, from, until, who)),
      ]);
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "absence-overlaps" },
      });
      expect(await of(who)).toHaveLength(before.length + 1);
    },
  );

  it("keeps both of two absences at once that do not overlap, and one of a request that came twice at once", async () => {
    const who = `${CENTRE}-a6`;
    const morning = absence("morning", "2026-09-18T01:00:00Z", "2026-09-18T04:00:00Z", who);
    const afternoon = absence("afternoon", "2026-09-18T05:00:00Z", "2026-09-18T09:00:00Z", who);
    await Promise.all([store.record(morning), store.record(afternoon), store.record(morning)]);
    expect(byId(await of(who))).toEqual([afternoon, morning]);
  });

  it("ends no absence that is over or unknown, and prolongs none", async () => {
    const who = `${CENTRE}-a7`;
    const asked = absence("eight", "2026-09-18T01:00:00Z", "2026-09-18T04:00:00Z", who);
    await store.record(asked);
    await expect(store.end(asked, end("2026-09-18T03:00:00Z", "2026-09-18T04:00:00Z"))).rejects.toMatchObject({
      code: "absence-not-found",
    });
    await expect(store.end(asked, end("2026-09-18T05:00:00Z", "2026-09-18T03:00:00Z"))).rejects.toMatchObject({
      code: "absence-not-found",
    });
    await expect(store.end({ ...asked, id: "none" }, end("2026-09-18T03:00:00Z"))).rejects.toMatchObject({
      code: "absence-not-found",
    });
  });

  it("cancels one that has not begun, and leaves its time free again", async () => {
    const who = `${CENTRE}-a8`;
    const asked = absence("nine", "2026-09-28T01:00:00Z", "2026-09-29T01:00:00Z", who);
    await store.record(asked);
    expect((await store.end(asked, end("2026-09-20T01:00:00Z"))).until).toBe(asked.from);
    await store.record({ ...asked, id: "ten" });
    expect(await of(who)).toHaveLength(2);
  });

  it("moves absences that ended more than 400 days ago out of the roster, and keeps them on record", async () => {
    const who = `${CENTRE}-a9`;
    await store.record(absence("old", "2025-01-06T01:00:00Z", "2025-01-07T01:00:00Z", who));
    await store.record(absence("later", "2026-09-18T01:00:00Z", "2026-09-19T01:00:00Z", who));
    expect((await of(who)).map(({ id }) => id)).toEqual(["later"]);
    expect(await count(`past-absences#${who}`)).toBe(1);
  });
});
