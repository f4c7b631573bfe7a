/** The routes of data returns on real tables, with the permissions that they are deployed with. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { STAFF_OPERATIONS } from "../../../functions/returns/staff-operations.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { TENGZHOU_TOWN } from "../../../infra/municipalities/tengzhou-town.ts";
import { boardStore } from "../../../shared/aws/board-store.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { returnStore } from "../../../shared/aws/return-store.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { villageRegister } from "../../../shared/directory/station-register.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { RETURN_ROUTES } from "../../../shared/http/routes/returns.ts";
import { type Instant, instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { ReturnKinds } from "../../../shared/municipality/return-kinds.ts";
import { Period } from "../../../shared/returns/period.ts";
import { CENTRE, OTHER_CENTRE } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { caller } from "../directory/calling.ts";

const towns = UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code));
const villages = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE).slice(0, 2);
const sample = sampleTown({ ...UNITS_370481, towns, villages });
const subOf = (id: string): string => sample.rosters.flatMap(({ staff }) => staff).find((each) => each.id === id)!.sub;
const DIRECTOR = subOf(`${CENTRE}-director`);
const ELSEWHERE = subOf(`${OTHER_CENTRE}-director`);
const HEAD = sample.office.find(({ role }) => role === "office-head")!.sub;
const params = { period: "2026-10", kind: "work-conditions" };
const values = { staff: 6, windows: 3, posts: 3, received: 5, "days-closed": 0, "people-trained": 4 };
const quarter = { period: "2026-Q3", kind: "entrusted-services" };

const returnsWorld = async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const { client, names, endpoint } = await freshTables();
  await loadSampleTown(directoryStore(client, names.directory), sample);
  for (const itemCode of ["birth-registration", "tree-felling-licence"]) {
    const Item = { pk: "board#2026-10", sk: `${CENTRE}#${itemCode}`, centre: CENTRE, itemCode, received: 2 };
    await client.send(new PutCommand({ TableName: names.reports, Item }));
  }
  const asDeployed = clientFor(endpoint, names, "returns-staff");
  const directory = readingDirectory(asDeployed, names.directory);
  const clock: { at: Instant } = { at: instant("2026-11-03T09:00:00+08:00") };
  const returns = returnStore(asDeployed, names.reports);
  const call = caller(
    httpHandler("returns-staff", RETURN_ROUTES, STAFF_OPERATIONS, {
      ...{ returns, directory, people: directory, counts: boardStore(asDeployed, names.reports) },
      calendars: { current: async () => CHINA_CALENDAR },
      towns: townRegister("370481").towns,
      villages: villageRegister("370481"),
      kinds: ReturnKinds.parse(TENGZHOU_TOWN.returns.map((kind) => ({ ...kind, from: "2026-10" }))),
      ...{ sample: true, origins: [] },
      now: () => ({ at: clock.at, today: localDateOf(clock.at) }),
    }),
  );
  return { call, clock, returns };
};

describe("data returns", () => {
  let world: Awaited<ReturnType<typeof returnsWorld>>;
  beforeEach(async () => {
    world = await returnsWorld();
  });
  const handIn = (sub = DIRECTOR, change: Partial<typeof values> = {}, which = params) =>
    world.call("hand-in-return", { sub, params: which, body: { values: { ...values, ...change } } });
  const correct = (version: number, change: Partial<typeof values>) =>
    world.call("correct-return", {
      ...{ sub: DIRECTOR, params, body: { values: { ...values, ...change } } },
      headers: { "If-Match": `"${version}"` },
    });

  it("R68 shows a centre what it has to hand in, by when, filled in with what is known", async () => {
    const { status, body } = await world.call("list-own-returns", { sub: DIRECTOR });
    expect(status).toBe(200);
    const due = body.returns.map((each: Record<string, unknown>) => [each.kind, each.period, each.dueOn, each.state]);
    expect(due.slice(0, 3)).toEqual([
      ["work-conditions", "2026-09", "2026-10-10", "missing"],
      ["entrusted-services", "2026-Q3", "2026-10-13", "missing"],
      ["work-conditions", "2026-10", "2026-11-04", "awaited"],
    ]);
    expect(body.returns.map(({ centre }: { centre: string }) => centre)).toEqual(Array(8).fill(CENTRE));
    const one = await world.call("read-own-return", { sub: DIRECTOR, params });
    expect(one.headers.ETag).toBe('"0"');
    const known = Object.fromEntries(
      one.body.fields.map((each: { id: string; known?: { value: number } }) => [each.id, each.known?.value]),
    );
    const roster = sample.rosters.find(({ centre }) => centre === CENTRE)!;
    expect(known).toEqual({
      ...{ staff: roster.staff.length, windows: roster.windows.length, posts: roster.posts.length, received: 4 },
      ...{ "days-closed": undefined, "people-trained": undefined },
    });
    const stations = await world.call("read-own-return", { sub: DIRECTOR, params: quarter });
    const registered = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE).length;
    expect(stations.body.fields[0]).toMatchObject({ id: "stations", known: { value: registered } });
    expect(stations.body.fields[1].known.value).toBeGreaterThan(0);
  });

  it("takes a return in once, in time or late, with what the centre changed", async () => {
    const first = await handIn();
    expect(first).toMatchObject({ status: 201, body: { state: "handed-in", dueOn: "2026-11-04", version: 1 } });
    expect(first.headers.ETag).toBe('"1"');
    expect(first.body.versions[0]).toMatchObject({ by: `${CENTRE}-director`, known: { received: 4 }, values });
    expect(first.body.versions[0].changed).toContain("received");
    expect(first.text).not.toContain("token");
    world.clock.at = instant("2026-11-05T00:00:00+08:00");
    const late = await handIn(ELSEWHERE);
    expect(late.body).toMatchObject({ centre: OTHER_CENTRE, state: "late" });
  });

  it("answers the same again as before, and refuses anything else", async () => {
    const first = await handIn();
    world.clock.at = instant("2026-11-05T09:00:00+08:00");
    const again = await handIn();
    expect([again.status, again.body.handedInAt]).toEqual([201, first.body.handedInAt]);
    expect(await handIn(DIRECTOR, { staff: 7 })).toMatchObject({ status: 409, body: { code: "return-handed-in" } });
    expect(await handIn(subOf(`${CENTRE}-deputy`))).toMatchObject({ status: 409 });
  });

  it("keeps one of two that hand in at once", async () => {
    const answers = await Promise.all([handIn(DIRECTOR, { staff: 1 }), handIn(DIRECTOR, { staff: 2 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const won = answers.find(({ status }) => status === 201)!;
    const { body } = await world.call("read-own-return", { sub: DIRECTOR, params });
    expect(body.versions).toEqual(won.body.versions);
  });

  it("is corrected by a new version, and only of the one that was read", async () => {
    expect(await correct(1, { staff: 7 })).toMatchObject({ status: 409, body: { code: "return-not-handed-in" } });
    await handIn();
    world.clock.at = instant("2026-11-20T09:00:00+08:00");
    const answers = await Promise.all([correct(1, { staff: 7 }), correct(1, { staff: 8 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { body, headers } = await world.call("read-own-return", { sub: DIRECTOR, params });
    expect(headers.ETag).toBe('"2"');
    expect(body).toMatchObject({ state: "handed-in", version: 2, versions: [{ values }, { version: 2 }] });
    const noVersion = await world.call("correct-return", { sub: DIRECTOR, params, body: { values } });
    expect(noVersion.status).toBe(428);
  });

  it("counts a correction that is sent twice by the same request once", async () => {
    await handIn();
    const which = { centre: CENTRE, kind: params.kind, period: Period.parse(params.period) };
    const before = (await world.returns.find(which))!;
    const added = { ...before.versions[0]!, version: 2, token: "same" };
    const after = { ...before, version: 2, versions: [...before.versions, added] };
    await world.returns.correct(after, 1);
    await world.returns.correct(after, 1);
    expect((await world.returns.find(which))!.versions).toHaveLength(2);
    const other = { ...after, versions: [...before.versions, { ...added, token: "other" }] };
    await expect(world.returns.correct(other, 1)).rejects.toMatchObject({ code: "version-conflict" });
    const unknown = { ...after, centre: OTHER_CENTRE };
    await expect(world.returns.correct(unknown, 1)).rejects.toMatchObject({ code: "version-conflict" });
  });

  it("R68 tells the office of all centres, in register order, and names late and missing ones", async () => {
    await handIn();
    world.clock.at = instant("2026-11-05T09:00:00+08:00");
    await handIn(ELSEWHERE);
    const { status, body } = await world.call("list-returns", { sub: HEAD });
    const codes = UNITS_370481.towns.map(({ code }) => code);
    expect([status, body.month]).toEqual([200, "2026-11"]);
    expect(body.returns.map(({ centre }: { centre: string }) => centre)).toEqual(codes);
    const named = body.lateOrMissing.map(({ centre, state }: { centre: string; state: string }) => [centre, state]);
    expect(named).toEqual(
      codes.filter((code) => code !== CENTRE).map((code) => [code, code === OTHER_CENTRE ? "late" : "missing"]),
    );
    const beyond = await world.call("list-returns", { sub: HEAD, query: { month: "2999-01" } });
    expect([beyond.status, beyond.body.returns]).toEqual([200, []]);
  });

  it("shows a centre nothing of another one, and nothing to whoever does not lead one", async () => {
    await handIn(ELSEWHERE);
    const own = await world.call("read-own-return", { sub: DIRECTOR, params });
    expect(own.body).toMatchObject({ centre: CENTRE, state: "awaited", versions: [] });
    for (const sub of [subOf(`${CENTRE}-a1`), HEAD]) {
      expect((await handIn(sub)).status).toBe(403);
      expect((await world.call("list-own-returns", { sub })).status).toBe(403);
      expect((await world.call("read-own-return", { sub, params })).status).toBe(403);
    }
    expect((await world.call("list-returns", { sub: DIRECTOR })).status).toBe(403);
    expect((await world.call("list-own-returns")).status).toBe(401);
  });

  it.each([
    ["a month for a quarterly one", { period: "2026-10", kind: "entrusted-services" }, 404],
    ["a quarter for a monthly one", { period: "2026-Q3", kind: "work-conditions" }, 404],
    ["before the first", { period: "2026-08", kind: "work-conditions" }, 404],
    ["far from now", { period: "2999-01", kind: "work-conditions" }, 404],
    ["the last month there can be", { period: "9999-12", kind: "work-conditions" }, 404],
    ["an unknown kind", { period: "2026-10", kind: "constructor" }, 404],
    ["no period", { period: "2026-Q5", kind: "work-conditions" }, 400],
    ["a period that is not over", { period: "2026-11", kind: "work-conditions" }, 409],
  ])("takes nothing in for %s", async (_, which, status) => {
    expect((await handIn(DIRECTOR, {}, which)).status).toBe(status);
  });

  it.each([
    [{ staff: 1 }, 422],
    [{ ...values, more: 1 }, 422],
    [{ ...values, staff: -1 }, 400],
    [{ ...values, staff: 1.5 }, 400],
    [{ ...values, staff: "6" }, 400],
    [[], 400],
  ])("takes in no values that do not fit: %j", async (unfit, status) => {
    expect((await world.call("hand-in-return", { sub: DIRECTOR, params, body: { values: unfit } })).status).toBe(
      status,
    );
  });
});
