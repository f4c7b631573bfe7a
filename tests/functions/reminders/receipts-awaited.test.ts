import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inGroups } from "../../../shared/kernel/ids.ts";
import { instant, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { openDelivery, residentDeliveryId } from "../../../shared/reminders/delivery.ts";
import type { FindOutcome } from "../../../shared/reminders/gateway.ts";
import { roster, town } from "../../domain/reminders/sample-case.ts";
import { Fate, phoneOf, type World, worldInMemory } from "./world.ts";

const c = roster.centre;
/** A also heads the window, so that yellow is one SMS; B is next on the ladder. */
const [A, B] = [phoneOf(roster, "a1"), phoneOf(roster, "a2")];
const YELLOW = "2026-09-23T08:30";
const NONE: FindOutcome = { outcome: "absent" };
const local = (text: string) => instant(`${text}:00+08:00`);
const MINUTE_MS = 60_000;

let world: World;
const lines: string[] = [];
beforeEach(async () => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  world = await worldInMemory();
});
afterEach(() => vi.restoreAllMocks());

const sentTo = () => world.taken.map(({ to }) => to);
/** Sends A's yellow reminder. */
const sent = async () => {
  await world.file();
  world.moveTo(YELLOW);
  await world.sweep();
  const [id = ""] = world.topic.splice(0);
  expect(await world.send(id)).toBe("sent");
  return id;
};
const round = async () => {
  await world.sweep();
  await world.receive();
};
/** Every five minutes, as the schedule does. */
const liveFor = async (minutes: number) => {
  for (let passed = 0; passed < minutes; passed += 5) {
    world.tick();
    await round();
  }
};

