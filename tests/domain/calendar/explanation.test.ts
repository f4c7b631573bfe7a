import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { DayExplained, deadline, explainDeadline } from "../../../shared/calendar/deadline.ts";
import type { DayLimit } from "../../../shared/calendar/limit.ts";
import type { Suspension } from "../../../shared/calendar/suspension.ts";
import { plusDays } from "../../../shared/kernel/local-date.ts";
import { day, natural, suspension, working } from "./days.ts";

const explained = (from: string, limit: DayLimit, suspensions?: Suspension[]): DayExplained[] =>
  explainDeadline(CHINA_CALENDAR, { from: day(from), limit, suspensions });

/** `2026-10-10 + make-up-day`: the day, counted or not, the reason. */
const lines = (days: DayExplained[]): string[] =>
  days.map(({ date, counted, reason }) => `${date} ${counted ? "+" : "-"} ${reason}`);

describe("a deadline explains itself", () => {
  it("R10a day by day through National Day, with the names of holidays and make-up days", () => {
    const days = explained("2026-09-30", working(5));
    expect(lines(days)).toEqual([
      "2026-09-30 - event-day",
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => `2026-10-0${n} - holiday`),
      "2026-10-08 + working-day",
      "2026-10-09 + working-day",
      "2026-10-10 + make-up-day",
      "2026-10-11 - weekend",
      "2026-10-12 + working-day",
      "2026-10-13 + working-day",
    ]);
    expect(days[1]?.label).toEqual({ zh: "国庆节", en: "National Day" });
    expect(days[10]?.label).toEqual({ zh: "国庆节调休上班", en: "Make-up working day for National Day" });
    expect(days[0]).toEqual({ date: "2026-09-30", counted: false, reason: "event-day" });
  });

  it("R10a R21 with the reason of a suspension on each of its days, rest days included", () => {
    const days = explained("2026-09-21", working(10), [suspension("2026-09-24", "2026-10-09", "expert-review")]);
    const suspended = days.filter(({ reason }) => reason === "suspended");
    expect(suspended).toHaveLength(16);
    expect(suspended[0]?.label).toEqual({ zh: "专家评审", en: "Expert review" });
    expect(days.filter(({ counted }) => counted).map(({ date }) => date.slice(5))).toEqual(
      "09-22 09-23 10-10 10-12 10-13 10-14 10-15 10-16 10-19 10-20".split(" "),
    );
  });

  it("R10a R22 with the first of two overlapping suspensions", () => {
    const both = [suspension("2026-11-04", "2026-11-05", "hearing"), suspension("2026-11-05", "2026-11-06", "tender")];
    const labels = explained("2026-11-03", working(1), both).map(({ label }) => label?.zh);
    expect(labels).toEqual([undefined, "听证", "听证", "招标", undefined, undefined, undefined]);
  });

  it("R9 R10a with the roll to a working day, said to be by analogy", () => {
    const days = explained("2026-09-30", natural(2));
    expect(lines(days)).toEqual([
      "2026-09-30 - event-day",
      "2026-10-01 + natural-day",
      "2026-10-02 + natural-day",
      ...[3, 4, 5, 6, 7].map((n) => `2026-10-0${n} - holiday`),
      "2026-10-08 - rolled",
    ]);
    expect(days.at(-1)?.label?.zh).toContain("参照民法典");
  });

  it("R7 R10a with provisional holidays by name", () => {
    const days = explained("2026-12-31", working(1));
    expect(lines(days).slice(1)).toEqual([
      "2027-01-01 - provisional-holiday",
      "2027-01-02 - weekend",
      "2027-01-03 - weekend",
      "2027-01-04 + working-day",
    ]);
    expect(days[1]?.label).toEqual({ zh: "元旦", en: "New Year's Day" });
  });

  it("R10a always: from day 0 to the due date without a gap, with as many counted days as the limit has", () => {
    const someDay = fc.integer({ min: 0, max: 1000 }).map((n) => plusDays(day("2025-01-01"), n));
    const someLimit = fc.record({
      days: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom("working-days" as const, "natural-days" as const),
    });
    const someSuspensions = fc.array(
      fc.tuple(someDay, fc.nat(20)).map(([from, n]) => suspension(from, plusDays(from, n))),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(someDay, someLimit, someSuspensions, (from, limit, suspensions) => {
        const days = explained(from, limit, suspensions);
        expect(days.map(({ date }) => date)).toEqual(days.map((_, n) => plusDays(from, n)));
        expect(days.at(-1)?.date).toBe(deadline(CHINA_CALENDAR, { from, limit, suspensions }).dueOn);
        expect(days.filter(({ counted }) => counted)).toHaveLength(limit.days);
        if (limit.unit === "working-days") expect(days.at(-1)?.counted).toBe(true);
        expect(DayExplained.array().parse(days)).toEqual(days);
      }),
    );
  });
});
