import { QueryCommand, type QueryCommandOutput } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accept, giveNotice } from "../../../shared/casework/handling.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { type Instant, instant, localDate, plusDays, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { type Delivery, openDelivery } from "../../../shared/reminders/delivery.ts";
import { residentDelivery } from "../../../shared/reminders/resident-messages.ts";
import { calendar, occasion, roster, window } from "../../domain/reminders/sample-case.ts";
import { clientFor, type FreshTables, freshTables } from "../../support/tables.ts";
import { peopleOfWorld, type RemindersApi, remindersApi } from "./api.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

const c = roster.centre;
const [A, DEPUTY] = [`${c}-a1`, `${c}-deputy`];
const OFFICE = "office-1";
const YELLOW = "2026-09-23T08:30";
const RED = "2026-09-28T08:30";
const nameOf = (id: string) => roster.staff.find((each) => each.id === id)?.name;

let tables: FreshTables;
let world: World;
let api: RemindersApi;
beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
afterAll(() => vi.restoreAllMocks());
beforeEach(async () => {
  tables = await freshTables();
  await peopleOfWorld(tables);
  world = await makeWorld(tables);
  api = remindersApi(tables, () => world);
});

const at = (local: string): Instant => instant(`${local}:00+08:00`);
const liveThrough = async (local: string) => {
  world.moveTo(local);
  await world.sweep();
  await world.receive();
  world.moveTo(`${local.slice(0, 14)}40`);
  await world.sweep();
  await world.receive();
};
/** A message to someone, as it stands after an end, or before one. */
const message = (id: string, state: Delivery["state"], from: Instant, change: Partial<Delivery> = {}): Delivery => ({
  ...openDelivery({
    id,
    recipient: { kind: "staff", staffId: A, centre: c },
    createdAt: from,
    notBefore: from,
    urgent: false,
    content: { template: "due-one", params: { number: "K7M2-9QXR-4T3B", date: "9月24日" } },
  }),
  state,
  ...change,
});
const put = async (...messages: Delivery[]) => {
  for (const each of messages) await world.deliveries.open(each);
};
const everyPage = async (id: Parameters<RemindersApi>[0], sub: string, query: Record<string, string>) => {
  const pages: { id: string }[][] = [];
  for (let cursor: string | undefined; pages.length === 0 || cursor !== undefined; ) {
    const { status, body } = await api(id, { sub, query: { ...query, ...(cursor === undefined ? {} : { cursor }) } });
    expect(status).toBe(200);
    pages.push(body.messages);
    cursor = body.cursor;
  }
  return pages;
};

describe("what was sent to a member of staff", () => {
  it("R29, R36 shows them each message with its cases, their stages and dates, its text, and what became of it", async () => {
    await world.file({ number: "K7M29QXR4T3B" });
    await liveThrough(YELLOW);
    const { status, body } = await api("list-own-messages", { sub: A });
    expect(status).toBe(200);
    expect(body.messages).toEqual([
      {
        id: expect.any(String),
        kind: "reminder",
        kindName: { zh: "期限提醒", en: "reminders of deadlines" },
        at: at(YELLOW),
        to: { kind: "staff", staffId: A, name: nameOf(A) },
        phone: `${phoneOf(roster, "a1").slice(0, 3)}****${phoneOf(roster, "a1").slice(-4)}`,
        about: [
          {
            caseNumber: "K7M2-9QXR-4T3B",
            stage: "yellow",
            stageName: { zh: "黄牌预警", en: "yellow card" },
            dueOn: "2026-09-24",
          },
        ],
        text: "【滕州政务服务】事项K7M2-9QXR-4T3B将于9月24日到期，请及时办理。",
        state: "delivered",
        stateName: { zh: "已送达", en: "delivered" },
        parts: 1,
      },
    ]);
  });

  it("shows nobody what was sent to someone else, nor to a resident or a proxy", async () => {
    const subject = await world.file({ number: "K7M29QXR4T3B" });
    const entry = accept(subject, occasion("2026-09-18T10:00"));
    const day = { at: at("2026-09-18T10:00"), calendar, window };
    await world.deliveries.open(residentDelivery(entry, entry.ledger.at(-1)!, day)!);
    await liveThrough(YELLOW);
    for (const sub of [`${c}-a2`, DEPUTY, OFFICE]) {
      expect((await api("list-own-messages", { sub })).body).toEqual({ messages: [] });
    }
    const own = (await api("list-own-messages", { sub: A })).body.messages;
    expect(own.map(({ kind }: { kind: string }) => kind)).toEqual(["reminder"]);
  });

  it("pages through ninety days, the newest first, each once", async () => {
    world.moveTo("2026-09-18T10:00");
    for (let day = 0; day < 95; day += 1) {
      const from = instant(`${plusDays(localDate("2026-09-18"), -day)}T01:00:00Z`);
      await put(message(`${A}#${from}`, "delivered", from));
    }
    const pages = await everyPage("list-own-messages", A, { limit: "40" });
    expect(pages.map(({ length }) => length)).toEqual([40, 40, 11]);
    const ids = pages.flat().map(({ id }) => Buffer.from(id, "base64url").toString());
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
  });

  it("has nothing before the oldest day that it shows, whatever the cursor says", async () => {
    const cursor = Buffer.from("2020-01-01T00:00:00.000Z#x").toString("base64url");
    const { status, body } = await api("list-own-messages", { sub: A, query: { cursor } });
    expect([status, body.messages]).toEqual([200, []]);
  });

  it.each(["x", "%", Buffer.from("2026-99-99T00:00:00.000Z#a").toString("base64url")])(
    "refuses a cursor that is none: %s",
    async (cursor) => {
      const { status, body } = await api("list-own-messages", { sub: A, query: { cursor } });
      expect([status, body.errors?.[0].pointer, body.errors?.[0].code]).toEqual([
        400,
        "#/query/cursor",
        "invalid-format",
      ]);
    },
  );
});

