import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { giveNotice } from "../../../shared/casework/handling.ts";
import type { Delivery } from "../../../shared/reminders/delivery.ts";
import { residentDelivery } from "../../../shared/reminders/resident-messages.ts";
import { calendar, occasion, roster, window } from "../../domain/reminders/sample-case.ts";
import { clientFor, type FreshTables, freshTables } from "../../support/tables.ts";
import { peopleOfWorld, type RemindersApi, remindersApi } from "./api.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

const c = roster.centre;
const A = `${c}-a1`;
const HEAD = "office-head";
const OFFICE = "office-1";
const KEY = "3f0c7a52-6c1d-4a53-9d6e-1f2a3b4c5d6e";
const YELLOW = "2026-09-23T08:30";

let tables: FreshTables;
let world: World;
let api: RemindersApi;
let scenario = 0;
beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  tables = await freshTables();
  await peopleOfWorld(tables);
});
afterAll(() => vi.restoreAllMocks());
beforeEach(async () => {
  world = await makeWorld(tables);
  // All scenarios share a number, and most of them a day.
  world.limits = { ...world.limits, perNumberPerDay: 1000 };
  api = remindersApi(tables, () => world);
});

const idOf = (deliveryId: string) => Buffer.from(deliveryId).toString("base64url");
const later = (minutes: number) => {
  world.at = new Date(Date.parse(world.at) + minutes * 60_000).toISOString() as World["at"];
};
type Refused = { outcome: "rejected"; code: string };
const REFUSED: Refused = { outcome: "rejected", code: "no-such-number" };

/** A reminder of a case of its own that came to this end. */
const reminder = async (end: "failed" | "delivered" | "unconfirmed" | "sent"): Promise<Delivery> => {
  const number = `K7M29QXR${String(scenario).padStart(4, "0")}`;
  scenario += 1;
  world.moveTo(YELLOW);
  later(scenario * 2);
  await world.file({ number });
  const id = `${A}#${number}`;
  await world.deliveries.open({
    schema: 1,
    id,
    recipient: { kind: "staff", staffId: A, centre: c },
    state: "open",
    content: { template: "due-one", params: { number, date: "9月24日" } },
    createdAt: world.at,
    notBefore: world.at,
    nextAttemptAt: world.at,
    urgent: false,
    attempts: 0,
    checks: 0,
  });
  if (end === "failed") world.answer = () => REFUSED;
  await world.send(id);
  world.answer = undefined;
  if (end === "delivered") {
    later(5);
    await world.send(id);
  }
  if (end === "unconfirmed") {
    world.receipt = () => ({ outcome: "pending" });
    for (let looks = 0; looks < 9; looks += 1) {
      later(60);
      await world.send(id);
    }
    world.moveTo(YELLOW);
  }
  const delivery = (await world.deliveries.get(id))!;
  expect(delivery.state).toBe(end);
  return delivery;
};

const resend = async (
  deliveryId: string,
  reason = "number-corrected",
  { sub = OFFICE, key, by = api }: { sub?: string; key?: string; by?: RemindersApi } = {},
) =>
  by("resend-message", {
    sub,
    params: { messageId: idOf(deliveryId) },
    body: { reason },
    ...(key === undefined ? {} : { headers: { "Idempotency-Key": key } }),
  });