describe("a message that the gateway took on", () => {
  it("waits for its receipt, with what is known of it", async () => {
    const id = await sent();
    expect(await world.deliveries.get(id)).toMatchObject({
      state: "sent",
      sentAt: local(YELLOW),
      messageId: "m-1",
      parts: 1,
      maskedTo: `${A.slice(0, 3)}****${A.slice(-4)}`,
      nextAttemptAt: plusMilliseconds(local(YELLOW), 5 * MINUTE_MS),
    });
    expect(await world.send(id)).toBe("left-alone");
  });

  it("is delivered when its receipt says so, however often that is looked for", async () => {
    const id = await sent();
    world.tick();
    expect((await Promise.all([world.send(id), world.send(id)])).sort()).toEqual(["delivered", "left-alone"]);
    expect(await world.deliveries.get(id)).toMatchObject({ state: "delivered", settledAt: world.at, checks: 1 });
    expect(world.taken).toHaveLength(1);
  });

  it("is looked for again and again while there is no receipt, and found late", async () => {
    const id = await sent();
    world.receipt = () => NONE;
    await liveFor(30);
    world.receipt = () => ({ outcome: "delivered" });
    await liveFor(30);
    expect(await world.deliveries.get(id)).toMatchObject({ state: "delivered" });
    expect(sentTo()).toEqual([A]);
  });

  it("is found under the day on which the gateway took it on, when its answer was lost", async () => {
    await world.file();
    world.moveTo(YELLOW);
    world.at = local("2026-09-23T19:58");
    await world.sweep();
    const [id = ""] = world.topic.splice(0);
    world.answer = (sms) => {
      world.taken.push(sms);
      return { outcome: "unknown", code: "no-answer" };
    };
    await world.send(id);
    world.answer = undefined;
    world.found = { outcome: "pending" };
    world.receipt = ({ sentOn }) => (sentOn === "2026-09-23" ? { outcome: "delivered" } : NONE);
    world.moveTo("2026-09-24T08:00");
    await round();
    expect(await world.deliveries.get(id)).toMatchObject({ state: "sent", sentAt: local("2026-09-24T08:00") });
    await liveFor(5);
    expect(sentTo()).toEqual([A]);
    expect(await world.deliveries.get(id)).toMatchObject({ state: "delivered" });
  });

  it("R34 tells nobody, and undoes nothing, when somebody else has found meanwhile that it arrived", async () => {
    const id = await sent();
    world.receipt = () => NONE;
    await liveFor(55);
    world.tick();
    // Held up for longer than a lease; another sender looks meanwhile, and finds the receipt.
    world.receipt = async () => {
      world.at = plusMilliseconds(world.at, 2 * MINUTE_MS);
      const until = plusMilliseconds(world.at, MINUTE_MS);
      expect(await world.deliveries.claim(id, { holder: "another", at: world.at, until })).toBeDefined();
      await world.deliveries.settle(id, "another", world.at, { state: "delivered" });
      return NONE;
    };
    expect(await world.send(id)).toBe("left-alone");
    expect(await world.deliveries.notifications([`K7M29QXR4T3B#notice#1#yellow#after/${c}-a1`])).toEqual([]);
    expect(lines.filter((line) => line.includes("sms-unconfirmed"))).toEqual([]);
  });

  it("R34 goes to the next on the ladder when its receipt says that it never arrives", async () => {
    const id = await sent();
    world.receipt = ({ to }) =>
      to === A ? { outcome: "undeliverable", code: "MOBILE_NOT_ON_SERVICE" } : { outcome: "delivered" };
    await liveFor(20);
    expect(sentTo()).toEqual([A, B]);
    expect(await world.deliveries.get(id)).toMatchObject({ state: "failed", failure: "MOBILE_NOT_ON_SERVICE" });
  });

  it.each([[NONE], [{ outcome: "pending" }], [{ outcome: "unknown", code: "no-answer" }]] as const)(
    "R34 is unconfirmed after the limit (%j), and the next on the ladder is told: both facts are kept",
    async (receipt) => {
      const id = await sent();
      world.receipt = ({ to }) => (to === A ? receipt : { outcome: "delivered" });
      await liveFor(55);
      expect(sentTo()).toEqual([A]);
      await liveFor(15);
      expect(sentTo()).toEqual([A, B]);
      const first = await world.deliveries.get(id);
      expect(first).toMatchObject({ state: "unconfirmed", failure: "no-receipt", messageId: "m-1" });
      const [passedOn] = await world.deliveries.notifications([`K7M29QXR4T3B#notice#1#yellow#after/${c}-a1`]);
      expect(await world.deliveries.get(passedOn?.deliveryId ?? "")).toMatchObject({ state: "delivered" });
    },
  );

  it("R34 goes up the whole ladder while nobody's receipt comes, and at last sounds the alarm", {
    timeout: 120_000,
  }, async () => {
    await sent();
    world.receipt = () => NONE;
    // An hour for each of them, and a run to send; seldom enough for a busy machine.
    for (let minutes = 0; minutes < 11 * 60; minutes += 20) {
      world.at = plusMilliseconds(world.at, 20 * MINUTE_MS);
      await round();
    }
    const office = [...town.office].sort((a, b) => (a.role === "office-head" ? -1 : b.role === "office-head" ? 1 : 0));
    const leaders = ["deputy", "director"].map((person) => phoneOf(roster, person));
    expect(sentTo()).toEqual([A, B, ...leaders, ...office.map(({ phone }) => phone)]);
    expect(lines.filter((line) => line.includes("nobody-left"))).toHaveLength(1);
  });

  it("R36 looks for a receipt at night, and wakes nobody", async () => {
    await world.file();
    world.moveTo("2026-09-23T19:55");
    await round();
    world.receipt = () => NONE;
    await liveFor(120);
    expect(sentTo()).toEqual([A]);
    world.moveTo("2026-09-24T08:00");
    await round();
    expect(sentTo()).toEqual([A, B]);
  });

  it("R34 tells the next one once, whoever dies after whichever write", async () => {
    let diesAfter = 0;
    for (let died = true; died; diesAfter += 1) {
      world = await worldInMemory();
      await sent();
      world.receipt = ({ to }) => (to === A ? { outcome: "undeliverable", code: "x" } : { outcome: "delivered" });
      world.tick();
      await world.sweep();
      const fate = new Fate(diesAfter);
      world.fate = fate;
      await world.receive();
      died = fate.writes >= diesAfter && diesAfter < 40;
      world.fate = new Fate();
      await liveFor(15);
      expect({ diesAfter, to: sentTo() }).toEqual({ diesAfter, to: [A, B] });
    }
    // The look is claimed, the next one's notification and delivery are made, the first delivery settled.
    expect(diesAfter).toBeGreaterThanOrEqual(5);
  });

  it("is looked for by its gateway's own id, on the day it was sent", async () => {
    const id = await sent();
    const asked: unknown[] = [];
    world.receipt = (question) => {
      asked.push(question);
      return NONE;
    };
    world.moveTo("2026-09-23T08:35");
    await world.send(id);
    expect(asked).toEqual([{ id, to: A, sentOn: "2026-09-23", messageId: "m-1" }]);
  });
});