describe("what the municipal office reads", () => {
  it("R34 is both facts: whom a reminder did not reach and why, and who was told instead", async () => {
    await world.file({ number: "K7M29QXR4T3B" });
    world.answer = ({ to }) =>
      to === phoneOf(roster, "a1") ? { outcome: "rejected", code: "no-such-number" } : undefined;
    await liveThrough(YELLOW);
    await liveThrough("2026-09-23T08:45");
    const { body } = await api("list-messages", { sub: OFFICE, query: { day: "2026-09-23" } });
    const [told, lost] = body.messages;
    expect(lost).toMatchObject({
      to: { staffId: A, name: nameOf(A) },
      state: "failed",
      failure: { code: "no-such-number", zh: "短信平台未能送达（代码 no-such-number）。" },
      about: [{ wentOnTo: { staffId: `${c}-a2`, name: nameOf(`${c}-a2`), messageId: told.id } }],
    });
    expect(told).toMatchObject({ to: { staffId: `${c}-a2` }, state: "delivered", about: [{ insteadOf: A }] });
  });

  it("R13 is who of the post heard that a notice never arrived; a resident has no name there, and no number", async () => {
    const filed = await world.file({ number: "K7M29QXR4T3B", phone: "10000000001" });
    const missing = [{ code: "identity-card", name: "身份证" }];
    const noticed = giveNotice(filed, { missing, channel: "sms" }, occasion("2026-09-18T10:00"));
    await world.cases.save(noticed, 1);
    world.answer = ({ to }) => (to === "10000000001" ? { outcome: "rejected", code: "off" } : undefined);
    world.moveTo("2026-09-18T10:30");
    await put(residentDelivery(noticed, noticed.ledger.at(-1)!, { at: world.at, calendar, window })!);
    await liveThrough("2026-09-18T10:30");
    const { body } = await api("list-messages", { sub: OFFICE, query: { month: "2026-09" } });
    const resident = body.messages.find(({ kind }: { kind: string }) => kind === "resident");
    expect(resident).toMatchObject({
      to: { kind: "resident", name: "申请人", caseNumber: "K7M2-9QXR-4T3B" },
      state: "failed",
      postTold: { staffId: A, name: nameOf(A) },
    });
    expect(JSON.stringify(body)).not.toMatch(/张示安|1\d{10}/);
  });

  it("filters by state, by centre and by case, in digests too", async () => {
    await world.file({ number: "K7M29QXR4T3B" });
    await world.file({ number: "K7M29QXR4T3C" });
    await liveThrough(YELLOW);
    const from = at("2026-09-23T09:00");
    const resident = { kind: "resident", caseNumber: CaseNumber.parse("K7M29QXR4T3B"), centre: c } as const;
    await put(
      message("K7M29QXR4T3B#2", "failed", from, { recipient: resident, failure: "no-phone" }),
      message("office-1#x", "delivered", from, { recipient: { kind: "staff", staffId: "office-1" } }),
    );
    const count = async (query: Record<string, string>) =>
      (await everyPage("list-messages", OFFICE, { day: "2026-09-23", ...query })).flat().length;
    expect(await count({})).toBe(3);
    expect(await count({ state: "failed" })).toBe(1);
    expect(await count({ centre: c })).toBe(2);
    expect(await count({ caseNumber: "K7M2-9QXR-4T3B" })).toBe(2);
    expect(await count({ caseNumber: "K7M2-9QXR-4T3C" })).toBe(1);
    const both = { day: "2026-09-23", month: "2026-09" };
    expect((await api("list-messages", { sub: OFFICE, query: both })).status).toBe(400);
  });

  it("looks at a bounded number of messages for a page, and shows each of a month once", async () => {
    const start = Date.parse("2026-09-01T01:00:00Z");
    for (let n = 0; n < 230; n += 1) {
      const from = plusMilliseconds(instant(new Date(start).toISOString()), n * 3 * 3_600_000);
      await put(message(`${A}#${from}`, "delivered", from));
    }
    const own = clientFor(tables.endpoint, tables.names, "reminders-office");
    let looked = 0;
    const { send } = own;
    own.send = async (command: unknown) => {
      const output: QueryCommandOutput = await Reflect.apply(send, own, [command]);
      if (command instanceof QueryCommand && command.input.IndexName === "by-day") looked += output.ScannedCount ?? 0;
      return output as never; // as the client gave it
    };
    const watched = remindersApi(tables, () => world, { client: own });
    const page = await watched("list-messages", { sub: OFFICE, query: { month: "2026-09", state: "failed" } });
    expect(page.body).toMatchObject({ messages: [], cursor: expect.any(String) });
    expect(looked).toBeGreaterThanOrEqual(200);
    expect(looked).toBeLessThan(230);
    const pages = await everyPage("list-messages", OFFICE, { month: "2026-09", limit: "50" });
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(230);
  });
});

