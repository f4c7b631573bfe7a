/** Half of the time, supervision and the orders that follow from it, on real tables. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, decide } from "../../../shared/casework/handling.ts";
import { answerOrders } from "../../../shared/casework/supervising.ts";
import { upToDate } from "../../../shared/casework/timed-moves.ts";
import { attentionOf } from "../../../shared/casework/writing.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { type Instant, instant, localDate, localDateOf } from "../../../shared/kernel/local-date.ts";
import { filedCase, ladder, occasion, roster, type Sample, town } from "../../domain/reminders/sample-case.ts";
import { CLERK } from "../../support/casework.ts";
import { Fate, phoneOf, type World, worldInMemory } from "./world.ts";

/** Accepted on 2026-09-18: eight working days end on 09-30, the law's twenty on 10-22. */
const HALF = "2026-09-23T08:30";
const SUPERVISION = "2026-10-23T08:30";
const [DEPUTY, DIRECTOR] = [phoneOf(roster, "deputy"), phoneOf(roster, "director")];
const OFFICE = town.office.map(({ phone }) => phone ?? "");
const local = (text: string) => instant(`${text}:00+08:00`);

let world: World;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  world = await worldInMemory();
  world.ladder = ladder;
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => vi.restoreAllMocks());

const put = async (subject: Case): Promise<Case> => {
  await world.cases.file(subject);
  return subject;
};
const accepted = (sample: Sample = {}): Case =>
  accept(filedCase({ filedAt: "2026-09-18T09:00", ...sample }), { ...occasion("2026-09-18T10:00"), by: CLERK });
/** Everything before supervision was told of long ago. */
const longOverdue = (sample: Sample = {}): Case => {
  const subject = accepted(sample);
  const at = local("2026-10-08T08:30");
  const firedStages = Object.fromEntries(["half", "yellow", "red"].map((stage) => [`promised#1#${stage}`, { at }]));
  return { ...subject, firedStages, nextStage: attentionOf({ ...subject, firedStages }, occasion("2026-10-08T08:30")) };
};
const sweepAndSend = async () => {
  const outcome = await world.sweep();
  await world.receive();
  return outcome;
};
const read = (number: string) => world.cases.get(CaseNumber.parse(number));
const entries = ({ ledger }: Case) => ledger.map(({ what }) => what);
const moment = (at: Instant) => ({
  ...occasion("2026-10-23T09:00", `clerk-${at}`),
  at,
  today: localDateOf(at),
  by: CLERK,
});

describe("half of the time", () => {
  it("R28 is told to whoever is on duty, in one digest that names no case", async () => {
    const { number } = await put(accepted());
    await put(accepted({ number: "AAAABBBBCCCC" }));
    world.moveTo(HALF);
    expect(await sweepAndSend()).toMatchObject({ fired: 2, deliveries: 1 });
    const holder = roster.posts.find(({ id }) => id === `${roster.centre}-p07`)?.holder ?? "";
    expect(world.taken).toMatchObject([
      { to: roster.staff.find(({ id }) => id === holder)?.phone, template: "half-many", params: { count: "2" } },
    ]);
    expect(world.taken[0]?.text).not.toContain("K7M2");
    expect((await read(number)).nextStage?.id).toBe("promised#1#yellow");
  });
});

