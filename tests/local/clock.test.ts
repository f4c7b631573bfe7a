import { describe, expect, it } from "vitest";
import { createActivity } from "../../infra/local/activity.ts";
import { createClock } from "../../infra/local/clock.ts";
import { firingOf } from "../../infra/local/schedule-times.ts";
import { recurringOf } from "../../infra/local/schedules.ts";

const START = Date.parse("2026-09-30T09:00:00+08:00");
const MINUTE = 60_000;
const rehearsal = () => {
  const log: string[] = [];
  const clock = createClock({
    from: START,
    offsetChanged: () => undefined,
    settled: async () => void log.push("settled"),
  });
  const note = (name: string) => async () => void log.push(`${name} ${Math.floor((clock.now() - START) / MINUTE)}`);
  const ran = () => log.filter((line) => line !== "settled");
  return { clock, note, log, ran };
};
const everyMinutes = (minutes: number) => firingOf(`rate(${minutes} minutes)`);

describe("the rehearsal clock", () => {
  it("fires everything on the way, in order, each at its own instant", async () => {
    const { clock, note, ran } = rehearsal();
    clock.every({ name: "five", due: everyMinutes(5).next, run: note("five") });
    clock.at(START + 7 * MINUTE, note("once"));
    clock.every({ name: "ten", due: everyMinutes(10).next, run: note("ten") });
    expect(await clock.moveTo(START + 11 * MINUTE)).toBe(4);
    expect(ran()).toEqual(["five 5", "once 7", "five 10", "ten 10"]);
    expect(clock.now()).toBeGreaterThanOrEqual(START + 11 * MINUTE);
  });

  it("waits for everything to come to rest before each step and at the end", async () => {
    const { clock, note, log } = rehearsal();
    clock.at(START + MINUTE, note("once"));
    await clock.moveTo(START + 2 * MINUTE);
    expect(log).toEqual(["settled", "once 1", "settled", "settled"]);
  });

  it("takes up on the way what only comes up on the way", async () => {
    const { clock, note, ran } = rehearsal();
    clock.at(START + MINUTE, async () => clock.at(clock.now() + MINUTE, note("retry")));
    await clock.moveTo(START + 5 * MINUTE);
    expect(ran()).toEqual(["retry 2"]);
  });

  it("never goes back", async () => {
    const { clock } = rehearsal();
    await clock.moveTo(START + MINUTE);
    await expect(clock.moveTo(START)).rejects.toThrow(RangeError);
    await expect(clock.moveTo(Number.NaN)).rejects.toThrow(RangeError);
  });

  it("lets two moves at once happen one after the other", async () => {
    const { clock, note, ran } = rehearsal();
    clock.every({ name: "five", due: everyMinutes(5).next, run: note("five") });
    await Promise.all([clock.moveTo(START + 5 * MINUTE), clock.moveTo(START + 10 * MINUTE)]);
    expect(ran()).toEqual(["five 5", "five 10"]);
  });
});

describe("a schedule that says when it is next needed", () => {
  const sweep = (replies: (string | null | undefined)[]) => {
    const { clock, ran } = rehearsal();
    const activity = createActivity();
    const ticks: number[] = [];
    const functions = {
      invokeAsEvent: async () => {
        ticks.push(Math.floor((clock.now() - START) / MINUTE));
        const nextNeededAt = replies.shift();
        return nextNeededAt === undefined ? {} : { nextNeededAt };
      },
    };
    const schedule = {
      name: "sweep",
      arn: "arn",
      source: "aws.scheduler" as const,
      expression: "cron(0/5 * * * ? *)",
      zone: "Asia/Shanghai",
      function: "sweep",
      account: "000000000000",
      region: "cn-north-1",
    };
    clock.every(recurringOf(schedule, functions, activity));
    return { clock, activity, ticks, ran };
  };
  const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

  it("is not run at the idle ticks before that instant, but at the first tick from it on", async () => {
    const { clock, ticks } = sweep([at(61), null]);
    await clock.moveTo(START + 45 * 24 * 60 * MINUTE);
    expect(ticks).toEqual([5, 65]);
  });

  it("is run again as soon as something has happened, without making up for what was idle", async () => {
    const { clock, activity, ticks } = sweep([null, null]);
    await clock.moveTo(START + 60 * MINUTE);
    activity.happened();
    await clock.moveTo(START + 90 * MINUTE);
    expect(ticks).toEqual([5, 65]);
  });

  it("is run at every tick as long as it says nothing", async () => {
    const { clock, ticks } = sweep([undefined, undefined, null]);
    await clock.moveTo(START + 60 * MINUTE);
    expect(ticks).toEqual([5, 10, 15]);
  });
});
