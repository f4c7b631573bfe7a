import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR, previousWorkingDay } from "../../../shared/calendar/calendar.ts";
import { deadline } from "../../../shared/calendar/deadline.ts";
import { riskHorizon, workPositionIn } from "../../../shared/casework/centre-deadlines.ts";
import { instantAt, localDate, plusDays } from "../../../shared/kernel/local-date.ts";

describe("how far ahead a centre's deadlines are looked at", () => {
  it("R29 is far enough for every date that is yellow, over every run of rest days", () => {
    const any = fc.record({
      from: fc.integer({ min: 0, max: 600 }).map((days) => plusDays(localDate("2025-01-02"), days)),
      days: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom("working-days" as const, "natural-days" as const),
    });
    fc.assert(
      fc.property(any, ({ from, days, unit }) => {
        const { dueOn, safeBy } = deadline(CHINA_CALENDAR, { from, limit: { days, unit } });
        const yellowOn = previousWorkingDay(CHINA_CALENDAR, safeBy ?? dueOn);
        expect(instantAt(dueOn, "23:59") < riskHorizon(yellowOn, CHINA_CALENDAR)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("reaches over the National Day holiday", () => {
    expect(riskHorizon(localDate("2026-09-29"), CHINA_CALENDAR)).toBe(instantAt(localDate("2026-10-09"), "00:00"));
  });

  it("goes on from positions of work lists only", () => {
    for (const position of ["2026-09-18T09:00:00.000Z#K7M29QXR4T3B", "9999#K7M29QXR4T3B"]) {
      expect(workPositionIn(position)).toBe(position);
    }
    for (const odd of ["", "9998#K7M29QXR4T3B", "2026-09-18T09:00:00.000Z", "x"]) {
      expect(workPositionIn(odd)).toBeUndefined();
    }
  });
});