describe("sending a message again", () => {
  it.each(["failed", "unconfirmed"] as const)(
    "makes of one that is %s a new one, with the same text to the same person, linked both ways",
    async (end) => {
      const original = await reminder(end);
      const { status, body } = await resend(original.id);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        id: idOf(`${original.id}#resend-1`),
        to: { staffId: A },
        state: "open",
        resendOf: { messageId: idOf(original.id), by: OFFICE, reason: "number-corrected", at: world.at },
      });
      const before = world.taken.length;
      expect(world.topic).toEqual([`${original.id}#resend-1`]);
      await world.receive();
      const [sent] = world.taken.slice(before);
      expect(sent).toMatchObject({ id: `${original.id}#resend-1`, to: phoneOf(roster, "a1"), ...original.content });
      const { messages } = (await api("list-own-messages", { sub: A })).body;
      const [again] = messages.filter(({ id }: { id: string }) => id === body.id);
      expect(again).toMatchObject({ state: "sent", resendOf: { messageId: idOf(original.id) } });
      const [first] = messages.filter(({ id }: { id: string }) => id === idOf(original.id));
      expect(first.resends).toMatchObject([{ messageId: body.id, by: OFFICE, reasonName: { zh: "手机号码已更正" } }]);
    },
  );

  it("is refused while the message, or its last sending, is on its way", async () => {
    const original = await reminder("sent");
    expect(await resend(original.id)).toMatchObject({ status: 409, body: { code: "message-on-its-way" } });
    const failed = await reminder("failed");
    expect((await resend(failed.id)).status).toBe(201);
    for (const id of [failed.id, `${failed.id}#resend-1`]) {
      expect(await resend(id, "not-received", { sub: HEAD })).toMatchObject({
        status: 409,
        body: { code: "message-on-its-way" },
      });
    }
  });

  it("takes a delivered one only where the recipient says that it did not come", async () => {
    const { id } = await reminder("delivered");
    expect(await resend(id)).toMatchObject({ status: 409, body: { code: "message-arrived" } });
    expect((await resend(id, "not-received")).status).toBe(201);
  });

  it("makes one for one Idempotency-Key, however often it comes, and another only for another request", async () => {
    const { id } = await reminder("failed");
    const first = await resend(id, "number-corrected", { key: KEY });
    expect(first.status).toBe(201);
    expect(await resend(id, "number-corrected", { key: KEY })).toEqual(first);
    expect(await resend(id, "service-restored", { key: KEY })).toMatchObject({
      status: 422,
      body: { code: "idempotency-mismatch" },
    });
    world.answer = () => REFUSED;
    await world.receive();
    world.answer = undefined;
    expect((await resend(id, "number-corrected", { key: KEY })).body).toMatchObject({
      id: first.body.id,
      state: "failed",
    });
    // Of the second sending, by the id of the first: another sending of the same message.
    expect((await resend(`${id}#resend-1`)).body.id).toBe(idOf(`${id}#resend-2`));
  });

  it("makes one when two people ask at once, and says so to the other", async () => {
    const { id } = await reminder("failed");
    const both = await Promise.all([resend(id), resend(id, "service-restored", { sub: HEAD })]);
    const made = both.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(new Set(made)).toEqual(new Set([idOf(`${id}#resend-1`)]));
    for (const { status, body } of both) if (status !== 201) expect(body.code).toBe("message-on-its-way");
    expect((await world.deliveries.get(id))?.resends).toHaveLength(1);
    expect(await world.deliveries.get(`${id}#resend-2`)).toBeUndefined();
  });

  it("makes it later when whoever asked died after it was on record", async () => {
    const { id } = await reminder("failed");
    const dying = clientFor(tables.endpoint, tables.names, "reminders-office");
    const { send } = dying;
    dying.send = async (command: { constructor: { name: string } }) => {
      if (command.constructor.name === "PutCommand") throw new Error("died");
      return Reflect.apply(send, dying, [command]);
    };
    const died = remindersApi(tables, () => world, { client: dying });
    expect((await resend(id, "number-corrected", { by: died })).status).toBe(500);
    expect(await world.deliveries.get(`${id}#resend-1`)).toBeUndefined();
    const next = await resend(id, "service-restored", { sub: HEAD });
    expect(next.body).toMatchObject({
      id: idOf(`${id}#resend-1`),
      resendOf: { by: OFFICE, reason: "number-corrected" },
    });
    expect((await world.deliveries.get(id))?.resends).toHaveLength(1);
  });

  it("is left to the next sweep when the topic does not answer", async () => {
    const { id } = await reminder("failed");
    const down = remindersApi(tables, () => world, { publish: () => Promise.reject(new Error("down")) });
    expect((await resend(id, "service-restored", { by: down })).status).toBe(201);
    expect(world.topic).toEqual([]);
    await world.sweep();
    expect(world.topic).toContain(`${id}#resend-1`);
  });

  it("R36 waits for the morning when it is asked for at night", async () => {
    const { id } = await reminder("failed");
    world.moveTo("2026-09-23T22:00");
    const { body } = await resend(id);
    expect(body).toMatchObject({ state: "open", at: "2026-09-24T00:00:00.000Z" });
    expect(world.topic).toEqual([]);
  });

  it("R13 of a notice changes nothing in the case when it fails again: its first failure stands there", async () => {
    const number = `NTCE${String(++scenario).padStart(8, "0")}`;
    const filed = await world.file({ number, phone: "10000000001" });
    const missing = [{ code: "identity-card", name: "身份证" }];
    const noticed = giveNotice(filed, { missing, channel: "sms" }, occasion("2026-09-18T10:00"));
    await world.cases.save(noticed, 1);
    world.moveTo("2026-09-18T10:30");
    const delivery = residentDelivery(noticed, noticed.ledger.at(-1)!, { at: world.at, calendar, window })!;
    await world.deliveries.open(delivery);
    await world.send(delivery.id);
    later(5);
    expect(await world.send(delivery.id)).toBe("delivered");
    const { status, body } = await resend(delivery.id, "not-received");
    expect([status, body.to]).toEqual([201, { kind: "resident", name: "申请人", caseNumber: expect.any(String) }]);
    world.answer = () => REFUSED;
    await world.receive();
    expect((await world.deliveries.get(`${delivery.id}#resend-1`))?.state).toBe("failed");
    expect(await world.cases.get(noticed.number)).toMatchObject({ version: noticed.version, state: "correcting" });
  });

  it("ends after nine times: then another way is needed", async () => {
    const { id } = await reminder("failed");
    world.answer = () => REFUSED;
    for (let times = 0; times < 9; times += 1) {
      expect((await resend(id)).status).toBe(201);
      await world.receive();
    }
    expect(await resend(id)).toMatchObject({ status: 409, body: { code: "message-sent-enough" } });
  });

  it.each([
    [idOf("nobody#2026-09-18T00:30:00.000Z"), 404],
    [idOf("x#resend-1"), 404],
    ["____", 404],
    ["a", 400],
    ["%00", 400],
  ])("finds no message %s", async (messageId, status) => {
    const answer = await api("resend-message", {
      sub: OFFICE,
      params: { messageId },
      body: { reason: "not-received" },
    });
    expect(answer.status).toBe(status);
  });

  it("asks for a reason that it knows", async () => {
    const { id } = await reminder("failed");
    expect(await resend(id, "because")).toMatchObject({ status: 400, body: { code: "validation-failed" } });
  });
});
