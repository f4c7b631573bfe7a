/** R35 on real tables, with the rights that sweep and watchdog are deployed with. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WatchIncomplete } from "../../../functions/reminders/watch-deadlines.ts";
import { accept } from "../../../shared/casework/handling.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { notificationId } from "../../../shared/reminders/notification.ts";
import { filedCase, occasion, roster } from "../../domain/reminders/sample-case.ts";
import { CLERK } from "../../support/casework.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

/** Filed on Friday 2026-09-18: yellow on the 23rd, silence after the 24th, red on the 28th. */
const [YELLOW, RED] = ["2026-09-23T08:30", "2026-09-28T08:30"];
const AFTER_RED = "2026-09-28T10:00";
const EVERYONE = ["a1", "deputy", "director"].map((person) => phoneOf(roster, person)).sort();
const local = (text: string) => instant(`${text}:00+08:00`);

let world: World;
let said: Record<string, unknown>[];
beforeEach(async () => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(JSON.parse(line)));
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

const read = (number: string) => world.cases.get(CaseNumber.parse(number));
const saying = (code: string) => said.filter((line) => line.code === code);
const sentTo = () => world.taken.map(({ to }) => to).sort();
/** As no move ever writes it. */
const spoil = (number: string, expression: string, values?: Record<string, unknown>) =>
  world.client.send(
    new UpdateCommand({
      TableName: world.names.cases,
      Key: { pk: `case#${number}`, sk: "case" },
      UpdateExpression: expression,
      ...(values && { ExpressionAttributeValues: values }),
    }),
  );
const WITHOUT_NEXT = "REMOVE nextStageAt, nextStage, stageSegment";
/** The file's three stages and its silence, as all of it has come out. */
const expectMadeUpFor = async (number: string) => {
  const after = await read(number);
  expect(Object.keys(after.firedStages).sort()).toEqual(["notice#1#red", "notice#1#yellow"]);
  expect(after.ledger.map(({ what }) => what)).toEqual(["filed", "accepted"]);
  return after;
};

describe("the watchdog", () => {
  it("R35 finds nothing while the sweep does its work, and says when it is next needed", async () => {
    await world.file();
    expect(await world.watch()).toEqual({
      nextNeededAt: instant("2026-09-23T08:40:00.001+08:00"),
      watched: 1,
      missed: 0,
      fired: 0,
      stuck: 0,
      failed: 0,
    });
    world.moveTo("2026-09-23T08:40");
    expect(await world.watch()).toMatchObject({ missed: 0, fired: 0 });
    await world.sweep();
    await world.receive();
    world.moveTo("2026-09-23T08:45");
    expect(await world.watch()).toMatchObject({ watched: 1, missed: 0 });
    expect(saying("stage-missed")).toEqual([]);
  });

  it("R35 raises an alarm, fires late and says so, when the sweep does not run", async () => {
    const { number } = await world.file();
    world.moveTo("2026-09-23T08:45");
    const outcome = { nextNeededAt: world.at, watched: 1, missed: 1, fired: 1, stuck: 0, failed: 0 };
    expect(await world.watch()).toEqual(outcome);
    expect(saying("stage-missed")).toEqual([
      { code: "stage-missed", caseNumber: number, stageId: "notice#1#yellow", minutesLate: 15 },
    ]);
    expect((await read(number)).firedStages).toEqual({ "notice#1#yellow": { at: world.at, late: true } });
    const [told] = await world.deliveries.notifications([notificationId(number, "notice#1#yellow", "on-duty")]);
    expect(told?.late).toBe(true);
    await world.receive();
    expect(sentTo()).toEqual([phoneOf(roster, "a1")]);
    world.moveTo("2026-09-23T09:00");
    expect(await world.watch()).toMatchObject({ missed: 0, fired: 0 });
  });

  it.each([
    ["is missing", WITHOUT_NEXT, undefined],
    ["lies in the wrong place", "SET nextStageAt = :at", { ":at": local("2030-01-01T08:30") }],
    ["is of a clock that it has not", "SET nextStage = :id", { ":id": "delivery#3#red" }],
    ["is in no segment", "REMOVE stageSegment", undefined],
  ])("R35 finds a stage whose next stage %s, and puts the right one in", async (_, expression, values) => {
    const { number } = await world.file();
    await spoil(number, expression, values);
    world.moveTo("2026-09-23T09:00");
    await world.sweep().catch(() => undefined);
    expect((await read(number)).firedStages).toEqual({});
    expect(await world.watch()).toMatchObject({ missed: 1, fired: 1 });
    const silence = (await read(number)).nextStage;
    expect(silence?.id).toBe("notice#1#silence");
    world.moveTo(AFTER_RED);
    expect(await world.sweep()).toMatchObject({ fired: 1, failed: 0 });
    await expectMadeUpFor(number);
  });

  it("R35, R15 acts on a silence that was not acted on", async () => {
    const { number } = await world.file();
    world.moveTo(YELLOW);
    await world.sweep();
    await spoil(number, WITHOUT_NEXT);
    world.moveTo("2026-09-25T09:00");
    expect(await world.watch()).toMatchObject({ missed: 1, fired: 0 });
    expect(saying("stage-missed")).toMatchObject([{ stageId: "notice#1#silence" }]);
    expect(await read(number)).toMatchObject({ state: "accepted", nextStage: { id: "notice#1#red" } });
  });

  it("R35 watches hour clocks, at night and on a rest day", async () => {
    const { number } = await world.file({ item: "temporary-assistance", urgent: true, filedAt: "2026-10-02T23:30" });
    await spoil(number, WITHOUT_NEXT);
    world.moveTo("2026-10-03T21:45");
    expect(await world.watch()).toMatchObject({ missed: 1, fired: 1 });
    await world.receive();
    expect(world.taken.map(({ template }) => template)).toContain("due-one");
  });

  it("R35 leaves to the sweep, for ten minutes, what a move has just brought into the past", async () => {
    const subject = accept(filedCase(), { ...occasion("2026-10-30T09:00"), by: CLERK });
    await world.cases.file(subject);
    world.moveTo("2026-10-30T09:05");
    expect(subject.nextStage && subject.nextStage.at < world.at).toBe(true);
    expect(await world.watch()).toMatchObject({ missed: 0 });
    world.moveTo("2026-10-30T09:15");
    expect(await world.watch()).toMatchObject({ missed: 1 });
  });

  it("R35 does not let one case's trouble stop the others, and fails at the end", async () => {
    const [broken, ...whole] = ["AAAABBBBCCCC", "DDDDEEEEFFFF", "K7M29QXR4T3B"] as const;
    for (const number of [broken, ...whole]) await world.file({ number });
    await spoil(broken, "SET clocks = :none", { ":none": "none" });
    world.moveTo("2026-09-23T08:45");
    await expect(world.watch()).rejects.toThrow(WatchIncomplete);
    expect(saying("case-not-watched")).toMatchObject([{ caseNumber: broken, error: "unreadable" }]);
    for (const number of whole) expect((await read(number)).firedStages).toHaveProperty(["notice#1#yellow"]);
  });

  it("R35 fails when its time runs out before every case was compared", async () => {
    await world.file();
    world.remaining = 1;
    await expect(world.watch()).rejects.toThrow("time ran out");
  });

  it("leaves closed cases alone", async () => {
    const { number } = await world.file();
    const subject = await read(number);
    await world.cases.save({ ...subject, state: "withdrawn", version: 2 }, 1);
    expect(await world.watch()).toMatchObject({ watched: 0, nextNeededAt: null });
  });
});

