/** The calendar as data: editions (R7, R8), what they change, and what they leave alone. */
import { describe, expect, it } from "vitest";
import { type Calendar, CHINA_CALENDAR, dayKind, isProvisional, isWorkingDay } from "../../shared/calendar/calendar.ts";
import { changedDays, meets } from "../../shared/calendar/changed-days.ts";
import { deadline, explainDeadline } from "../../shared/calendar/deadline.ts";
import { faultsOfClosingDay, faultsOfWithdrawal, faultsOfYear } from "../../shared/calendar/edition-rules.ts";
import { amended, type CalendarChange, everyCalendar, holds, isLaterVersion } from "../../shared/calendar/editions.ts";
import type { PublishedYear } from "../../shared/calendar/published-years.ts";
import type { Case } from "../../shared/casework/case.ts";
import { countingSpan } from "../../shared/casework/counting-span.ts";
import { accept, decide, giveNotice } from "../../shared/casework/handling.ts";
import { recount } from "../../shared/casework/recounting.ts";
import { localDate as day } from "../../shared/kernel/local-date.ts";
import { closing, editionsOf, withdrawn, YEAR_2027 } from "../support/calendars.ts";
import { filed, itemLike, itemNamed, occasion } from "../support/casework.ts";

const WITH_2027 = amended(CHINA_CALENDAR, { kind: "year", year: YEAR_2027 });
const TODAY = day("2026-12-10");
const at = (text: string, calendar: Calendar) => ({ ...occasion(text, { kind: "clock" }), calendar });
const accepted = (on: string): Case => {
  const subject = filed(itemNamed("tree-felling-licence"), on);
  return accept(subject, occasion(on));
};

describe("editions", () => {
  it("R8 names each calendar by its last year, its edition and the town's closing days", () => {
    const changes: readonly CalendarChange[] = [
      closing("2026-12-18"),
      { kind: "year", year: YEAR_2027 },
      { kind: "year", year: { ...YEAR_2027, notice: { ...YEAR_2027.notice, number: "国办发明电〔2026〕12号" } } },
      closing("2027-03-01"),
    ];
    const editions = editionsOf(changes);
    expect(everyCalendar(editions).map(({ version }) => version)).toEqual([
      "CN-2026.1",
      "CN-2026.1+local.1",
      "CN-2027.1+local.1",
      "CN-2027.2+local.1",
      "CN-2027.2+local.2",
    ]);
    expect(everyCalendar([])).toEqual([CHINA_CALENDAR]);
    expect(() => everyCalendar(editions.slice(1))).toThrow(RangeError);
  });

  it("R8 knows what the calendar says already, whatever order it is typed in", () => {
    const turned = { ...YEAR_2027, holidays: [...YEAR_2027.holidays].reverse() };
    expect(holds(WITH_2027, { kind: "year", year: turned }, [])).toBe(true);
    expect(holds(CHINA_CALENDAR, { kind: "year", year: YEAR_2027 }, [])).toBe(false);
    const closed = amended(CHINA_CALENDAR, closing("2026-12-18"));
    expect(holds(closed, closing("2026-12-18"), [])).toBe(true);
    expect(holds(closed, closing("2026-12-21"), [])).toBe(false);
  });

  it("R8 R10 holds a closing day that was taken back as one edition more, and knows it; the day may be closed again", () => {
    const editions = editionsOf([closing("2026-12-18"), withdrawn("2026-12-18"), closing("2026-12-18")]);
    const calendars = everyCalendar(editions);
    expect(calendars.map(({ version }) => version)).toEqual([
      "CN-2026.1",
      "CN-2026.1+local.1",
      "CN-2026.1+local.2",
      "CN-2026.1+local.3",
    ]);
    expect(calendars.map((each) => isWorkingDay(each, day("2026-12-18")))).toEqual([true, false, true, false]);
    const known = calendars.map((each, n) => holds(each, withdrawn("2026-12-18"), editions.slice(0, n)));
    expect(known).toEqual([false, false, true, false]);
    expect(isLaterVersion("CN-2026.1+local.2", "CN-2026.1+local.1")).toBe(true);
  });

  it("R7 turns a provisional date certain when the year's notice is added", () => {
    const counting = { from: day("2026-12-30"), limit: { days: 5, unit: "working-days" } } as const;
    expect(deadline(CHINA_CALENDAR, counting)).toMatchObject({ dueOn: "2027-01-07", provisional: true });
    expect(deadline(WITH_2027, counting)).toMatchObject({
      dueOn: "2027-01-06",
      provisional: false,
      calendarVersion: "CN-2027.1",
    });
    expect(isProvisional(WITH_2027, day("2027-12-31"))).toBe(false);
    expect(isProvisional(WITH_2027, day("2028-01-04"))).toBe(true);
  });

  it("R10a a closing day does not count, and says why; a rest day stays what it is", () => {
    const closed = amended(CHINA_CALENDAR, closing("2026-12-18"));
    const counting = { from: day("2026-12-17"), limit: { days: 1, unit: "working-days" } } as const;
    expect(deadline(closed, counting).dueOn).toBe("2026-12-21");
    expect(explainDeadline(closed, counting)[1]).toEqual({
      date: "2026-12-18",
      counted: false,
      reason: "closing-day",
      label: { zh: "暴雪停止办公", en: "Closed for heavy snow" },
    });
    expect(explainDeadline(CHINA_CALENDAR, counting)[1]).toMatchObject({ counted: true, reason: "working-day" });
    const onHoliday = amended(amended(CHINA_CALENDAR, closing("2027-02-08")), { kind: "year", year: YEAR_2027 });
    expect(dayKind(onHoliday, day("2027-02-08"))).toMatchObject({ working: false, reason: "holiday" });
  });
});

