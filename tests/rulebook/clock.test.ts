import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR, isWorkingDay } from "../../shared/calendar/calendar.ts";
import { deadline, explainDeadline } from "../../shared/calendar/deadline.ts";
import type { DayLimit } from "../../shared/calendar/limit.ts";
import { accept, decide } from "../../shared/casework/handling.ts";
import { publishable } from "../../shared/directory/publish.ts";
import { instant, localDate, localDateOf, monthOf } from "../../shared/kernel/local-date.ts";
import { filed, itemLike, itemNamed, occasion } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const IMMEDIATE = itemNamed("birth-registration");
const of = (from: string, limit: DayLimit) => deadline(CHINA_CALENDAR, { from: localDate(from), limit });
const wd = (days: number): DayLimit => ({ days, unit: "working-days" });
const natural = (days: number): DayLimit => ({ days, unit: "natural-days" });

describe("the legal clock", () => {
  it.each([
    ["2026-09-30", 5, "2026-10-13"],
    ["2026-09-18", 2, "2026-09-21"],
    ["2026-02-12", 5, "2026-02-26"],
    ["2026-04-29", 3, "2026-05-07"],
    ["2026-09-01", 20, "2026-09-29"],
    ["2025-09-26", 5, "2025-10-10"],
  ])("R1 R2 an event on %s with %i working days is due on %s", (from, days, due) => {
    expect(of(from, wd(days)).dueOn).toBe(due);
  });

  it.each(["2026-09-18T00:00", "2026-09-18T08:30", "2026-09-18T23:59"])(
    "R1 received at %s, day 0 is the local date, at whatever hour",
    (at) => {
      expect(filed(LICENCE, at).clocks.notice).toMatchObject({ from: "2026-09-18", dueOn: "2026-09-24" });
    },
  );

  it.each([
    ["2026-09-20", true, "a Sunday made up for"],
    ["2026-10-10", true, "a Saturday made up for"],
    ["2026-09-25", false, "a Friday that the notice makes a holiday"],
    ["2026-09-19", false, "a plain Saturday"],
    ["2026-09-21", true, "a plain Monday"],
  ])("R2 %s is a working day: %s (%s)", (date, working) => {
    expect(isWorkingDay(CHINA_CALENDAR, localDate(date))).toBe(working);
  });

  it("R3 no opening of the hall makes a day a working day: a case received on an open Saturday counts from it, not it", () => {
    expect(filed(LICENCE, "2026-09-19T10:00").clocks.notice).toMatchObject({ from: "2026-09-19", dueOn: "2026-09-24" });
  });

  it.each([
    ["2026-10-12T17:00", true],
    ["2026-10-12T17:01", false],
  ])("R4 decided at %s, closing time of the due date being 17:00 in winter, is on time: %s", (at, onTime) => {
    const item = itemLike("tree-felling-licence", { limits: { promised: wd(10) } });
    const after = decide(
      accept(filed(item, "2026-09-21T09:00"), occasion("2026-09-21T09:00")),
      { outcome: "approved" },
      occasion(at),
    );
    expect(after.clocks.promised?.dueOn).toBe("2026-10-12");
    expect(after.ledger.at(-1)?.facts.onTime).toBe(onTime);
  });
});

describe("limits", () => {
  const problems = (limits: object) => publishable({ ...LICENCE, limits: limits as never }).map(({ code }) => code);

  it("R5 a promise longer than the law is refused when the item is published", () => {
    expect(problems({ promised: wd(21), statutory: wd(20) })).toEqual(["promise-exceeds-law"]);
    expect(problems({ promised: wd(20), statutory: wd(20) })).toEqual([]);
  });

  it("R5 limits in different units are refused, and the law may set none", () => {
    expect(problems({ promised: natural(10), statutory: wd(20) })).toEqual(["limit-units-differ"]);
    expect(problems({ promised: wd(60), statutory: null })).toEqual([]);
  });

  it.each([
    ["2026-09-18T10:00", "2026-09-18"],
    ["2026-09-18T17:31", "2026-09-20"],
    ["2026-09-19T10:00", "2026-09-20"],
    ["2026-09-30T18:00", "2026-10-08"],
  ])("R6 an immediate item received at %s is due on %s", (at, due) => {
    expect(filed(IMMEDIATE, at).clocks.promised?.dueOn).toBe(due);
  });
});

describe("dates", () => {
  it("R7 beyond the last published year are provisional: 2027-01-01 is no working day, and no make-up day is guessed", () => {
    expect(of("2026-12-31", wd(1))).toMatchObject({ dueOn: "2027-01-04", provisional: true });
    expect(of("2026-12-30", wd(1))).toMatchObject({ dueOn: "2026-12-31", provisional: false });
  });

  it("R7 before 2025 are refused", () => {
    expect(() => of("2024-12-31", wd(1))).toThrow("calendar-range");
  });

  it("R9 in natural days show the legal end, rolled on, and the safe day before it", () => {
    expect(of("2026-09-05", natural(15))).toMatchObject({ dueOn: "2026-09-20", safeBy: "2026-09-20" });
    expect(of("2026-09-20", natural(15))).toMatchObject({ dueOn: "2026-10-08", safeBy: "2026-09-30" });
  });

  it("R10 name the calendar they were counted by, and lie in the municipality's zone", () => {
    expect(of("2026-09-30", wd(5)).calendarVersion).toBe("CN-2026.1");
    expect(localDateOf(instant("2026-09-30T16:00:00Z"))).toBe("2026-10-01");
    expect(monthOf(localDateOf(instant("2026-09-30T15:59:59.999Z")))).toBe("2026-09");
  });

  it("R10a explain themselves day by day: counted or not, and why, by name", () => {
    const days = explainDeadline(CHINA_CALENDAR, { from: localDate("2026-09-30"), limit: wd(5) });
    expect(days[0]).toMatchObject({ date: "2026-09-30", counted: false, reason: "event-day" });
    expect(days.filter(({ counted }) => counted).map(({ date }) => date)).toEqual([
      "2026-10-08",
      "2026-10-09",
      "2026-10-10",
      "2026-10-12",
      "2026-10-13",
    ]);
    const of = (date: string) => days.find((day) => day.date === date);
    expect(of("2026-10-01")).toMatchObject({ counted: false, reason: "holiday", label: { zh: "国庆节" } });
    expect(of("2026-10-10")).toMatchObject({ counted: true, reason: "make-up-day" });
    expect(of("2026-10-11")).toMatchObject({ counted: false, reason: "weekend" });
  });
});
