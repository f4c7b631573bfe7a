import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { type Instant, instant, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import {
  daysTried,
  LEASE_MS,
  leaseCovers,
  MAX_ATTEMPTS,
  nextLook,
  nextTry,
} from "../../../shared/reminders/attempts.ts";
import { followingDeliveryId, openDelivery } from "../../../shared/reminders/delivery.ts";

const nine = instant("2026-09-21T09:00:00+08:00");
const rules = { calendar: CHINA_CALENDAR, window: { from: "08:00", until: "20:00" } };
const tried = (attempts: number, urgent = true) => ({
  ...openDelivery({
    id: "370481102-a3#T",
    recipient: { kind: "staff", staffId: "370481102-a3" },
    createdAt: nine,
    notBefore: nine,
    urgent,
  }),
  attempts,
  firstAttemptAt: nine,
});

describe("trying a delivery again", () => {
  it("waits longer each time, and gives up after twelve tries over a day", () => {
    let at = nine;
    const waits: number[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const next = nextTry(tried(attempts), at, rules);
      if (next === undefined) break;
      waits.push((Date.parse(next) - Date.parse(at)) / 60_000);
      at = next;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits).toHaveLength(MAX_ATTEMPTS - 1);
    expect(Date.parse(at) - Date.parse(nine)).toBe(24 * 60 * 60_000);
  });

  it("does not give up early on many quick tries, nor late in the day on few", () => {
    expect(nextTry(tried(40), nine, rules)).toBeDefined();
    expect(nextTry(tried(2), plusMilliseconds(nine, 72 * 60 * 60_000), rules)).toBeDefined();
  });

  it("R36 tries nothing at night, unless an hour clock asks for it", () => {
    const evening = instant("2026-09-21T19:58:00+08:00");
    expect(nextTry(tried(1, false), evening, rules)).toBe(instant("2026-09-22T08:00:00+08:00"));
    expect(nextTry(tried(1, true), evening, rules)).toBe(instant("2026-09-21T20:03:00+08:00"));
  });

  it("asks about each day on which it may have been sent", () => {
    expect(daysTried(tried(1), instant("2026-09-22T08:00:00+08:00"))).toEqual(["2026-09-21", "2026-09-22"]);
    expect(daysTried(tried(1), nine)).toEqual(["2026-09-21"]);
  });

  it("does not start a sending that the lease would not cover", () => {
    const ends = plusMilliseconds(nine, LEASE_MS);
    expect(leaseCovers(ends, nine, 10_000)).toBe(true);
    expect(leaseCovers(ends, plusMilliseconds(nine, 21_000), 10_000)).toBe(false);
  });
});

describe("looking for a receipt", () => {
  const HOUR_MS = 60 * 60_000;
  const looks = (limitMs: number): number[] => {
    const minutes: number[] = [];
    let at: Instant | undefined = nine;
    for (let checks = 0; at !== undefined; checks += 1) {
      at = nextLook({ sentAt: nine, checks }, at, limitMs);
      if (at !== undefined) minutes.push((Date.parse(at) - Date.parse(nine)) / 60_000);
    }
    return minutes;
  };

  it("R34 ends at the limit to the minute", () => {
    expect(looks(HOUR_MS)).toEqual([5, 10, 20, 40, 60]);
    expect(looks(90 * 60_000)).toEqual([5, 10, 20, 40, 60, 90]);
    expect(looks(3 * 60_000)).toEqual([3]);
    expect(looks(72 * HOUR_MS)).toHaveLength(5 + 71);
  });
});

describe("the next delivery of a person", () => {
  it.each([
    ["a#T1", "a#T1", "a#T1#2"],
    ["a#T1#2", "a#T1", "a#T1#3"],
    ["a#T1#9", "a#T1", "a#T1#10"],
    ["a#T1", "a#T2", "a#T2"],
    ["a#T1#4", "a#T2", "a#T2"],
  ])("after %s, in the slot of %s, is %s", (claimed, first, expected) => {
    expect(followingDeliveryId(claimed, first)).toBe(expected);
  });
});
