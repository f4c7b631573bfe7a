import { beforeAll, describe, expect, it } from "vitest";
import { sentMessages } from "../../shared/aws/delivery-list-store.ts";
import { deliveryStore } from "../../shared/aws/delivery-store.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { instant, localDate, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { type Deliveries, openDelivery, type Slot } from "../../shared/reminders/delivery.ts";
import type { NewNotification } from "../../shared/reminders/notification.ts";
import type { SentMessages } from "../../shared/reminders/sent-messages.ts";
import { SEGMENTS } from "../../shared/tables.ts";
import { freshTables } from "../support/tables.ts";

const at = instant("2026-09-18T08:30:00+08:00");
const later = plusMilliseconds(at, 5 * 60_000);
const slot = { from: at, at };
const nextSlot = { from: later, at: later };
const content = { template: "due-one" as const, params: { number: "K7M2-9QXR-4T3B", date: "10月12日" } };

let deliveries: Deliveries;
let sent: SentMessages;
let people = 0;
/** Each test has a person of its own. */
const person = () => `370481102-t${String(++people)}`;

beforeAll(async () => {
  const { client, names } = await freshTables();
  deliveries = deliveryStore(client, names.reminders);
  sent = sentMessages(client, names.reminders);
});

const about = (staffId: string, caseNumber: string, urgent = false): NewNotification => ({
  schema: 1,
  id: `${caseNumber}#notice#1#yellow#on-duty-${staffId}`,
  staffId,
  centre: "370481102" as NewNotification["subject"]["centre"],
  at,
  role: "on-duty",
  subject: {
    caseNumber,
    centre: "370481102" as NewNotification["subject"]["centre"],
    post: "370481102-p03",
    stageId: "notice#1#yellow",
    stage: "yellow",
    dueOn: localDate("2026-09-21"),
    urgent,
  },
});
const bind = async (draft: NewNotification, when: Slot) => {
  const noted = await deliveries.note(draft, when);
  const delivery = (await deliveries.bind([noted], when)).get(noted.id);
  if (delivery === undefined) throw new Error("not bound");
  return { notification: noted, delivery };
};
const claim = (id: string, holder = "h1", now = at) =>
  deliveries.claim(id, { holder, at: now, until: plusMilliseconds(now, 60_000) });
const everyUnsettled = async (until = later): Promise<readonly string[]> => {
  const segments = await Promise.all(
    Array.from({ length: SEGMENTS }, (_, segment) => deliveries.unsettled(segment, until, { limit: 100 })),
  );
  return segments.flatMap((page) => page.deliveries.map(({ id }) => id));
};

