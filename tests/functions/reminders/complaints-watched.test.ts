/** R35 for complaints, on real tables, with the rights that sweep and watchdog are deployed with. */
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WatchIncomplete } from "../../../functions/reminders/watch-deadlines.ts";
import type { Complaint } from "../../../shared/complaints/complaint.ts";
import { withdrawComplaint } from "../../../shared/complaints/deciding.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { notificationId } from "../../../shared/reminders/notification.ts";
import { roster, town } from "../../domain/reminders/sample-case.ts";
import { complaintOccasion, filedComplaint } from "../../support/complaints.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

/** Filed on Friday 2026-09-18, 15 working days: half on the 30th, yellow on the 14th of October, due on the 15th, red on the 16th. */
const HALF = "handling#1#half";
const YELLOW = "handling#1#yellow";

let world: World;
let said: Record<string, unknown>[];
beforeEach(async () => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(JSON.parse(line)));
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

const saying = (code: string) => said.filter((line) => line.code === code);
const keyOf = ({ number }: Complaint) => ({ pk: `complaint#${number}`, sk: "complaint" });
/** As no move ever writes it. */
const spoil = (subject: Complaint, UpdateExpression: string, values?: Record<string, unknown>) =>
  world.client.send(
    new UpdateCommand({
      TableName: world.names.complaints,
      Key: keyOf(subject),
      UpdateExpression,
      ...(values && { ExpressionAttributeValues: values }),
    }),
  );
const filed = async (change: object = {}): Promise<Complaint> => {
  const created = filedComplaint({ centreCode: roster.centre, ...change }, "2026-09-18T10:00", {
    roster,
    office: town.office,
  });
  await world.complaints.file(created);
  return created;
};
const firedOf = async (subject: Complaint) => {
  const { Attributes } = await world.client.send(
    new UpdateCommand({ TableName: world.names.complaints, Key: keyOf(subject), ReturnValues: "ALL_NEW" }),
  );
  return Attributes?.firedStages;
};
const told = async (subject: Complaint, stage: string) =>
  (await world.deliveries.notifications([notificationId(subject.number, stage, "on-duty")]))[0];

describe("the watchdog over complaints", () => {
  it("R35 finds nothing while the sweep does its work, and says when it is next needed", async () => {
    const subject = await filed();
    expect(subject.nextStage?.id).toBe(HALF);
    expect(await world.watch()).toMatchObject({
      nextNeededAt: instant(new Date(Date.parse(subject.nextStage?.at ?? "") + 600_001).toISOString()),
      watched: 1,
      missed: 0,
    });
    world.at = subject.nextStage!.at;
    expect(await world.sweep()).toMatchObject({ fired: 1, failed: 0 });
    world.tick();
    world.tick();
    world.tick();
    expect(await world.watch()).toMatchObject({ watched: 1, missed: 0 });
    expect(saying("stage-missed")).toEqual([]);
  });

  it("R35 raises an alarm, fires late to the handler and says so, when the sweep does not run", async () => {
    const subject = await filed();
    world.moveTo("2026-10-14T09:00");
    expect(await world.watch()).toMatchObject({ watched: 1, missed: 1, fired: 2, failed: 0 });
    expect(saying("stage-missed")).toMatchObject([{ caseNumber: subject.number, stageId: HALF }]);
    expect(await firedOf(subject)).toEqual({
      [HALF]: { at: world.at, late: true },
      [YELLOW]: { at: world.at, late: true },
    });
    expect(await told(subject, YELLOW)).toMatchObject({ staffId: `${roster.centre}-deputy`, late: true });
    await world.receive();
    expect(new Set(world.taken.map(({ to }) => to))).toEqual(new Set([phoneOf(roster, "deputy")]));
    world.tick();
    expect(await world.watch()).toMatchObject({ missed: 0, fired: 0 });
  });

  it.each([
    ["is missing", "REMOVE nextStageAt, nextStage, stageSegment", undefined],
    ["lies in the wrong place", "SET nextStageAt = :at", { ":at": instant("2030-01-01T08:30:00+08:00") }],
    ["is of a clock that it has not", "SET nextStage = :id", { ":id": "delivery#3#red" }],
    ["is in no segment", "REMOVE stageSegment", undefined],
  ])("R35 finds a stage whose next stage %s, and puts the right one in", async (_, expression, values) => {
    const subject = await filed();
    await spoil(subject, expression, values);
    world.moveTo("2026-10-14T09:00");
    await world.sweep().catch(() => undefined);
    expect(await firedOf(subject)).toEqual({});
    expect(await world.watch()).toMatchObject({ missed: 1, fired: 2 });
    world.moveTo("2026-10-16T09:00");
    expect(await world.sweep()).toMatchObject({ fired: 1, failed: 0 });
    expect(Object.keys(await firedOf(subject))).toContain("handling#1#red");
  });

  it("R35, R32 sweep and watchdog at once, each twice, fire it once", async () => {
    const all = [await filed(), await filed(), await filed()];
    world.moveTo("2026-10-16T10:00");
    const outcomes = await Promise.all([world.watch(), world.sweep(), world.watch(), world.sweep()]);
    const again = [await world.sweep(), await world.watch()];
    expect([...outcomes, ...again].reduce((sum, { fired }) => sum + fired, 0)).toBe(3 * all.length);
  });

  it("R35, R53 makes up for it around the walls", async () => {
    const [post] = roster.posts;
    const subject = await filed({ target: { kind: "window", window: post!.window } });
    world.moveTo("2026-10-16T10:00");
    await world.watch();
    await world.receive();
    const walled = roster.staff.filter(({ id }) => subject.walled.includes(id)).map(({ phone }) => phone);
    expect(walled.length).toBeGreaterThan(1);
    expect(world.taken.filter(({ to }) => walled.includes(to))).toEqual([]);
    expect(world.taken.length).toBeGreaterThan(0);
  });

  it("R35 one that cannot be read stops neither the other complaints nor the cases, and fails at the end", async () => {
    const [broken, whole] = [await filed(), await filed()];
    const { number } = await world.file();
    await spoil(broken, "SET clocks = :none", { ":none": "none" });
    world.moveTo("2026-10-14T09:00");
    await expect(world.watch()).rejects.toThrow(WatchIncomplete);
    expect(saying("case-not-watched")).toMatchObject([{ caseNumber: broken.number, error: "unreadable" }]);
    expect(await firedOf(whole)).toHaveProperty([YELLOW]);
    expect((await world.cases.get(number)).firedStages).toHaveProperty(["notice#1#yellow"]);
  });

  it("R35 watches no complaint that is over, nor one that is gone", async () => {
    const [over, gone] = [await filed(), await filed()];
    await world.complaints.save(withdrawComplaint(over, complaintOccasion("2026-09-21T09:00")), 1);
    await world.client.send(new DeleteCommand({ TableName: world.names.complaints, Key: keyOf(gone) }));
    world.moveTo("2026-10-20T09:00");
    expect(await world.watch()).toMatchObject({ watched: 0, missed: 0, nextNeededAt: null });
  });
});
