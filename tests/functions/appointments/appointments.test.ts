import { randomUUID } from "node:crypto";
import { GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AppointmentNumber, OF_A_DAY_PER_PHONE, TURNOVER } from "../../../shared/appointments/sheet.ts";
import { instant, localDate, plusDays } from "../../../shared/kernel/local-date.ts";
import { CENTRE, OTHER_CENTRE, roster, town } from "../../support/casework.ts";
import { type AppointmentsApi, appointmentsApi } from "./world.ts";

const DIRECTOR = `${CENTRE}-director`;
const WINDOW = `${CENTRE}-w01`;
const head = roster.windows.find(({ id }) => id === WINDOW)!.head;
const atWindow = roster.posts.find(({ window }) => window === WINDOW)!;
const elsewhere = roster.posts.find(
  ({ window, holder, standIn }) => window !== WINDOW && holder !== head && holder !== atWindow.standIn && standIn,
)!.holder;

let api: AppointmentsApi;
let day = "2026-09-20";
let phones = 0;
beforeAll(async () => {
  api = await appointmentsApi();
});
/** Each test has a day of its own. */
beforeEach(() => {
  api.goTo("2026-09-18T09:00");
  day = plusDays(localDate(day), 1);
});

const phone = () => `100${String(++phones).padStart(8, "0")}`;
const opening = (change: object = {}) => ({
  windowId: WINDOW,
  day,
  from: "09:00",
  to: "10:00",
  minutesEach: 30,
  ...change,
});
const open = (change: object = {}, sub = DIRECTOR) => api.call("open-slots", { sub, body: opening(change) });
const booking = (change: object = {}) => ({
  windowId: WINDOW,
  day,
  starts: "09:00",
  name: "示例甲",
  phone: phone(),
  ...change,
});
const book = (change: object = {}, headers = {}) => api.call("book-slot", { body: booking(change), headers });
type Receipt = { appointmentNumber: string; lookupCode: string };
const asResident = (id: "read-appointment" | "cancel-appointment", { appointmentNumber, lookupCode }: Receipt) =>
  api.call(id, { params: { appointmentNumber }, headers: { "lookup-code": lookupCode } });
const mark = (id: "mark-arrived" | "mark-no-show", { appointmentNumber }: Receipt, sub = atWindow.holder) =>
  api.call(id, { params: { appointmentNumber }, sub });
const free = async (query: Record<string, string> = {}) =>
  (await api.call("list-slots", { params: { centreCode: CENTRE }, query: { from: day, to: day, ...query } })).body
    .slots;

