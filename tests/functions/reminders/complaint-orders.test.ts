/** R31 on complaints: the order that time makes, and whom it is told to, on real tables with the sweep's own rights. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../../functions/runtime/hashes.ts";
import type { Complaint } from "../../../shared/complaints/complaint.ts";
import { answerOrders } from "../../../shared/complaints/supervising.ts";
import { openForTime } from "../../../shared/complaints/walls.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { roster, town } from "../../domain/reminders/sample-case.ts";
import { complaintOccasion, filedComplaint } from "../../support/complaints.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

/** Filed on Friday 2026-09-18: due on 15 October, red on the 16th, supervision on Wednesday the 21st; its order, the 28th. */
const SUPERVISION = "2026-10-21T08:30";
const local = (text: string) => instant(`${text}:00+08:00`);
const among = { roster, office: town.office };
const DEPUTY = phoneOf(roster, "deputy");
const DIRECTOR = phoneOf(roster, "director");
const OFFICE = town.office.flatMap(({ phone }) => phone ?? []);

let world: World;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

const filed = async (change: object = {}): Promise<Complaint> => {
  const created = filedComplaint({ centreCode: roster.centre, ...change }, "2026-09-18T10:00", among);
  await world.complaints.file(created);
  return created;
};
const read = async ({ number }: Complaint): Promise<Complaint> => openForTime((await world.complaints.find(number))!);
const sentTo = () => [...new Set(world.taken.map(({ to }) => to))].sort();
const liveThrough = async (day: string) => {
  world.taken.length = 0;
  world.moveTo(`${day}T08:30`);
  await world.liveOn(local(`${day}T20:00`));
};
const overdue = async (change: object = {}): Promise<Complaint> => {
  const subject = await filed(change);
  for (const day of ["2026-09-30", "2026-10-14", "2026-10-16"]) await liveThrough(day);
  return subject;
};

describe("a supervision order that time makes on a complaint", () => {
  it("R31 follows its supervision stage, once, however many runs meet", async () => {
    const subject = await overdue();
    world.moveTo(SUPERVISION);
    await Promise.all([world.sweep(), world.watch(), world.sweep()]);
    await world.liveOn(local("2026-10-21T20:00"));
    const after = await read(subject);
    expect(after.orders).toMatchObject([{ stage: "handling#1#supervision", dueOn: "2026-10-28" }]);
    expect(after.ledger.map(({ what }) => what)).toEqual(["filed", "supervision-ordered"]);
    expect(after.nextStage?.id).toBe("order#1#yellow");
    await world.receive();
    expect(sentTo()).toEqual(expect.arrayContaining([...OFFICE, DIRECTOR].sort()));
  });

  it("R31 reminds the handler and those above of the order, at red the office too, and no more once it is answered", async () => {
    const subject = await overdue();
    await liveThrough("2026-10-21");
    await liveThrough("2026-10-27");
    expect(sentTo()).toEqual([DEPUTY, DIRECTOR].sort());
    await liveThrough("2026-10-29");
    expect(sentTo()).toEqual([DEPUTY, DIRECTOR, ...OFFICE].sort());
    const before = await read(subject);
    const now = { ...complaintOccasion("2026-10-29T10:00", { among }), sha256 };
    const answer = { by: before.handler, done: "已约谈", finishBy: localDate("2026-10-30") };
    await world.complaints.save(answerOrders(before, answer, now), before.version);
    await liveThrough("2026-11-02");
    expect(sentTo()).toEqual([]);
    expect((await read(subject)).nextStage).toBeUndefined();
  });

  it("R31, R53 never reaches anyone who is walled: against the director it stays within the office", async () => {
    const subject = await overdue({ target: { kind: "centre" } });
    const walled = new Set(roster.staff.filter(({ id }) => subject.walled.includes(id)).map(({ phone }) => phone));
    expect(walled.has(DIRECTOR)).toBe(true);
    for (const day of ["2026-10-21", "2026-10-27", "2026-10-29"]) {
      await liveThrough(day);
      expect(sentTo().length).toBeGreaterThan(0);
      expect(sentTo().filter((to) => walled.has(to))).toEqual([]);
    }
    expect((await read(subject)).orders).toHaveLength(1);
  });

  it("R31 is found by the watchdog when the sweep does not make it", async () => {
    const subject = await overdue();
    world.moveTo("2026-10-21T09:00");
    expect(await world.watch()).toMatchObject({ missed: 1, fired: 1 });
    expect((await read(subject)).orders).toHaveLength(1);
  });
});

describe("a complaint that nobody may be told of", () => {
  it("R34, R53 is fired as a card, and an alarm is raised, once; the run goes on with all others", async () => {
    const said: Record<string, unknown>[] = [];
    vi.mocked(console.log).mockImplementation((line: string) => void said.push(JSON.parse(line)));
    const [alone, other] = [await filed(), await filed()];
    const everyone = [...roster.staff, ...town.office].map(({ id }) => id);
    await world.complaints.save({ ...alone, version: 2, interested: everyone }, 1);
    world.moveTo("2026-09-30T08:30");
    expect(await world.sweep()).toMatchObject({ fired: 2, failed: 0 });
    const saying = () => said.filter(({ code }) => code === "nobody-left");
    expect(saying()).toEqual([{ code: "nobody-left", caseNumber: alone.number, stageId: "handling#1#half" }]);
    expect((await read(alone)).firedStages).toHaveProperty(["handling#1#half"]);
    expect((await read(other)).firedStages).toHaveProperty(["handling#1#half"]);
    await world.receive();
    expect(sentTo()).toEqual([DEPUTY]);
    world.tick();
    await world.sweep();
    world.moveTo("2026-09-30T08:50");
    expect(await world.watch()).toMatchObject({ missed: 0 });
    expect(saying()).toHaveLength(1);
  });

  it("R34 a case still stays due until somebody can be reached", async () => {
    const { number } = await world.file();
    world.roster = { ...roster, staff: roster.staff.map(({ phone: _, ...member }) => member) };
    world.office = [];
    world.moveTo("2026-09-23T08:30");
    await expect(world.sweep()).rejects.toThrow();
    expect((await world.cases.get(number)).firedStages).toEqual({});
  });
});
