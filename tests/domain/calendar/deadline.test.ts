import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR, onOrAfter, onOrBefore, plusWorkingDays } from "../../../shared/calendar/calendar.ts";
import { Deadline, deadline } from "../../../shared/calendar/deadline.ts";
import type { DayLimit } from "../../../shared/calendar/limit.ts";
import { Suspension } from "../../../shared/calendar/suspension.ts";
import { type LocalDate, plusDays } from "../../../shared/kernel/local-date.ts";
import { day, dayAfter, natural, slowlyWorked, suspension, working } from "./days.ts";

const dueOn = (from: string, limit: DayLimit, suspensions?: Suspension[]): LocalDate =>
  deadline(CHINA_CALENDAR, { from: day(from), limit, suspensions }).dueOn;

describe("the rulebook's worked dates", () => {
  it.each([
    ["2026-09-30", 5, "2026-10-13"],
    ["2026-09-18", 2, "2026-09-21"],
    ["2026-02-12", 5, "2026-02-26"],
    ["2026-04-29", 3, "2026-05-07"],
    ["2026-09-01", 20, "2026-09-29"],
    ["2025-09-26", 5, "2025-10-10"],
    ["2026-09-01", 30, "2026-10-19"],
  ])("R1 R2 an event on %s with %i working days is due on %s", (from, days, due) => {
    expect(dueOn(from, working(days))).toBe(due);
  });

  it("R21 ten working days from 2026-09-21 with an expert review from Sep 24 to Oct 9 are due on 2026-10-20", () => {
    expect(dueOn("2026-09-21", working(10), [suspension("2026-09-24", "2026-10-09", "expert-review")])).toBe(
      "2026-10-20",
    );
  });

  it("R29 R30 the working days around a due date of 2026-10-12 are Saturday the 10th and Tuesday the 13th", () => {
    expect(plusWorkingDays(CHINA_CALENDAR, day("2026-10-12"), -1)).toBe("2026-10-10");
    expect(plusWorkingDays(CHINA_CALENDAR, day("2026-10-12"), 1)).toBe("2026-10-13");
  });
});

describe("a deadline", () => {
  it("R1 does not count the day of the event, a rest day or not", () => {
    expect(dueOn("2026-11-18", working(1))).toBe("2026-11-19");
    expect(dueOn("2026-11-21", working(1))).toBe("2026-11-23");
    expect(dueOn("2026-11-22", working(1))).toBe("2026-11-23");
  });

  it("R10 names its calendar version, and is what was stored", () => {
    const counted = deadline(CHINA_CALENDAR, { from: day("2026-09-30"), limit: working(5) });
    expect(counted).toEqual({
      from: "2026-09-30",
      limit: { days: 5, unit: "working-days" },
      dueOn: "2026-10-13",
      provisional: false,
      calendarVersion: "CN-2026.1",
    });
    expect(Deadline.parse(JSON.parse(JSON.stringify(counted)))).toEqual(counted);
  });

  it("R7 is provisional when it is due in a year without a notice, and only then", () => {
    const at = (from: string, days: number) => deadline(CHINA_CALENDAR, { from: day(from), limit: working(days) });
    expect(at("2026-12-30", 1)).toMatchObject({ dueOn: "2026-12-31", provisional: false });
    expect(at("2026-12-30", 2)).toMatchObject({ dueOn: "2027-01-04", provisional: true });
    expect(at("2025-12-30", 2)).toMatchObject({ dueOn: "2026-01-04", provisional: false });
  });

  it("R7 is refused when it starts before 2025 or ends after 2099", () => {
    expect(() => dueOn("2024-12-31", working(5))).toThrow("calendar-range");
    expect(() => dueOn("2099-12-01", working(366))).toThrow("calendar-range");
    expect(() => dueOn("2099-12-31", natural(1))).toThrow("calendar-range");
    expect(() => dueOn("2100-01-01", working(1))).toThrow("calendar-range");
  });

  it("counts a leap day as any other", () => {
    expect(dueOn("2028-02-28", working(1))).toBe("2028-02-29");
    expect(dueOn("2028-02-28", natural(2))).toBe("2028-03-01");
    expect(dueOn("2027-03-01", natural(366))).toBe("2028-03-01");
  });

  it("counts the longest limit of 366 days", () => {
    expect(dueOn("2025-01-01", natural(366))).toBe("2026-01-04");
    expect(dueOn("2025-01-01", working(248))).toBe("2025-12-31");
    expect(dueOn("2025-01-01", working(366))).toBe(plusWorkingDays(CHINA_CALENDAR, day("2025-01-01"), 366));
  });
});