describe("supervision", () => {
  it("R31 is told to the whole municipal office and the director, and makes an order with a limit and reminders", async () => {
    const { number } = await put(longOverdue());
    world.moveTo(SUPERVISION);
    expect(await sweepAndSend()).toMatchObject({ fired: 1 });
    expect(world.taken.map(({ to }) => to).sort()).toEqual([...OFFICE, DIRECTOR].sort());
    const after = await read(number);
    expect(entries(after)).toEqual(["filed", "accepted", "supervision-ordered"]);
    expect(after.ledger.at(-1)).toMatchObject({
      by: { kind: "clock" },
      facts: { order: 1, stage: "statutory#1#supervision", orderDueOn: "2026-10-30" },
    });
    expect(after.nextStage).toEqual({ id: "order#1#yellow", at: local("2026-10-29T08:30") });
  });

  it("R31 reminds the deputies and the director of their order, and on its red day the office too", async () => {
    await put(longOverdue());
    world.moveTo(SUPERVISION);
    await world.liveOn(local("2026-10-23T20:00"));
    world.taken.length = 0;
    world.moveTo("2026-10-29T08:30");
    await world.liveOn(local("2026-10-29T20:00"));
    expect(world.taken.map(({ to }) => to).sort()).toEqual([DEPUTY, DIRECTOR].sort());
    expect(new Set(world.taken.map(({ template }) => template))).toEqual(new Set(["due-one"]));
    world.taken.length = 0;
    world.moveTo("2026-11-02T08:30");
    await world.liveOn(local("2026-11-02T20:00"));
    expect(world.taken.map(({ to }) => to).sort()).toEqual([DEPUTY, DIRECTOR, ...OFFICE].sort());
  });

  it("R31 says no more once the centre has answered", async () => {
    const { number } = await put(longOverdue());
    world.moveTo(SUPERVISION);
    await world.liveOn(local("2026-10-23T20:00"));
    const before = await read(number);
    const by = { kind: "lead", staffId: `${roster.centre}-deputy`, role: "deputy-director" } as const;
    const answer = { done: "已约谈承办人", finishBy: localDate("2026-10-28") };
    await world.cases.save(answerOrders(before, answer, { ...moment(local("2026-10-26T09:00")), by }), before.version);
    expect((await read(number)).nextStage).toBeUndefined();
    world.taken.length = 0;
    world.moveTo("2026-11-02T09:00");
    expect(await sweepAndSend()).toMatchObject({ fired: 0, nextNeededAt: null });
    expect(world.taken).toEqual([]);
  });

  it("R31 R34 falls to the office alone when the director cannot be reached, and the other way round", async () => {
    await put(longOverdue());
    world.roster = { ...roster, staff: roster.staff.map(({ phone: _, ...member }) => member) };
    world.moveTo(SUPERVISION);
    await sweepAndSend();
    expect(world.taken.map(({ to }) => to).sort()).toEqual([...OFFICE].sort());
    await put(longOverdue({ number: "AAAABBBBCCCC" }));
    [world.roster, world.office] = [roster, []];
    world.taken.length = 0;
    world.tick();
    await sweepAndSend();
    expect(world.taken.map(({ to }) => to)).toEqual([DIRECTOR]);
  });

  it("R31 R32 makes one order when three runs meet", async () => {
    const { number } = await put(longOverdue());
    world.moveTo(SUPERVISION);
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    await world.receive();
    await world.liveOn(local("2026-10-23T20:00"));
    expect(entries(await read(number))).toEqual(["filed", "accepted", "supervision-ordered"]);
    expect(world.taken).toHaveLength(OFFICE.length + 1);
  });
});

describe("a sweep that dies between the stage and its order", () => {
  let scenario = 0;
  /** A sweep that dies after so many writes. @returns the number of the case, and whether it died */
  const dying = async (diesAfter: number) => {
    world = await worldInMemory();
    world.ladder = ladder;
    world.roster = town.rosters[scenario % town.rosters.length] ?? roster;
    scenario += 1;
    const { number } = await put(
      longOverdue({ number: `CCCC4444${String(scenario).padStart(4, "0")}`, roster: world.roster }),
    );
    // No two scenarios share a slot, and so a delivery.
    world.at = instant(`2026-10-23T09:${String(scenario % 60).padStart(2, "0")}:${Math.floor(scenario / 60)}0+08:00`);
    world.fate = new Fate(diesAfter);
    try {
      await world.sweep();
    } catch {
      // Its writes after the death were refused.
    }
    const died = world.fate.writes >= diesAfter;
    [world.topic.length, world.fate] = [0, new Fate()];
    return { number, died };
  };

  it("R31 leaves it to the next run, which makes exactly one", { timeout: 120_000 }, async () => {
    for (let diesAfter = 0, died = true; died; diesAfter += 1) {
      const run = await dying(diesAfter);
      died = run.died;
      world.tick();
      await world.sweep();
      const after = await read(run.number);
      expect([diesAfter, ...entries(after)]).toEqual([diesAfter, "filed", "accepted", "supervision-ordered"]);
      expect(after.orders).toHaveLength(1);
    }
  });

  it("R31 leaves it to whoever moves the case first", { timeout: 120_000 }, async () => {
    let made = 0;
    for (let diesAfter = 0, died = true; died; diesAfter += 1) {
      const run = await dying(diesAfter);
      died = run.died;
      const before = await read(run.number);
      const now = moment(world.at);
      const decided = decide(upToDate(before, { ...now, by: { kind: "clock" } }), { outcome: "approved" }, now);
      await world.cases.save(decided, before.version);
      world.tick();
      await world.sweep();
      const after = await read(run.number);
      // The stage was told of, and the order is on record, before the decision; or neither.
      const told = "statutory#1#supervision" in after.firedStages;
      expect(entries(after)).toEqual(["filed", "accepted", ...(told ? ["supervision-ordered"] : []), "decided"]);
      expect(after.clocks.order?.running ?? false).toBe(false);
      made += told && before.orders === undefined ? 1 : 0;
    }
    expect(made).toBeGreaterThan(0);
  });
});