describe("binding notifications to deliveries", () => {
  it("R36 puts a person's stages of one run into one delivery", async () => {
    const staffId = person();
    await bind(about(staffId, "A"), slot);
    const bound = await bind(about(staffId, "B"), slot);
    expect(bound.delivery).toEqual({ id: `${staffId}#${at}`, nextAttemptAt: at });
    const delivery = await deliveries.get(bound.delivery.id);
    expect(delivery).toMatchObject({
      id: `${staffId}#${at}`,
      state: "open",
      attempts: 0,
      nextAttemptAt: at,
      urgent: false,
    });
    expect(delivery?.notifications).toEqual(new Set([about(staffId, "A").id, about(staffId, "B").id]));
  });

  it("R32 binds a notification once, whatever a later run proposes", async () => {
    const staffId = person();
    const first = await bind(about(staffId, "A"), slot);
    const again = await bind({ ...about(staffId, "A"), staffId: person() }, nextSlot);
    expect(again.notification).toEqual(first.notification);
    expect(again.delivery.id).toBe(first.delivery.id);
  });

  it("makes the delivery of a notification whose run died in between", async () => {
    const staffId = person();
    const { delivery } = await bind(about(staffId, "A"), slot);
    await claim(delivery.id);
    const raced = await Promise.all([1, 2, 3].map((n) => bind(about(staffId, "B"), n === 2 ? nextSlot : slot)));
    expect(new Set(raced.map(({ delivery: { id } }) => id)).size).toBe(1);
    expect(raced[0]?.delivery.id).not.toBe(delivery.id);
  });

  it("goes to the next delivery when this one is claimed, and stays where it is when it is in it", async () => {
    const staffId = person();
    const { delivery } = await bind(about(staffId, "A"), slot);
    await claim(delivery.id);
    expect((await bind(about(staffId, "B"), slot)).delivery.id).toBe(`${delivery.id}#2`);
    expect((await bind(about(staffId, "A"), nextSlot)).delivery).toMatchObject({
      id: delivery.id,
      state: "claimed",
    });
    expect((await deliveries.get(delivery.id))?.notifications?.size).toBe(1);
  });

  it("leaves a notification in exactly one delivery while others claim as fast as they can", async () => {
    const staffId = person();
    const numbers = Array.from({ length: 12 }, (_, n) => `C${n}`);
    const claiming = async () => {
      for (let n = 0; n < 6; n += 1) await claim(`${staffId}#${at}${n === 0 ? "" : `#${n + 1}`}`, `h${n}`);
    };
    const binding = numbers.flatMap((number) => [
      bind(about(staffId, number), slot),
      bind(about(staffId, number), nextSlot),
    ]);
    const [bound] = await Promise.all([Promise.all(binding), claiming()]);
    const ids = [...new Set(bound.map(({ delivery }) => delivery.id))];
    const held = await Promise.all(ids.map(async (id) => [...((await deliveries.get(id))?.notifications ?? [])]));
    expect(held.flat().sort()).toEqual(numbers.map((number) => about(staffId, number).id).sort());
  });

  it("R53 tells of complaints in a digest of their own, which is in no day's list", async () => {
    const staffId = person();
    const complaint = about(staffId, "C");
    const { delivery: ofCases } = await bind(about(staffId, "A"), slot);
    const { delivery } = await bind({ ...complaint, subject: { ...complaint.subject, kind: "complaint" } }, slot);
    expect(delivery.id).toBe(`${ofCases.id}#complaints`);
    expect(await deliveries.get(delivery.id)).toMatchObject({ confidential: true });
    const listed = await sent.ofDay(localDate("2026-09-18"), { limit: 100 });
    expect(listed.map(({ deliveryId }) => deliveryId)).not.toContain(delivery.id);
    await claim(delivery.id);
    const next = { ...about(staffId, "D"), subject: { ...complaint.subject, kind: "complaint" as const } };
    expect((await bind(next, slot)).delivery.id).toBe(`${delivery.id}#2`);
  });

  it("an hour clock makes a digest urgent, and a patient stage does not take that back", async () => {
    const staffId = person();
    await bind(about(staffId, "A"), slot);
    for (const [number, urgent] of [
      ["B", true],
      ["C", false],
    ] as const) {
      const { delivery } = await bind(about(staffId, number, urgent), slot);
      expect((await deliveries.get(delivery.id))?.urgent).toBe(true);
    }
  });
});

describe("claiming and settling a delivery", () => {
  const opened = async () => (await bind(about(person(), "A"), slot)).delivery.id;

  it("lets only one of two senders have it, until the lease ends", async () => {
    const id = await opened();
    const claims = await Promise.all(["h1", "h2", "h3"].map((holder) => claim(id, holder)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await claim(id, "h4", plusMilliseconds(at, 59_999))).toBeUndefined();
    expect(await claim(id, "h5", plusMilliseconds(at, 60_000))).toMatchObject({
      attempts: 2,
      firstAttemptAt: at,
      holder: "h5",
    });
  });

  it("knows its own claim again when the answer was lost", async () => {
    const id = await opened();
    await claim(id, "h1");
    expect(await claim(id, "h1")).toMatchObject({ attempts: 1, holder: "h1" });
  });

  it("R36 cannot be claimed before its time", async () => {
    const { delivery } = await bind(about(person(), "A"), { at, from: later });
    expect(await claim(delivery.id)).toBeUndefined();
    expect(await claim(delivery.id, "h1", later)).toBeDefined();
    expect(await claim("nobody#never")).toBeUndefined();
  });

  it("fixes the content once, and only for the holder", async () => {
    const id = await opened();
    await claim(id, "h1");
    expect(await deliveries.freeze(id, "h2", content)).toBe(false);
    expect(await deliveries.freeze(id, "h1", content)).toBe(true);
    await deliveries.freeze(id, "h1", { ...content, template: "overdue-one" });
    expect((await deliveries.get(id))?.content).toEqual(content);
  });

  it("leaves the index when it is settled, and is settled once", async () => {
    const id = await opened();
    expect(await everyUnsettled()).toContain(id);
    await claim(id, "h1");
    expect(await deliveries.settle(id, "h2", at, { state: "failed", failure: "x" })).toBe(false);
    expect(await deliveries.settle(id, "h1", at, { state: "delivered", messageId: "m" })).toBe(true);
    expect(await deliveries.settle(id, "h1", at, { state: "delivered", messageId: "m" })).toBe(true);
    expect(await deliveries.settle(id, "h1", at, { state: "failed", failure: "x" })).toBe(false);
    expect(await everyUnsettled(plusMilliseconds(at, 10 ** 9))).not.toContain(id);
    const settled = await deliveries.get(id);
    expect(settled).toMatchObject({ state: "delivered", messageId: "m", settledAt: at });
    expect(settled?.nextAttemptAt).toBeUndefined();
    expect(await claim(id, "h3", plusMilliseconds(at, 10 ** 9))).toBeUndefined();
  });

  it("is taken from a sender whose lease has ended", async () => {
    const id = await opened();
    await claim(id, "h1");
    await claim(id, "h2", later);
    expect(await deliveries.settle(id, "h1", later, { state: "delivered", messageId: "m" })).toBe(false);
    expect(await deliveries.postpone(id, "h1", later)).toBe(false);
    expect(await deliveries.postpone(id, "h2", plusMilliseconds(later, 600_000))).toBe(true);
    expect(await claim(id, "h3", plusMilliseconds(later, 60_000))).toBeUndefined();
  });
});

describe("residents' deliveries", () => {
  const fresh = (version: number) =>
    openDelivery({
      id: `K7M29QXR4T3B#${version}`,
      recipient: { kind: "resident", caseNumber: CaseNumber.parse("K7M29QXR4T3B") },
      content,
      createdAt: at,
      notBefore: at,
      urgent: false,
    });

  it("are opened once, however often an entry is passed on", async () => {
    expect(await deliveries.open(fresh(2))).toBe(true);
    await claim(fresh(2).id);
    expect(await deliveries.open(fresh(2))).toBe(false);
    expect(await deliveries.get(fresh(2).id)).toMatchObject({ state: "claimed", content });
  });

  it("are found page by page, and tell when they are next due", async () => {
    const { client, names } = await freshTables();
    const own = deliveryStore(client, names.reminders);
    const segments = Array.from({ length: SEGMENTS }, (_, segment) => segment);
    for (let version = 1; version <= 40; version += 1) await own.open(fresh(version));
    const found: string[] = [];
    for (const segment of segments) {
      let cursor: string | undefined;
      do {
        const page = await own.unsettled(segment, at, { limit: 2, cursor });
        expect(page.deliveries.length).toBeLessThanOrEqual(2);
        found.push(...page.deliveries.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    expect(new Set(found).size).toBe(40);
    expect(found).toHaveLength(40);
    const earliest = await Promise.all(segments.map((segment) => own.earliestAttempt(segment)));
    expect(new Set(earliest)).toEqual(new Set([at]));
  });
});
