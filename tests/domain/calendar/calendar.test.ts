import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHINA_CALENDAR,
  calendarOf,
  dayKind,
  isWorkingDay,
  nextWorkingDay,
  onOrAfter,
  onOrBefore,
  plusWorkingDays,
  previousWorkingDay,
  workingDaysBetween,
} from "../../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS } from "../../../shared/calendar/published-years.ts";
import { plusDays } from "../../../shared/kernel/local-date.ts";
import { day, dayAfter, slowlyWorked } from "./days.ts";

/** Days of the published years and some provisional ones. */
const someDay = fc.integer({ min: 0, max: 2000 }).map((n) => plusDays(day("2025-01-20"), n));

describe("a day", () => {
  it("R2 counts on a make-up Saturday or Sunday, and names what it makes up for", () => {
    expect(dayKind(CHINA_CALENDAR, day("2026-10-10"))).toEqual({
      working: true,
      reason: "make-up-day",
      name: { zh: "国庆节调休上班", en: "Make-up working day for National Day" },
      provisional: false,
    });
    expect(isWorkingDay(CHINA_CALENDAR, day("2026-09-20"))).toBe(true);
  });

  it("R2 does not count on a holiday from Monday to Friday, nor at a weekend", () => {
    expect(dayKind(CHINA_CALENDAR, day("2026-10-07"))).toMatchObject({ working: false, reason: "holiday" });
    expect(dayKind(CHINA_CALENDAR, day("2026-09-26"))).toMatchObject({ reason: "holiday", name: { zh: "中秋节" } });
    expect(dayKind(CHINA_CALENDAR, day("2026-11-21"))).toEqual({
      working: false,
      reason: "weekend",
      provisional: false,
    });
  });

  it("R2 counts on an ordinary Wednesday", () => {
    expect(dayKind(CHINA_CALENDAR, day("2026-11-18"))).toEqual({
      working: true,
      reason: "working-day",
      provisional: false,
    });
  });
});

describe("working days", () => {
  it("are found across National Day in both directions", () => {
    expect(nextWorkingDay(CHINA_CALENDAR, day("2026-09-30"))).toBe("2026-10-08");
    expect(previousWorkingDay(CHINA_CALENDAR, day("2026-10-08"))).toBe("2026-09-30");
    expect(onOrAfter(CHINA_CALENDAR, day("2026-10-03"))).toBe("2026-10-08");
    expect(onOrBefore(CHINA_CALENDAR, day("2026-10-03"))).toBe("2026-09-30");
    expect(onOrAfter(CHINA_CALENDAR, day("2026-10-10"))).toBe("2026-10-10");
    expect(onOrBefore(CHINA_CALENDAR, day("2026-10-10"))).toBe("2026-10-10");
  });

  it("are counted from the day after to the last day itself, and negative when that has passed", () => {
    expect(workingDaysBetween(CHINA_CALENDAR, day("2026-09-30"), day("2026-09-30"))).toBe(0);
    expect(workingDaysBetween(CHINA_CALENDAR, day("2026-09-30"), day("2026-10-13"))).toBe(5);
    expect(workingDaysBetween(CHINA_CALENDAR, day("2026-10-13"), day("2026-09-30"))).toBe(-5);
  });

  it("are refused where the calendar ends", () => {
    expect(() => previousWorkingDay(CHINA_CALENDAR, day("2025-01-02"))).toThrow("calendar-range");
    expect(() => onOrBefore(CHINA_CALENDAR, day("2025-01-01"))).toThrow("calendar-range");
    expect(() => nextWorkingDay(CHINA_CALENDAR, day("2099-12-31"))).toThrow("calendar-range");
    expect(() => plusWorkingDays(CHINA_CALENDAR, day("2099-12-01"), 1_000_000_000)).toThrow("calendar-range");
    expect(() => workingDaysBetween(CHINA_CALENDAR, day("2024-12-31"), day("2025-02-01"))).toThrow("calendar-range");
  });

  it("are added only by whole numbers", () => {
    expect(() => plusWorkingDays(CHINA_CALENDAR, day("2026-03-02"), 1.5)).toThrow(RangeError);
    expect(() => plusWorkingDays(CHINA_CALENDAR, day("2026-03-02"), Number.NaN)).toThrow(RangeError);
  });

  it("R3 ask no office hours: the question takes a calendar and a day, nothing else", () => {
    expect(isWorkingDay).toHaveLength(2);
    expect(isWorkingDay(CHINA_CALENDAR, day("2026-11-21"))).toBe(false);
  });

  it("agree with a slow recount between any two days", () => {
    fc.assert(
      fc.property(someDay, fc.nat(420), (from, length) => {
        const to = plusDays(from, length);
        let count = 0;
        for (let date = from; date < to; ) {
          date = dayAfter(date);
          if (slowlyWorked(date)) count++;
        }
        expect(workingDaysBetween(CHINA_CALENDAR, from, to)).toBe(count);
      }),
    );
  });

  it("added to a day and counted again give the same number, back and forth", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 366 }), (from, days) => {
        const to = plusWorkingDays(CHINA_CALENDAR, from, days);
        expect(isWorkingDay(CHINA_CALENDAR, to)).toBe(true);
        expect(workingDaysBetween(CHINA_CALENDAR, from, to)).toBe(days);
        expect(plusWorkingDays(CHINA_CALENDAR, to, -days)).toBe(onOrBefore(CHINA_CALENDAR, from));
        expect(plusWorkingDays(CHINA_CALENDAR, from, 0)).toBe(from);
      }),
    );
  });
});

describe("a calendar", () => {
  it("is a value: another edition with another day off counts otherwise and leaves the first as it was", () => {
    const closing = {
      name: { zh: "停电", en: "Power cut" },
      daysOff: [day("2026-11-18")],
      makeUpDays: [day("2026-11-21")],
    };
    const years = PUBLISHED_YEARS.map((each) =>
      each.year === 2026 ? { ...each, holidays: [...each.holidays, closing] } : each,
    );
    const second = calendarOf("CN-2026.2", years);
    expect(dayKind(second, day("2026-11-18"))).toMatchObject({ reason: "holiday", name: { zh: "停电" } });
    expect(nextWorkingDay(second, day("2026-11-20"))).toBe("2026-11-21");
    expect(isWorkingDay(CHINA_CALENDAR, day("2026-11-18"))).toBe(true);
    expect(JSON.parse(JSON.stringify(second))).toEqual(second);
  });

  it("lets next year's notice reach back into December", () => {
    const makeUp = {
      name: { zh: "元旦", en: "New Year's Day" },
      daysOff: [day("2026-12-31"), day("2027-01-01")],
      makeUpDays: [day("2026-12-27")],
    };
    const notice = { title: "invented for this test", number: "", date: day("2026-11-30") };
    const third = calendarOf("CN-2027.1", [...PUBLISHED_YEARS, { year: 2027, notice, holidays: [makeUp] }]);
    expect(isWorkingDay(third, day("2026-12-31"))).toBe(false);
    expect(isWorkingDay(third, day("2026-12-27"))).toBe(true);
    expect(dayKind(third, day("2027-06-09"))).toMatchObject({ working: true, provisional: false });
  });

  it("refuses to be made with a year missing, out of order, or with none", () => {
    expect(() => calendarOf("CN-0", [])).toThrow(RangeError);
    expect(() => calendarOf("CN-0", [...PUBLISHED_YEARS].reverse())).toThrow(RangeError);
  });
});