describe("what may be added", () => {
  const pointers = (year: PublishedYear, today = TODAY, calendar = CHINA_CALENDAR) =>
    faultsOfYear(calendar, year, today).map(({ pointer, code }) => [pointer, code]);
  const [first, ...others] = YEAR_2027.holidays;
  if (first === undefined) throw new Error("a year has holidays");

  it("R8 takes a whole year, as the notice has it", () => {
    expect(pointers(YEAR_2027)).toEqual([]);
  });

  it.each([
    ["a year beyond the next", { ...YEAR_2027, year: 2028 }, ["#/path/year", "out-of-range"]],
    [
      "a notice of tomorrow",
      { ...YEAR_2027, notice: { ...YEAR_2027.notice, date: day("2026-12-11") } },
      ["/notice/date", "too-late"],
    ],
    ["a statutory day left out", { ...YEAR_2027, holidays: others }, ["/holidays", "required"]],
    [
      "a make-up day that is a holiday",
      { ...YEAR_2027, holidays: [{ ...first, makeUpDays: [day("2027-02-06")] }, ...others] },
      ["/holidays/0/makeUpDays/0", "invalid-value"],
    ],
    [
      "a make-up day in the middle of the week",
      { ...YEAR_2027, holidays: [{ ...first, makeUpDays: [day("2027-01-06")] }, ...others] },
      ["/holidays/0/makeUpDays/0", "invalid-value"],
    ],
    [
      "a day of another year",
      { ...YEAR_2027, holidays: [{ ...first, daysOff: [...first.daysOff, day("2026-06-01")] }, ...others] },
      [`/holidays/0/daysOff/${first.daysOff.length}`, "out-of-range"],
    ],
  ])("R8 refuses %s", (_, year, fault) => {
    expect(pointers(year)).toContainEqual(fault);
  });

  it("R8 leaves a year that is over as it is", () => {
    const [year2025] = CHINA_CALENDAR.years;
    if (year2025 === undefined) throw new Error("2025 is published");
    expect(pointers(year2025)).toEqual([["#/path/year", "too-early"]]);
  });

  it.each([
    ["2026-12-09", "too-early"],
    ["2028-01-04", "out-of-range"],
    ["2026-12-12", "invalid-value"],
  ])("R8 refuses to close on %s: %s", (date, code) => {
    const change = closing(date);
    const faults = change.kind === "closing-day" ? faultsOfClosingDay(CHINA_CALENDAR, change.day, TODAY) : [];
    expect(faults.map((each) => [each.pointer, each.code])).toEqual([["#/path/date", code]]);
  });
});

describe("what may be taken back", () => {
  const closed = amended(CHINA_CALENDAR, closing("2026-12-18"));
  const codes = (today: string) => faultsOfWithdrawal(closed, day("2026-12-18"), day(today)).map(({ code }) => code);

  it("R8 is a closing day until its day is past", () => {
    expect([codes("2026-12-10"), codes("2026-12-18"), codes("2026-12-19")]).toEqual([[], [], ["too-early"]]);
  });

  it.each(["2026-12-21", "2026-12-19", "2027-01-01"])("R8 is not %s, which never was closed", (date) => {
    expect(() => faultsOfWithdrawal(closed, day(date), TODAY)).toThrow("closing-day-not-found");
  });
});