describe("opening slots", () => {
  it("is for the director, the deputy and the window's head, of their own centre", async () => {
    for (const sub of [DIRECTOR, `${CENTRE}-deputy`, head]) expect((await open({}, sub)).status).toBe(201);
    const proxy = town.proxies.find(({ centre }) => centre === CENTRE)!.id;
    expect((await open({}, elsewhere)).body.code).toBe("forbidden");
    expect((await open({}, `${OTHER_CENTRE}-director`)).body.code).toBe("slot-not-found");
    expect((await open({}, proxy)).body.code).toBe("slot-not-found");
    expect((await open({ windowId: `${CENTRE}-w99` })).body.code).toBe("slot-not-found");
    expect(await free()).toEqual([
      expect.objectContaining({ starts: "09:00", ends: "09:30", kind: "counter", places: 1, free: 1 }),
      expect.objectContaining({ starts: "09:30", ends: "10:00" }),
    ]);
  });

  it("opens a day in several pieces, also at once, and refuses what overlaps", async () => {
    const both = await Promise.all([open(), open({ from: "14:00", to: "15:00", kind: "extended-hours" })]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(await free()).toHaveLength(4);
    const overlapping = await open({ from: "09:45", to: "10:45" });
    expect(overlapping).toMatchObject({ status: 409, body: { code: "slots-overlap" } });
    expect(overlapping.body.detail).toContain("09:30");
    expect(await free()).toHaveLength(4);
  });

  it.each([
    [{ day: "2026-09-17" }, "/day", "too-early"],
    [{ day: "2026-12-18" }, "/day", "too-late"],
    [{ from: "11:00" }, "/to", "reversed-interval"],
    [{ minutesEach: 61 }, "/minutesEach", "too-large"],
    [{ from: "9:00" }, "/from", "invalid-format"],
    [{ fee: 5 }, "/fee", "unknown-key"],
  ])("refuses %j, and names the field", async (change, pointer, code) => {
    const refused = await open(change);
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });
});

describe("booking", () => {
  it("gives a place, a number and a code, with which the resident sees it", async () => {
    await open();
    const receipt = (await book({ itemCode: "old-age-allowance" })).body;
    expect(receipt).toMatchObject({ day, starts: "09:00", ends: "09:30", kind: "counter" });
    const read = await asResident("read-appointment", receipt);
    expect(read.body).toMatchObject({ state: "booked", name: "示*", itemCode: "old-age-allowance" });
    expect(JSON.stringify(read.body)).not.toContain("示例甲");
    expect(await free()).toHaveLength(1);
  });

  it("gives the last place to one of many at once, and tells the others the next free ones in words", async () => {
    await open();
    const all = await Promise.all(Array.from({ length: 6 }, () => book()));
    expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const { body } of all.filter(({ status }) => status === 409)) {
      expect(body.code).toBe("slot-full");
      const [, month, date] = day.split("-").map(Number);
      expect(body.detail).toContain(`${month}月${date}日 09:30`);
    }
    const english = await book({}, { "accept-language": "en" });
    expect(english.body.detail).toContain(`${day} 09:30`);
  });

  it("fills every place of a slot, once each", async () => {
    await open({ places: 3 });
    const all = await Promise.all(Array.from({ length: 5 }, () => book()));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(await free()).toMatchObject([{ starts: "09:30", free: 3 }]);
  });

  it("is one appointment for one key, also at once, and refuses another body under it", async () => {
    await open({ places: 3 });
    const headers = { "idempotency-key": randomUUID() };
    const body = booking();
    const all = await Promise.all([1, 2, 3].map(() => api.call("book-slot", { body, headers })));
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(all.map((each) => JSON.stringify(each.body))).size).toBe(1);
    expect(await free()).toMatchObject([{ starts: "09:00", free: 2 }, { starts: "09:30" }]);
    const other = await api.call("book-slot", { body: { ...body, starts: "09:30" }, headers });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency-mismatch" } });
  });

  it("refuses what is over or begins within the hour", async () => {
    await open();
    api.goTo(`${day}T08:00`);
    expect(await book()).toMatchObject({ status: 409, body: { code: "slot-closed" } });
    expect(await free()).toMatchObject([{ starts: "09:30" }]);
    api.goTo(`${day}T07:59`);
    expect((await book()).status).toBe(201);
    api.goTo(`${day}T12:00`);
    expect(await free()).toEqual([]);
  });

  it("refuses what was not opened, and an item that does not exist", async () => {
    await open();
    expect((await book({ starts: "09:10" })).body.code).toBe("slot-not-found");
    expect((await book({ kind: "extended-hours" })).body.code).toBe("slot-not-found");
    expect((await book({ itemCode: "no-such-item" })).body.code).toBe("unknown-item");
  });

  it("asks for an address for a home visit, and only there", async () => {
    await open({ kind: "home-visit" });
    await open();
    expect((await book({ kind: "home-visit" })).body.errors).toEqual([
      expect.objectContaining({ pointer: "/address", code: "required" }),
    ]);
    expect((await book({ address: "某路一号" })).body.errors).toEqual([
      expect.objectContaining({ pointer: "/address", code: "not-offered" }),
    ]);
    const visit = await book({ kind: "home-visit", address: "某路一号" });
    expect(visit.body.nextStep.zh).toContain("不收取任何费用");
  });
});

