/** Random histories of a town's calendar: every date equals a slow count by hand, and the index finds every case that moves. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calendar, CHINA_CALENDAR, isWorkingDay } from "../../shared/calendar/calendar.ts";
import { changedDays, meets } from "../../shared/calendar/changed-days.ts";
import { deadline } from "../../shared/calendar/deadline.ts";
import { amended, type CalendarChange, everyCalendar } from "../../shared/calendar/editions.ts";
import type { PublishedYear } from "../../shared/calendar/published-years.ts";
import type { Case } from "../../shared/casework/case.ts";
import { countingSpan } from "../../shared/casework/counting-span.ts";
import { accept, giveNotice } from "../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { recount } from "../../shared/casework/recounting.ts";
import { type LocalDate, localDate, plusDays, weekdayOf } from "../../shared/kernel/local-date.ts";
import { closing, editionsOf, withdrawn, YEAR_2027 } from "../support/calendars.ts";
import { filed, itemNamed, occasion, sha256 } from "../support/casework.ts";

const DECEMBER = localDate("2026-12-01");
const days = fc.integer({ min: 0, max: 90 }).map((n) => plusDays(DECEMBER, n));
/** The notice of 2027 with another weekend worked for New Year's. */
const years = fc.constantFrom("2027-01-03", "2027-01-09", "2026-12-27").map((worked): PublishedYear => {
  const [newYear, ...others] = YEAR_2027.holidays;
  if (newYear === undefined) throw new Error("a year has holidays");
  return { ...YEAR_2027, holidays: [{ ...newYear, makeUpDays: [localDate(worked)] }, ...others] };
});
const change: fc.Arbitrary<CalendarChange> = fc.oneof(
  { weight: 3, arbitrary: days.map((day) => closing(day)) },
  { weight: 1, arbitrary: years.map((year) => ({ kind: "year" as const, year })) },
);
/** As the office adds them: what is no working day is not closed; now and then a day that was closed is taken back. */
const histories = fc.array(fc.tuple(change, fc.nat(20)), { minLength: 1, maxLength: 8 }).map((drawn) => {
  let calendar = CHINA_CALENDAR;
  return drawn.flatMap(([added, which]) => {
    const closed = calendar.closingDays?.[which];
    const each = closed === undefined ? added : withdrawn(closed.date);
    if (each.kind === "closing-day" && !isWorkingDay(calendar, each.day.date)) return [];
    calendar = amended(calendar, each);
    return [each];
  });
});
const calendarsOf = (changes: readonly CalendarChange[]): readonly Calendar[] => everyCalendar(editionsOf(changes));

const takenBack = (change: CalendarChange) => (change.kind === "closing-day-withdrawn" ? change.date : undefined);

/** By hand, from what was added: no index, no ordinals. */
const workedByHand = (changes: readonly CalendarChange[], day: LocalDate): boolean => {
  const years = new Map(CHINA_CALENDAR.years.map((year) => [year.year, year]));
  for (const each of changes) if (each.kind === "year") years.set(each.year.year, each.year);
  const holidays = [...years.values()].flatMap((year) => year.holidays);
  const provisional = years.has(Number(day.slice(0, 4))) ? [] : YEAR_2027.holidays.flatMap(({ daysOff }) => daysOff);
  const off = new Set([...holidays.flatMap(({ daysOff }) => daysOff), ...provisional]);
  const worked = holidays.some(({ makeUpDays }) => makeUpDays.includes(day));
  const said = changes.findLast((each) => (each.kind === "closing-day" ? each.day.date : takenBack(each)) === day);
  const closed = said?.kind === "closing-day";
  return (worked || (![0, 6].includes(weekdayOf(day)) && !off.has(day))) && !closed;
};

const dueByHand = (changes: readonly CalendarChange[], from: LocalDate, count: number): LocalDate => {
  let day = from;
  for (let left = count; left > 0; ) {
    day = plusDays(day, 1);
    if (workedByHand(changes, day)) left -= 1;
  }
  return day;
};

const LICENCE = itemNamed("tree-felling-licence");
const openCases = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean()).map(([n, correcting]): Case => {
  const on = `${plusDays(DECEMBER, n)}T10:00`;
  const subject = filed(LICENCE, on);
  const missing = [{ code: "a", name: "甲" }];
  return correcting
    ? giveNotice(subject, { missing, channel: "counter-signature" }, occasion(on))
    : accept(subject, occasion(on));
});

const at = (calendar: Calendar) => ({ ...occasion("2027-01-01T09:00", { kind: "clock" }), calendar });

describe("whatever is added to the calendar", () => {
  it("R8 every due date equals a count by hand", () => {
    fc.assert(
      fc.property(histories, days, fc.integer({ min: 1, max: 25 }), (changes, from, count) => {
        const calendar = calendarsOf(changes).at(-1) ?? CHINA_CALENDAR;
        const { dueOn } = deadline(calendar, { from, limit: { days: count, unit: "working-days" } });
        expect(dueOn).toBe(dueByHand(changes, from, count));
      }),
      { numRuns: 60 },
    );
  });

  it("R8 counting an open case again, edition by edition or at once, comes to the same dates, and its ledger holds", () => {
    fc.assert(
      fc.property(histories, openCases, (changes, before) => {
        const calendars = calendarsOf(changes);
        const step = calendars.reduce((subject, calendar) => recount(subject, at(calendar)), before);
        const once = recount(before, at(calendars.at(-1) ?? CHINA_CALENDAR));
        const datesOf = ({ clocks, notice }: Case) => [
          ...Object.values(clocks).map(({ dueOn, provisional }) => [dueOn, provisional]),
          [notice?.correctBy, notice?.provisional],
        ];
        expect(datesOf(step)).toEqual(datesOf(once));
        const { promised } = step.clocks;
        if (promised?.running && promised.limit.unit === "working-days") {
          expect(promised.dueOn).toBe(dueByHand(changes, promised.from, promised.limit.days));
        }
        expect(firstBrokenEntry(step.ledger, sha256)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it("R8 a case that moves was to be found: its days meet a changed one", () => {
    fc.assert(
      fc.property(histories, openCases, (changes, before) => {
        const calendars = calendarsOf(changes);
        const after = recount(before, at(calendars.at(-1) ?? CHINA_CALENDAR));
        const span = countingSpan(before);
        const found = span !== undefined && meets(span, changedDays(calendars));
        expect(after === before || found).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