describe("natural days", () => {
  it("R9 show the legal end, rolled on to a working day, and the safe day before the end", () => {
    expect(deadline(CHINA_CALENDAR, { from: day("2026-09-03"), limit: natural(30) })).toMatchObject({
      dueOn: "2026-10-08",
      safeBy: "2026-09-30",
    });
  });

  it("R9 show the same day twice when the end is a working day, a make-up Saturday included", () => {
    for (const [from, end] of [
      ["2026-10-06", "2026-10-10"],
      ["2026-11-09", "2026-11-13"],
    ] as const) {
      expect(deadline(CHINA_CALENDAR, { from: day(from), limit: natural(4) })).toMatchObject({
        dueOn: end,
        safeBy: end,
      });
    }
  });

  it("R9 may have their safe day before the event itself", () => {
    expect(deadline(CHINA_CALENDAR, { from: day("2026-10-02"), limit: natural(1) })).toMatchObject({
      dueOn: "2026-10-08",
      safeBy: "2026-09-30",
    });
  });

  it("R9 R7 are provisional when rolled into a year without a notice", () => {
    const { dueOn, safeBy, provisional } = deadline(CHINA_CALENDAR, { from: day("2026-12-30"), limit: natural(2) });
    expect({ dueOn, safeBy, provisional }).toEqual({ dueOn: "2027-01-04", safeBy: "2026-12-31", provisional: true });
  });

  it("R21 stand still while suspended, rest days too", () => {
    expect(dueOn("2026-11-09", natural(5), [suspension("2026-11-10", "2026-11-15")])).toBe("2026-11-20");
  });
});

describe("suspensions", () => {
  const plain = dueOn("2026-11-02", working(5));

  it("R21 leave out both their first and their last day", () => {
    expect(plain).toBe("2026-11-09");
    expect(dueOn("2026-11-02", working(5), [suspension("2026-11-04", "2026-11-04")])).toBe("2026-11-10");
    expect(dueOn("2026-11-02", working(5), [suspension("2026-11-04", "2026-11-05")])).toBe("2026-11-11");
  });

  it("R21 move nothing over rest days, on day 0, or before it", () => {
    expect(dueOn("2026-11-02", working(5), [suspension("2026-11-07", "2026-11-08")])).toBe(plain);
    expect(dueOn("2026-11-02", working(5), [suspension("2024-01-01", "2026-11-02")])).toBe(plain);
    expect(dueOn("2026-11-02", working(5), [suspension("2023-01-01", "2024-12-31")])).toBe(plain);
  });

  it("R23 cure nothing when made after the limit", () => {
    expect(dueOn("2026-11-02", working(5), [suspension("2026-11-10", "2026-12-10")])).toBe(plain);
  });

  it("R22 count once where they overlap, nest, touch or repeat", () => {
    const once = dueOn("2026-11-02", working(5), [suspension("2026-11-04", "2026-11-11")]);
    const unions = [
      [suspension("2026-11-04", "2026-11-09"), suspension("2026-11-06", "2026-11-11", "hearing")],
      [suspension("2026-11-05", "2026-11-06"), suspension("2026-11-04", "2026-11-11")],
      [suspension("2026-11-04", "2026-11-06"), suspension("2026-11-07", "2026-11-11")],
      [suspension("2026-11-04", "2026-11-11"), suspension("2026-11-04", "2026-11-11", "testing")],
    ];
    for (const union of unions) expect(dueOn("2026-11-02", working(5), union)).toBe(once);
    expect(once).toBe("2026-11-17");
  });

  it("may cover years, and are refused when they leave no day up to the calendar's end", () => {
    expect(dueOn("2026-11-02", working(1), [suspension("2026-11-03", "2031-12-31")])).toBe("2032-01-02");
    expect(() => dueOn("2026-11-02", working(1), [suspension("2026-11-03", "2099-12-31")])).toThrow("calendar-range");
    expect(() => dueOn("2026-11-02", natural(1), [suspension("2020-01-01", "9999-12-31")])).toThrow("calendar-range");
    expect(dueOn("2026-11-02", working(1), [suspension("2200-01-01", "9999-12-31")])).toBe("2026-11-03");
  });

  it("are refused when they end before they start, at the field `to`", () => {
    const reversed = { from: "2026-11-05", to: "2026-11-04", reason: "hearing" };
    const issue = Suspension.safeParse(reversed).error?.issues[0];
    expect(issue).toMatchObject({ path: ["to"], params: { code: "reversed-interval" } });
    expect(() => dueOn("2026-11-02", working(1), [suspension("2026-11-05", "2026-11-04")])).toThrow(RangeError);
  });
});