/** An SMS to the case's resident. */
const residentsMessage = async (): Promise<string> => {
  const { number } = await world.file({ number: "EEEEFFFFGGGG", notifyBySms: true, phone: "10000000001" });
  const id = residentDeliveryId(number, 1);
  const content = { template: "resident-step", params: { number: inGroups(number) } } as const;
  const recipient = { kind: "resident", caseNumber: number } as const;
  const times = { createdAt: world.at, notBefore: world.at };
  await world.deliveries.open(openDelivery({ id, recipient, ...times, urgent: false, content }));
  return id;
};

describe("caps", () => {
  it("hold back what is too much for one number on one day until the next working morning; R34 the next person knows at once", async () => {
    world.limits = { ...world.limits, perNumberPerDay: 1 };
    await sent();
    await world.file({ number: "AAAABBBBCCCC", filedAt: "2026-09-18T09:30" });
    world.tick();
    await liveFor(30);
    expect(sentTo()).toEqual([A, B]);
    expect(lines.filter((line) => line.includes("sms-daily-cap"))).toHaveLength(1);
    world.moveTo("2026-09-24T08:00");
    await round();
    expect(sentTo()).toEqual([A, B, A]);
  });

  it("count one message once, however often it is tried", async () => {
    world.limits = { ...world.limits, perNumberPerDay: 1 };
    await world.file();
    world.moveTo(YELLOW);
    await world.sweep();
    const [id = ""] = world.topic.splice(0);
    world.answer = () => ({ outcome: "deferred", code: "busy", account: false });
    expect(await world.send(id)).toBe("postponed");
    world.answer = undefined;
    world.tick();
    expect(await world.send(id)).toBe("sent");
  });

  it("do not hold back an hour clock", async () => {
    world.limits = { ...world.limits, perNumberPerDay: 1 };
    for (const number of ["K7M29QXR4T3B", "AAAABBBBCCCC"]) {
      const filedAt = number.startsWith("K") ? "2026-10-02T23:30" : "2026-10-02T23:40";
      await world.file({ number, item: "temporary-assistance", urgent: true, filedAt });
    }
    world.moveTo("2026-10-03T21:30");
    await round();
    world.moveTo("2026-10-03T21:40");
    await round();
    const most = Math.max(...Object.values(Object.groupBy(sentTo(), (to) => to)).map((all) => all?.length ?? 0));
    expect(most).toBe(2);
    expect(lines.join("\n")).not.toContain("sms-daily-cap");
  });

  it("of a month stop what residents would be sent, and say so; what staff are reminded of goes on", async () => {
    world.limits = { ...world.limits, partsPerMonth: 1 };
    await sent();
    const resident = await residentsMessage();
    expect(await world.send(resident)).toBe("postponed");
    expect(lines.filter((line) => line.includes("sms-monthly-cap"))).toHaveLength(1);
    expect(sentTo()).toEqual([A]);
    world.moveTo("2026-09-24T08:30");
    await world.file({ number: "AAAABBBBCCCC", filedAt: "2026-09-20T09:30" });
    await round();
    expect(sentTo().filter((to) => to === A).length).toBeGreaterThan(1);
    world.moveTo("2026-10-09T10:00");
    expect(await world.send(resident)).toBe("sent");
  });
});