describe("what a month's SMS come to", () => {
  const cost = async (month: string) => (await api("read-message-cost", { sub: OFFICE, query: { month } })).body;

  it("is counted from its messages, by kind, state and centre, at the price of the settings", async () => {
    const from = at("2026-08-31T23:59");
    const resident = { kind: "resident", caseNumber: CaseNumber.parse("K7M29QXR4T3B"), centre: c } as const;
    const office = { kind: "staff", staffId: OFFICE } as const;
    const moved = { template: "dates-moved", params: {} } as const;
    await put(
      message("a#1", "delivered", from, { parts: 2 }),
      message("a#2", "failed", from, { failure: "no-phone" }),
      message("K7M29QXR4T3B#2", "unconfirmed", from, { recipient: resident, parts: 1 }),
      message("a#3", "delivered", from, { recipient: office, content: moved, parts: 1 }),
      message("a#4", "delivered", at("2026-09-01T00:00"), { parts: 1 }),
    );
    world.moveTo("2026-09-18T10:00");
    const august = await cost("2026-08");
    expect(august).toMatchObject({
      final: true,
      complete: true,
      total: { messages: 4, parts: 4, amount: 0.18, currency: "CNY" },
      byKind: [
        { kind: "reminder", messages: 2, parts: 2 },
        { kind: "resident", messages: 1, parts: 1 },
        { kind: "other", messages: 1, parts: 1 },
      ],
      byCentre: [
        { centre: c, messages: 3, parts: 3 },
        { messages: 1, parts: 1 },
      ],
    });
    expect(august.byState).toContainEqual(expect.objectContaining({ state: "failed", messages: 1, parts: 0 }));
    expect(await cost("2026-09")).toMatchObject({ final: false, total: { messages: 1, parts: 1 } });
  });

  it("is not final while a message of the month has no end yet", async () => {
    await put(message("a#1", "sent", at("2026-08-31T10:00"), { parts: 1 }));
    world.moveTo("2026-09-18T10:00");
    expect(await cost("2026-08")).toMatchObject({ final: false, total: { parts: 1 } });
  });

  it("counts every message of a long month once, whatever the size of a page", { timeout: 120_000 }, async () => {
    const from = at("2026-08-03T08:00");
    for (let n = 0; n < 24; n += 1) {
      const messages = Array.from({ length: 50 }, (_, k) => message(`a#${n}-${k}`, "delivered", from, { parts: 1 }));
      await Promise.all(messages.map((each) => world.deliveries.open(each)));
    }
    world.moveTo("2026-09-18T10:00");
    expect((await cost("2026-08")).total).toMatchObject({ messages: 1200, parts: 1200, amount: 54 });
  });

  it("R30 agrees with what the gateway took on", async () => {
    for (let n = 0; n < 5; n += 1) await world.file({ number: `K7M29QXR4T${n}B` });
    await liveThrough(YELLOW);
    await liveThrough(RED);
    const { total } = await cost("2026-09");
    expect(world.taken.length).toBeGreaterThan(3);
    expect(total).toMatchObject({ messages: world.taken.length, parts: world.taken.length });
  });
});