describe("what an edition changes", () => {
  it("R8 concerns only clocks whose days it changed", () => {
    const closed = amended(CHINA_CALENDAR, closing("2026-12-18"));
    expect(changedDays([CHINA_CALENDAR, closed])).toEqual(["2026-12-18"]);
    expect(changedDays([CHINA_CALENDAR, CHINA_CALENDAR])).toEqual([]);
    const year = changedDays([CHINA_CALENDAR, WITH_2027]);
    expect([year[0], year.at(-1), year.length]).toEqual(["2027-01-01", "2027-12-31", 365]);
    expect(meets({ from: day("2026-12-17"), until: day("2026-12-18") }, ["2026-12-18"].map(day))).toBe(true);
    expect(meets({ from: day("2026-12-01"), until: day("2026-12-17") }, ["2026-12-18"].map(day))).toBe(false);
    expect(meets({ from: day("2026-12-19"), until: day("2026-12-31") }, ["2026-12-18"].map(day))).toBe(false);
  });

  it("R8 finds a case by every running clock, and by the period to correct", () => {
    const item = itemLike("tree-felling-licence", {});
    const open = accepted("2026-12-14T10:00");
    expect(countingSpan(open)).toMatchObject({ from: "2026-12-14" });
    const correcting = giveNotice(
      filed(item, "2026-12-14T10:00"),
      { missing: [{ code: "a", name: "甲" }], channel: "counter-signature" },
      occasion("2026-12-15T10:00"),
    );
    expect(countingSpan(correcting)).toEqual({ from: "2026-12-15", until: correcting.notice?.correctBy });
  });

  it("R8 R16 moves the reminder of the period to correct, also where its last day stays", () => {
    const correcting = giveNotice(
      filed(itemLike("tree-felling-licence", {}), "2026-11-02T10:00"),
      { missing: [{ code: "a", name: "甲" }], channel: "counter-signature" },
      occasion("2026-11-03T10:00"),
    );
    expect([correcting.notice?.correctBy, correcting.nextStage?.at]).toEqual([
      "2026-12-03",
      "2026-11-30T00:30:00.000Z",
    ]);
    const closed = amended(CHINA_CALENDAR, closing("2026-12-01"));
    const after = recount(correcting, at("2026-11-20T09:00", closed));
    expect([after.notice?.correctBy, after.nextStage?.at]).toEqual(["2026-12-03", "2026-11-27T00:30:00.000Z"]);
    expect(after.ledger.at(-1)?.facts.moved).toBe("stages");
    expect(recount(after, at("2026-11-20T09:05", closed))).toBe(after);
  });

  it("R8 writes a moved date to the ledger with both versions", () => {
    const before = accepted("2026-12-14T10:00");
    const closed = amended(CHINA_CALENDAR, closing("2026-12-18"));
    const after = recount(before, at("2026-12-15T09:00", closed));
    expect(after.version).toBe(before.version + 1);
    expect(after.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      by: { kind: "clock" },
      facts: {
        fromCalendar: "CN-2026.1",
        toCalendar: "CN-2026.1+local.1",
        movedFrom: before.clocks.promised?.dueOn,
        movedTo: after.clocks.promised?.dueOn,
      },
    });
    expect(after.clocks.promised!.dueOn > before.clocks.promised!.dueOn).toBe(true);
  });

  it("R8 counts back by a closing day taken back: the same dates, both moves in the ledger, and closed cases stay", () => {
    const before = accepted("2026-12-14T10:00");
    const [, closed, back] = everyCalendar(editionsOf([closing("2026-12-18"), withdrawn("2026-12-18")]));
    if (closed === undefined || back === undefined) throw new Error("two editions make two calendars");
    expect(changedDays([CHINA_CALENDAR, closed, back])).toEqual(["2026-12-18"]);
    const moved = recount(before, at("2026-12-15T09:00", closed));
    const after = recount(moved, at("2026-12-16T09:00", back));
    expect(after.clocks.promised?.dueOn).toBe(before.clocks.promised?.dueOn);
    expect(after.nextStage?.at).toBe(before.nextStage?.at);
    expect(after.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      facts: {
        fromCalendar: "CN-2026.1+local.1",
        toCalendar: "CN-2026.1+local.2",
        movedFrom: moved.clocks.promised?.dueOn,
        movedTo: before.clocks.promised?.dueOn,
      },
    });
    expect(recount(after, at("2026-12-16T09:05", back))).toBe(after);
    // Whoever still counts by the calendar in between changes nothing.
    expect(recount(after, at("2026-12-16T09:06", closed))).toBe(after);
    const outcome = { outcome: "refused", reason: "不符合条件", remedy: "行政复议" } as const;
    const decided = decide(moved, outcome, { ...occasion("2026-12-15T10:00"), calendar: closed });
    expect(recount(decided, at("2026-12-16T09:00", back))).toBe(decided);
  });

  it("R8 changes nothing the second time", () => {
    const moved = recount(accepted("2026-12-14T10:00"), at("2026-12-15T09:00", WITH_2027));
    expect(recount(moved, at("2026-12-15T09:05", WITH_2027))).toBe(moved);
  });

  it("R8 never changes a closed case", () => {
    const decided = decide(
      accepted("2026-12-14T10:00"),
      { outcome: "refused", reason: "不符合条件", remedy: "行政复议" },
      occasion("2026-12-15T10:00"),
    );
    expect(countingSpan(decided)).toBeUndefined();
    const closed = amended(CHINA_CALENDAR, closing("2026-12-16"));
    expect(recount(decided, at("2026-12-16T09:00", closed))).toBe(decided);
  });
});