describe("a booking that comes to nothing", () => {
  const stored = async () => {
    const { Items = [] } = await api.client.send(new ScanCommand({ TableName: api.table }));
    return JSON.stringify(Items);
  };

  it("leaves nothing personal behind, and its key may try again", async () => {
    await open();
    const body = booking({ name: "示例丙" });
    const headers = { "idempotency-key": randomUUID() };
    let faster: Receipt | undefined;
    api.watch(async (command) => {
      if (command !== "UpdateItem") return;
      // Somebody else takes the place just before.
      api.watch(() => {});
      faster = (await book()).body;
    });
    expect((await api.call("book-slot", { body, headers })).body.code).toBe("slot-full");
    expect(await stored()).not.toMatch(new RegExp(`示例丙|${body.phone}`));
    expect(await api.call("book-slot", { body, headers })).toMatchObject({ status: 409, body: { code: "slot-full" } });
    await asResident("cancel-appointment", faster!);
    const again = await api.call("book-slot", { body, headers });
    expect((await asResident("read-appointment", again.body)).body.state).toBe("booked");
  });

  it("blocks nobody, and is finished by the same request, when it died before its place was taken", async () => {
    await open();
    const number = AppointmentNumber.parse("DEAD00000001");
    const ref = { window: WINDOW, day: localDate(day), key: "0900-counter" };
    const personal = { name: "示例丁", phone: phone() };
    await api.store.keep({ schema: 1, number, slot: ref, bodyHash: "body", expiresAt: 4_000_000_000, personal });
    expect(await free()).toHaveLength(2);
    expect(
      await api.store.keep({ schema: 1, number, slot: ref, bodyHash: "other", expiresAt: 1, personal }),
    ).toMatchObject({ bodyHash: "body" });
    const at = instant("2026-09-18T09:00:00+08:00");
    expect((await api.store.take(ref, number, { state: "booked", bookedAt: at }, 3))?.taken).toBe(1);
    expect((await api.store.take(ref, number, { state: "booked", bookedAt: at }, 3))?.taken).toBe(1);
    expect(await free()).toHaveLength(1);
  });
});

describe("what a booking costs", () => {
  it("is one conditional write for the place, of a day that is full of others, and two small ones before it", async () => {
    await open({ from: "08:00", to: "18:00", minutesEach: 10, places: 4 });
    const calls: string[] = [];
    api.watch((command) => calls.push(command));
    expect((await book({ starts: "08:00" })).status).toBe(201);
    api.watch(() => {});
    expect(calls).toEqual(["GetItem", "GetItem", "PutItem", "PutItem", "UpdateItem"]);
  });
});