describe("a delivery that nobody claims", () => {
  it("R35 is heard of after a quarter of an hour, and offered again", async () => {
    await world.file();
    world.moveTo(YELLOW);
    await world.sweep();
    const [id] = world.topic.splice(0);
    world.moveTo("2026-09-23T08:45");
    expect(await world.watch()).toMatchObject({ stuck: 0 });
    world.moveTo("2026-09-23T09:00");
    expect(await world.watch()).toMatchObject({ stuck: 1 });
    expect(saying("delivery-stuck")).toEqual([{ code: "delivery-stuck", deliveryId: id, minutesLate: 30 }]);
    await world.receive();
    world.moveTo("2026-09-23T09:15");
    expect(await world.watch()).toMatchObject({ stuck: 0 });
    expect(world.taken).toHaveLength(1);
  });
});

describe("a scheduler that was down for days", () => {
  const CASES = ["K7M29QXR4T3B", "AAAABBBBCCCC", "DDDDEEEEFFFF"];
  it.each([
    ["the sweep first", async () => [await world.sweep(), await world.watch()]],
    ["the watchdog first", async () => [await world.watch(), await world.sweep()]],
    ["both at once", () => Promise.all([world.sweep(), world.watch()])],
    ["each twice at once", () => Promise.all([world.watch(), world.sweep(), world.watch(), world.sweep()])],
  ])("R35, R32 catches up once and tells nobody twice: %s", async (_, run) => {
    for (const number of CASES) await world.file({ number });
    world.moveTo(AFTER_RED);
    const outcomes = await run();
    // A case that two moved at once may be left to the next run.
    const again = [await world.sweep(), await world.watch()];
    const fired = [...outcomes, ...again].reduce((sum, outcome) => sum + outcome.fired, 0);
    expect(fired).toBe(2 * CASES.length);
    for (const number of CASES) await expectMadeUpFor(number);
    await world.receive();
    await world.liveOn(local("2026-09-28T20:00"));
    expect(sentTo()).toEqual(EVERYONE);
  });

  it("R35 marks every stage that it missed, and only these", async () => {
    const { number } = await world.file();
    world.moveTo("2026-09-28T08:35");
    await world.watch();
    const { firedStages } = await expectMadeUpFor(number);
    expect(firedStages).toEqual({
      "notice#1#yellow": { at: world.at, late: true },
      "notice#1#red": { at: world.at },
    });
    expect(local(RED) < world.at).toBe(true);
  });
});
