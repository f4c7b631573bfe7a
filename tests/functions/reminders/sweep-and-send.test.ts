import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SweepIncomplete } from "../../../functions/reminders/sweep-deadlines.ts";
import type { Roster } from "../../../shared/directory/roster.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { roster, town } from "../../domain/reminders/sample-case.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

const c = roster.centre;
/** The licence's accepting post is a comprehensive one: A = a1, who also heads every window; B = a2. */
const [A, B, DEPUTY, DIRECTOR] = ["a1", "a2", "deputy", "director"].map((person) => phoneOf(roster, person)) as [
  string,
  string,
  string,
  string,
];
/** A licence received on Friday 2026-09-18: notice due on 09-24, five working days with the make-up Sunday. */
const YELLOW = "2026-09-23T08:30";
const RED = "2026-09-28T08:30";
const local = (text: string) => instant(`${text}:00+08:00`);

const away = (...people: string[]): Roster => ({
  ...roster,
  absences: people.map((person) => ({
    schema: 1,
    id: `${person}-away`,
    staffId: `${c}-${person}`,
    centre: c,
    kind: "leave",
    from: local("2026-09-18T08:00"),
    recordedBy: `${c}-deputy`,
    recordedAt: local("2026-09-18T08:00"),
  })),
});

let world: World;
const lines: string[] = [];
beforeEach(async () => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

const sentTo = () => world.taken.map(({ to }) => to).sort();
const sweepAndSend = async () => {
  const outcome = await world.sweep();
  await world.receive();
  return outcome;
};

describe("the sweep of deadlines", () => {
  it("R29 fires nothing before the day, and says to the minute when it is next needed", async () => {
    const filed = await world.file();
    expect(filed.clocks.notice?.dueOn).toBe("2026-09-24");
    expect(await world.sweep()).toEqual({
      nextNeededAt: local(YELLOW),
      fired: 0,
      deliveries: 0,
      republished: 0,
      failed: 0,
    });
    world.moveTo("2026-09-23T08:25");
    expect((await world.sweep()).fired).toBe(0);
  });

  it("R29 tells whoever is on duty and the window's head on the yellow day: one SMS when they are one person", async () => {
    await world.file();
    world.moveTo(YELLOW);
    expect(await world.sweep()).toEqual({ nextNeededAt: world.at, fired: 1, deliveries: 1, republished: 0, failed: 0 });
    await world.receive();
    expect(world.taken).toMatchObject([
      { to: A, id: `${c}-a1#${world.at}`, text: "【滕州政务服务】事项K7M2-9QXR-4T3B将于9月24日到期，请及时办理。" },
    ]);
    world.tick();
    // Published once more, to look for its receipt.
    expect(await sweepAndSend()).toMatchObject({ fired: 0, deliveries: 0, republished: 1 });
    world.tick();
    expect(await world.sweep()).toEqual({
      nextNeededAt: instant("2026-09-24T17:30:00.001+08:00"),
      fired: 0,
      deliveries: 0,
      republished: 0,
      failed: 0,
    });
  });

  it("R30, R32 tells on duty, deputy and director on the red day, and each stage once", async () => {
    await world.file();
    world.moveTo(YELLOW);
    await world.liveOn(local("2026-09-23T20:00"));
    world.moveTo(RED);
    expect(await world.liveOn(local("2026-09-28T20:00"))).toBe(local("2026-09-29T08:30"));
    expect(sentTo()).toEqual([A, A, DEPUTY, DIRECTOR].sort());
    expect(world.taken.at(-1)?.text).toBe("【滕州政务服务】事项K7M2-9QXR-4T3B已于9月24日到期，请尽快办理。");
  });

  it("R15 writes down that a silent licence is accepted as of its receipt, and tells its new post of the promise", async () => {
    const { number } = await world.file();
    world.moveTo("2026-09-24T17:30");
    await sweepAndSend();
    expect((await world.cases.get(number)).state).toBe("filed");
    world.moveTo("2026-09-24T17:35");
    await sweepAndSend();
    world.tick();
    expect((await sweepAndSend()).nextNeededAt).toBe(local(RED));
    const after = await world.cases.get(number);
    expect(after).toMatchObject({ state: "accepted", acceptedOn: "2026-09-18", version: 2 });
    expect(after.ledger[1]).toMatchObject({ what: "accepted", by: { kind: "clock" }, facts: { deemed: true } });
  });

  it("R15 lets three runs at once write a silence once", async () => {
    const { number } = await world.file();
    world.moveTo("2026-09-25T10:00");
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    expect((await world.cases.get(number)).ledger.map(({ what }) => what)).toEqual(["filed", "accepted"]);
  });

  it("R39 tells B while A is recorded absent", async () => {
    await world.file();
    world.roster = away("a1");
    world.moveTo(YELLOW);
    await sweepAndSend();
    expect(sentTo()).toEqual([B, DEPUTY].sort());
  });

  it("R34 tells the municipal office when nobody of the centre can be reached", async () => {
    await world.file();
    world.roster = away("a1", "a2", "deputy", "director");
    world.moveTo(YELLOW);
    await sweepAndSend();
    expect(sentTo()).toEqual([town.office[0]?.phone]);
  });

  it("R34 keeps a stage due, and fails, while nobody at all can be reached", async () => {
    await world.file();
    world.roster = away("a1", "a2", "deputy", "director");
    world.office = [];
    world.moveTo(YELLOW);
    await expect(world.sweep()).rejects.toThrow(SweepIncomplete);
    world.roster = roster;
    world.tick();
    expect((await sweepAndSend()).fired).toBe(1);
    expect(sentTo()).toEqual([A]);
  });

  it("R36 makes one digest of a person's cases", async () => {
    for (const number of ["K7M29QXR4T3B", "AAAABBBBCCCC", "DDDDEEEEFFFF"]) await world.file({ number });
    world.moveTo(YELLOW);
    expect(await sweepAndSend()).toMatchObject({ fired: 3, deliveries: 1 });
    expect(world.taken.map(({ text }) => text)).toEqual([
      "【滕州政务服务】您有3件事项即将到期，最早的将于9月24日到期，请及时办理。",
    ]);
  });

  it("R32 makes up for an outage with both stages in one digest", async () => {
    await world.file();
    world.moveTo("2026-09-28T10:00");
    expect(await sweepAndSend()).toMatchObject({ fired: 2, deliveries: 3 });
    expect(world.taken.map(({ template }) => template)).toEqual(["overdue-one", "overdue-one", "overdue-one"]);
  });

  it("R36 leaves what it finds at night to one digest of the next working morning", async () => {
    await world.file();
    world.moveTo("2026-09-23T21:00");
    expect(await world.sweep()).toMatchObject({ nextNeededAt: local("2026-09-24T08:00"), fired: 1, deliveries: 0 });
    await world.file({ number: "AAAABBBBCCCC" });
    world.tick();
    await world.sweep();
    expect(world.topic).toEqual([]);
    world.moveTo("2026-09-24T08:00");
    expect(await sweepAndSend()).toMatchObject({ republished: 1 });
    expect(world.taken).toMatchObject([{ to: A, template: "due-many", params: { count: "2" } }]);
  });

  it("R36 reminds of an hour clock on a rest day at night", async () => {
    await world.file({ item: "temporary-assistance", urgent: true, filedAt: "2026-10-02T23:30" });
    world.moveTo("2026-10-03T21:30");
    expect(await sweepAndSend()).toMatchObject({ fired: 1 });
    expect(world.taken.map(({ template }) => template)).toContain("due-one");
  });

  it("R32 tells nobody twice when two runs meet", async () => {
    for (const number of ["K7M29QXR4T3B", "AAAABBBBCCCC", "DDDDEEEEFFFF"]) await world.file({ number });
    world.moveTo("2026-09-28T10:00");
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    await world.receive();
    await world.liveOn(local("2026-09-28T20:00"));
    expect(sentTo()).toEqual([A, DEPUTY, DIRECTOR].sort());
  });

  it("publishes again what was lost on its way", async () => {
    await world.file();
    world.moveTo(YELLOW);
    await world.sweep();
    world.topic.length = 0;
    world.tick();
    expect(await sweepAndSend()).toMatchObject({ fired: 0, deliveries: 0, republished: 1 });
    expect(sentTo()).toEqual([A]);
  });

  it("does not let one case's trouble stop the others, and fails at the end", async () => {
    await world.file();
    await world.file({ number: "AAAABBBBCCCC", roster: town.rosters[1]! });
    world.moveTo(YELLOW);
    await expect(world.sweep()).rejects.toThrow("1 failed");
    await world.receive();
    expect(sentTo()).toEqual([A]);
    expect(lines.filter((line) => line.includes("case-not-swept"))).toHaveLength(1);
  });

  it("publishes what is open though no case can be read, and fails at the end", async () => {
    await world.file();
    world.moveTo(YELLOW);
    await world.sweep();
    world.topic.length = 0;
    world.tick();
    await world.file({ number: "AAAABBBBCCCC", filedAt: "2026-09-18T09:30" });
    const read = vi.spyOn(BatchGetCommand.prototype, "resolveMiddleware").mockImplementation(() => {
      throw new Error("throttled");
    });
    await expect(world.sweep()).rejects.toThrow("1 failed");
    read.mockRestore();
    expect(world.topic).toHaveLength(1);
  });

  it("stops in time and goes on in the next run", async () => {
    await world.file();
    world.moveTo(YELLOW);
    world.remaining = 5_000;
    expect(await world.sweep()).toMatchObject({ nextNeededAt: world.at, fired: 0 });
    world.remaining = 240_000;
    expect((await world.sweep()).fired).toBe(1);
  });
});

describe("sending a delivery", () => {
  const due = async () => {
    await world.file();
    world.moveTo(YELLOW);
    await world.sweep();
    return world.topic.splice(0)[0] ?? "";
  };

  it("is sent once, however often it is asked for", async () => {
    const id = await due();
    expect((await Promise.all([world.send(id), world.send(id), world.send(id)])).sort()).toEqual([
      "left-alone",
      "left-alone",
      "sent",
    ]);
    expect(await world.deliveries.get(id)).toMatchObject({ state: "sent", messageId: "m-1", attempts: 1 });
  });

  it("R34 passes on to the next above when the gateway refuses the number for good", async () => {
    await world.file();
    world.answer = ({ to }) => (to === A ? { outcome: "rejected", code: "isv.MOBILE_NUMBER_ILLEGAL" } : undefined);
    world.moveTo(YELLOW);
    await world.liveOn(local("2026-09-23T20:00"));
    expect(sentTo()).toEqual([B]);
    expect(await world.deliveries.get(`${c}-a1#${local(YELLOW)}`)).toMatchObject({
      state: "failed",
      failure: "isv.MOBILE_NUMBER_ILLEGAL",
    });
  });

  it("R34 tells nobody a second time who was told of the stage anyway", async () => {
    await world.file();
    world.moveTo(YELLOW);
    await world.liveOn(local("2026-09-23T20:00"));
    world.answer = ({ to }) => (to === DEPUTY ? { outcome: "rejected", code: "x" } : undefined);
    world.moveTo(RED);
    await world.liveOn(local("2026-09-28T20:00"));
    expect(sentTo()).toEqual([A, A, DIRECTOR].sort());
  });

  it("R34 passes on when the person has no phone any more", async () => {
    const id = await due();
    const staff = roster.staff.map(({ phone, ...member }) =>
      member.id.endsWith("-a1") ? member : { ...member, ...(phone && { phone }) },
    );
    world.roster = { ...roster, staff };
    expect(await world.send(id)).toBe("failed");
    world.tick();
    await world.sweep();
    await world.receive();
    expect(sentTo()).toEqual([B]);
  });

  it("tries again later after a passing refusal, with the same words", async () => {
    const id = await due();
    world.answer = () => ({ outcome: "deferred", code: "isv.AMOUNT_NOT_ENOUGH", account: true });
    expect(await world.send(id)).toBe("postponed");
    expect(lines.join("\n")).toContain("sms-account-blocked");
    const held = await world.deliveries.get(id);
    expect(held).toMatchObject({ state: "claimed", nextAttemptAt: local("2026-09-23T08:35") });
    world.answer = undefined;
    expect(await world.send(id)).toBe("left-alone");
    world.tick();
    expect(await world.send(id)).toBe("sent");
    expect(world.taken[0]).toMatchObject(held?.content ?? {});
  });

  it("does not send again what the gateway took on without an answer", async () => {
    const id = await due();
    world.answer = (sms) => {
      world.taken.push(sms);
      return { outcome: "unknown", code: "no-answer" };
    };
    expect(await world.send(id)).toBe("postponed");
    world.answer = undefined;
    world.tick();
    expect(await world.send(id)).toBe("sent");
    expect(world.taken).toHaveLength(1);
  });

  it("does not send while the gateway cannot say what became of the last attempt", async () => {
    const id = await due();
    world.answer = () => ({ outcome: "unknown", code: "no-answer" });
    await world.send(id);
    world.answer = undefined;
    world.found = { outcome: "unknown", code: "no-answer" };
    world.tick();
    expect(await world.send(id)).toBe("postponed");
    expect(world.taken).toEqual([]);
  });

  it("R34 gives up after a day of tries and tells the next above", async () => {
    const id = await due();
    world.answer = ({ to }) => (to === A ? { outcome: "deferred", code: "busy", account: false } : undefined);
    let tries = 0;
    for (; (await world.send(id)) !== "failed"; tries += 1) {
      world.at = (await world.deliveries.get(id))?.nextAttemptAt ?? world.at;
    }
    expect(tries).toBeGreaterThanOrEqual(10);
    expect(world.at > local("2026-09-24T08:30")).toBe(true);
    world.tick();
    await sweepAndSend();
    expect(sentTo()).toEqual([B]);
  });

  it("R34 tells the next above within the receipt's limit, and tries on", async () => {
    await due();
    world.answer = ({ to }) => (to === A ? { outcome: "deferred", code: "busy", account: false } : undefined);
    await world.liveOn(local("2026-09-23T09:20"));
    expect(sentTo()).toEqual([]);
    await world.liveOn(local("2026-09-23T10:30"));
    expect(sentTo()).toEqual([B]);
    world.answer = undefined;
    await world.liveOn(local("2026-09-23T16:00"));
    expect(sentTo()).toEqual([A, B].sort());
  });

  it("R34 tells the next above, and ends, when something goes wrong at every attempt", async () => {
    const id = await due();
    world.answer = ({ to }) => {
      if (to === A) throw new Error("no access key");
      return undefined;
    };
    let failed = 0;
    for (let state: string | undefined = "open"; state !== "failed"; state = (await world.deliveries.get(id))?.state) {
      await world.send(id).catch(() => (failed += 1));
      world.at = (await world.deliveries.get(id))?.nextAttemptAt ?? world.at;
    }
    expect(failed).toBeGreaterThanOrEqual(11);
    expect(await world.deliveries.get(id)).toMatchObject({ failure: "internal" });
    world.tick();
    await sweepAndSend();
    expect(sentTo()).toEqual([B]);
  });

  it("R39 tells B when A's absence has begun since the stage was bound to A, and sounds no alarm of failure", async () => {
    const id = await due();
    world.roster = away("a1");
    expect(await world.send(id)).toBe("failed");
    expect(await world.deliveries.get(id)).toMatchObject({ state: "failed", failure: "absent" });
    expect(lines.filter((line) => line.includes("sms-failed"))).toEqual([]);
    world.tick();
    await sweepAndSend();
    expect(sentTo()).toEqual([B]);
  });

  it("R36 holds a late message back until the next working morning", async () => {
    const id = await due();
    world.moveTo("2026-09-23T20:05");
    expect(await world.send(id)).toBe("postponed");
    expect((await world.deliveries.get(id))?.nextAttemptAt).toBe(local("2026-09-24T08:00"));
  });

  it("does not start a sending that its lease no longer covers", async () => {
    const id = await due();
    world.onRoster = () => {
      world.at = instant("2026-09-23T08:30:30+08:00");
    };
    expect(await world.send(id)).toBe("left-alone");
    expect(world.taken).toEqual([]);
    world.tick();
    expect(await world.send(id)).toBe("sent");
  });

  it("logs no number, no name and no text", async () => {
    const id = await due();
    await world.send(id);
    expect(lines.some((line) => line.includes("sms-sent"))).toBe(true);
    for (const line of lines) expect(line).not.toMatch(/1\d{10}|示|到期/);
  });
});