describe("one phone", () => {
  it("has two appointments to come at most, also when three are asked for at once", async () => {
    await open({ to: "12:00", places: 3 });
    const mine = phone();
    const starts = ["09:00", "09:30", "10:00"];
    const all = await Promise.all(starts.map((each) => book({ phone: mine, starts: each })));
    expect(all.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(2);
    // Whoever lost a race for the phone may ask again.
    const more = [];
    for (const each of starts) more.push(await book({ phone: mine, starts: each }));
    const booked = [...all, ...more].filter(({ status }) => status === 201);
    expect(booked).toHaveLength(2);
    const refused = await book({ phone: mine, starts: "11:00" });
    expect(refused).toMatchObject({ status: 409, body: { code: "too-many-appointments" } });
    await asResident("cancel-appointment", booked[0]!.body);
    expect((await book({ phone: mine, starts: "11:00" })).status).toBe(201);
  });

  it("may book again once one is over, and is not held up by a booking that came too late", async () => {
    await open({ to: "12:00" });
    const mine = phone();
    await book({ starts: "09:00" });
    const key = (number: number) => book({ phone: mine, starts: number === 0 ? "09:00" : "09:30" });
    expect((await key(0)).status).toBe(409);
    expect((await key(1)).status).toBe(201);
    expect((await book({ phone: mine, starts: "10:00" })).status).toBe(201);
    expect((await book({ phone: mine, starts: "11:00" })).status).toBe(409);
    api.goTo(`${day}T10:00`);
    expect((await book({ phone: mine, starts: "11:30" })).status).toBe(201);
  });

  it("stands in no key, and no name or phone stands with the slot", async () => {
    await open();
    const mine = phone();
    await book({ phone: mine, name: "示例乙" });
    const { Items = [] } = await api.client.send(new ScanCommand({ TableName: api.table }));
    for (const { pk, sk } of Items) expect(`${pk} ${sk}`).not.toContain(mine);
    const sheets = Items.filter(({ sk }) => String(sk).startsWith("day#"));
    expect(sheets.length).toBeGreaterThan(0);
    expect(JSON.stringify(sheets)).not.toMatch(new RegExp(`${mine}|示例乙`));
  });
});

describe("a cancelled appointment", () => {
  it("frees its place, and cannot be cancelled again nor after it has begun", async () => {
    await open();
    const receipt = (await book()).body;
    expect((await asResident("cancel-appointment", receipt)).body.state).toBe("cancelled");
    expect(await asResident("cancel-appointment", receipt)).toMatchObject({
      status: 409,
      body: { code: "appointment-settled", detail: "该预约的状态是“已取消”。" },
    });
    const second = (await book()).body;
    api.goTo(`${day}T09:00`);
    expect((await asResident("cancel-appointment", second)).body.code).toBe("appointment-begun");
  });

  it("is free once, when two cancel it at once", async () => {
    await open({ places: 2 });
    const [one] = [(await book()).body, await book()];
    const both = await Promise.all([1, 2].map(() => asResident("cancel-appointment", one)));
    // At one instant of one clock both may be told that it is done.
    expect(both.map(({ status }) => status)).toContain(200);
    expect(await free()).toMatchObject([{ starts: "09:00", free: 1 }, { starts: "09:30" }]);
  });

  it("cannot be taken and given back for ever", async () => {
    await open();
    for (let n = 0; n < TURNOVER; n += 1) await asResident("cancel-appointment", (await book()).body);
    expect((await book()).body.code).toBe("slot-full");
    expect(await free()).toMatchObject([{ starts: "09:30" }]);
    // Until whoever plans for the window opens it again; what stands in it stays.
    expect((await open()).status).toBe(201);
    const receipt = (await book()).body;
    expect((await open()).status).toBe(201);
    expect((await asResident("read-appointment", receipt)).body.state).toBe("booked");
    expect((await book()).body.code).toBe("slot-full");
    const ref = { window: WINDOW, day: localDate(day), key: "0900-counter" };
    const slot = (await api.store.sheet(ref.window, ref.day))?.slots[ref.key];
    expect(slot).toMatchObject({ turnover: 2 * TURNOVER, taken: 1 });
    expect(Object.keys(slot?.bookings ?? {})).toHaveLength(TURNOVER + 1);
  });

  it("keeps counting for its phone and day, so that one phone closes no slot to the others", async () => {
    await open();
    const mine = phone();
    for (let n = 0; n < OF_A_DAY_PER_PHONE; n += 1) {
      await asResident("cancel-appointment", (await book({ phone: mine })).body);
    }
    const refused = await book({ phone: mine });
    expect(refused).toMatchObject({ status: 409, body: { code: "too-many-bookings-of-day" } });
    expect(refused.body.detail).toContain(day);
    expect((await book()).status).toBe(201);
    await open({ day: plusDays(localDate(day), 30) });
    expect((await book({ phone: mine, day: plusDays(localDate(day), 30) })).status).toBe(201);
  });

  it("is opened by its code only; guessing is stopped for an address", async () => {
    await open();
    const receipt: Receipt = (await book()).body;
    const wrong = { ...receipt, lookupCode: "0000-0000" };
    const unknown = { ...wrong, appointmentNumber: "0000-0000-0000" };
    for (const each of [wrong, unknown]) {
      expect(await asResident("read-appointment", each)).toMatchObject({
        status: 404,
        body: { code: "appointment-not-found" },
      });
    }
    for (let n = 0; n < 9; n += 1) await asResident("read-appointment", wrong);
    const locked = await asResident("read-appointment", receipt);
    expect(locked).toMatchObject({ status: 429, headers: { "Retry-After": "900" } });
    api.goTo("2026-09-18T09:16");
    expect((await asResident("read-appointment", receipt)).status).toBe(200);
  });
});

describe("the window's day", () => {
  const listed = async (sub: string) =>
    (await api.call("list-appointments", { sub, params: { windowId: WINDOW }, query: { day } })).body;

  it("shows who comes, in full to whoever serves there, masked to the rest of the centre", async () => {
    await open();
    const mine = phone();
    await book({ phone: mine });
    for (const sub of [atWindow.holder, head, DIRECTOR]) {
      expect((await listed(sub)).appointments).toMatchObject([{ name: "示例甲", phone: mine, state: "booked" }]);
    }
    expect((await listed(elsewhere)).appointments).toMatchObject([{ name: "示*" }]);
    expect((await listed(`${OTHER_CENTRE}-a1`)).code).toBe("slot-not-found");
  });

  it("keeps who came and who did not, once, by name of who recorded it", async () => {
    await open();
    const came = (await book()).body;
    const missed = (await book({ starts: "09:30" })).body;
    expect((await mark("mark-arrived", came)).body.code).toBe("appointment-not-begun");
    api.goTo(`${day}T08:50`);
    expect((await mark("mark-arrived", came, elsewhere)).body.code).toBe("forbidden");
    expect((await mark("mark-arrived", came, `${OTHER_CENTRE}-director`)).body.code).toBe("appointment-not-found");
    expect((await mark("mark-arrived", came)).body).toMatchObject({ state: "arrived", settledBy: atWindow.holder });
    expect((await mark("mark-no-show", missed)).body.code).toBe("appointment-not-begun");
    api.goTo(`${day}T09:45`);
    expect((await mark("mark-no-show", missed)).body).toMatchObject({ state: "no-show" });
    expect((await mark("mark-arrived", missed)).body.code).toBe("appointment-settled");
    api.goTo(`${plusDays(localDate(day), 30)}T09:00`);
    expect((await listed(head)).appointments.map(({ state }: { state: string }) => state)).toEqual([
      "arrived",
      "no-show",
    ]);
  });

  it("keeps states for good and who it was for 90 days", async () => {
    await open();
    const receipt = (await book()).body;
    const missed = (await book({ starts: "09:30" })).body;
    const number = receipt.appointmentNumber.replaceAll("-", "");
    const { Item } = await api.client.send(
      new GetCommand({ TableName: api.table, Key: { pk: `appointment#${number}`, sk: "appointment" } }),
    );
    expect(new Date(Item!.expiresAt * 1000).toISOString()).toBe(
      instant(`${plusDays(localDate(day), 90)}T00:00:00+08:00`),
    );
    api.goTo(`${plusDays(localDate(day), 89)}T09:00`);
    expect((await mark("mark-no-show", missed)).body.state).toBe("no-show");
    api.goTo(`${plusDays(localDate(day), 91)}T09:00`);
    // Where a number stands is erased with who it was for: from then on it can no longer be settled.
    expect((await mark("mark-no-show", receipt)).body.code).toBe("appointment-not-found");
    const [left] = (await listed(head)).appointments;
    expect(left.state).toBe("booked");
    expect([left.name, left.phone]).toEqual([undefined, undefined]);
    expect((await asResident("read-appointment", receipt)).status).toBe(404);
  });
});

describe("what may be booked", () => {
  it("is listed by window, kind and item, of centres that exist", async () => {
    await open();
    await open({ kind: "home-visit" });
    await open({ windowId: `${CENTRE}-w02` });
    expect(await free()).toHaveLength(6);
    expect(await free({ windowId: `${CENTRE}-w02` })).toHaveLength(2);
    expect(await free({ kind: "home-visit" })).toHaveLength(2);
    const forItem = await free({ itemCode: "old-age-allowance" });
    const windows = new Set(forItem.map(({ windowId }: { windowId: string }) => windowId));
    expect(windows.size).toBeLessThan(3);
    const list = (centreCode: string, query = {}) => api.call("list-slots", { params: { centreCode }, query });
    expect((await list("370481999")).body.code).toBe("unknown-centre");
    expect((await list(CENTRE, { itemCode: "no-such-item" })).body.code).toBe("unknown-item");
  });

  it("reads only the windows asked for, each day by its key", async () => {
    await open();
    await open({ windowId: `${CENTRE}-w02` });
    const calls: string[] = [];
    api.watch((command) => calls.push(command));
    expect(await free({ windowId: WINDOW })).toHaveLength(2);
    expect(calls).toEqual(["GetItem"]);
    api.watch(() => {});
    const query = { windowId: WINDOW, from: day, to: day };
    expect((await api.call("list-slots", { params: { centreCode: OTHER_CENTRE }, query })).body.slots).toEqual([]);
  });

  it.each([
    [{ from: "9999-12-31" }, "#/query/from", "too-late"],
    [{ from: "2026-11-18" }, "#/query/from", "too-late"],
    [{ from: "2026-09-16" }, "#/query/from", "too-early"],
    [{ from: "0001-01-01" }, "#/query/from", "too-early"],
    [{ from: "2026-09-18", to: "2026-09-17" }, "#/query/to", "reversed-interval"],
    [{ to: "2026-10-02" }, "#/query/to", "too-late"],
    [{ to: "9999-12-31" }, "#/query/to", "too-late"],
  ])("is asked for fourteen days at most, of those that can be open: %j is refused", async (query, pointer, code) => {
    const refused = await api.call("list-slots", { params: { centreCode: CENTRE }, query });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it("is asked for from yesterday on, up to the last day that can be open", async () => {
    const asked: Record<string, string>[] = [{ from: "2026-09-17" }, { from: "2026-11-17" }, { to: "2026-10-01" }];
    for (const query of asked) {
      expect((await api.call("list-slots", { params: { centreCode: CENTRE }, query })).status).toBe(200);
    }
  });
});