/** One day at a time on strings, with nothing precomputed. */
const slowly = (from: LocalDate, limit: DayLimit, suspensions: Suspension[]): LocalDate => {
  let date = from;
  const counted: string[] = [];
  while (counted.length < limit.days) {
    date = dayAfter(date);
    if (suspensions.some((each) => !(date < each.from || date > each.to))) continue;
    if (limit.unit === "natural-days" || slowlyWorked(date)) counted.push(date);
  }
  while (!slowlyWorked(date)) date = dayAfter(date);
  return date;
};

const someDay = fc.integer({ min: 0, max: 1100 }).map((n) => plusDays(day("2025-01-01"), n));
const someLimit = fc.record({
  days: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 366 })),
  unit: fc.constantFrom("working-days" as const, "natural-days" as const),
});
const someSuspensions = fc.array(
  fc.tuple(someDay, fc.nat(60)).map(([from, length]) => suspension(from, plusDays(from, length), "testing")),
  { maxLength: 6 },
);

describe("any deadline", () => {
  it("R1 R2 R9 R21 R22 agrees with a slow recount", () => {
    fc.assert(
      fc.property(someDay, someLimit, someSuspensions, (from, limit, suspensions) => {
        expect(dueOn(from, limit, suspensions)).toBe(slowly(from, limit, suspensions));
      }),
      { numRuns: 200 },
    );
  });

  it("R9 has its safe day and its due day on either side of the unrolled end, with no working day between", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 366 }), (from, days) => {
        const { dueOn, safeBy } = deadline(CHINA_CALENDAR, { from, limit: natural(days) });
        const end = plusDays(from, days);
        expect([safeBy, dueOn]).toEqual([onOrBefore(CHINA_CALENDAR, end), onOrAfter(CHINA_CALENDAR, end)]);
      }),
    );
  });

  it("R22 does not depend on the order of the suspensions, and one more never brings it forward", () => {
    fc.assert(
      fc.property(someDay, someLimit, someSuspensions, (from, limit, suspensions) => {
        const due = dueOn(from, limit, suspensions);
        expect(dueOn(from, limit, [...suspensions].reverse())).toBe(due);
        expect(dueOn(from, limit, suspensions.slice(1)) <= due).toBe(true);
      }),
    );
  });

  it("is recounted a hundred thousand times in a few seconds", () => {
    const started = performance.now();
    const pause = [suspension("2026-09-24", "2026-10-09")];
    for (let n = 0; n < 100_000; n++) dueOn("2026-09-21", working(20), n % 2 === 0 ? pause : undefined);
    // About a second under test on two cores: the bound only catches a slip into work that grows with the calendar.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
