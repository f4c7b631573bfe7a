import chineseDays from "chinese-days";
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR, dayKind } from "../../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS } from "../../../shared/calendar/published-years.ts";
import { statutoryDays } from "../../../shared/calendar/statutory-days.ts";
import { day, dayAfter } from "./days.ts";

describe("the published years", () => {
  it("agree with chinese-days on every day of 2025 and 2026", () => {
    const differing: string[] = [];
    for (let date = day("2025-01-01"); date < "2027"; date = dayAfter(date)) {
      if (dayKind(CHINA_CALENDAR, date).working !== chineseDays.isWorkday(date)) differing.push(date);
    }
    expect(differing).toEqual([]);
  });

  it("agree with chinese-days on which days are make-up days", () => {
    for (const { daysOff, makeUpDays } of PUBLISHED_YEARS.flatMap(({ holidays }) => holidays)) {
      for (const date of makeUpDays) expect(chineseDays.getDayDetail(date)).toMatchObject({ work: true });
      for (const date of makeUpDays) expect(["Saturday", "Sunday"]).toContain(weekdayName(date));
      for (const date of daysOff) expect(chineseDays.getDayDetail(date)).toMatchObject({ work: false });
    }
  });

  it("name the notice by title, number and date", () => {
    expect(PUBLISHED_YEARS.map(({ notice }) => notice)).toEqual([
      { title: "国务院办公厅关于2025年部分节假日安排的通知", number: "国办发明电〔2024〕12号", date: "2024-11-12" },
      { title: "国务院办公厅关于2026年部分节假日安排的通知", number: "国办发明电〔2025〕7号", date: "2025-11-04" },
    ]);
  });

  it("give off all the days that the law itself names", () => {
    for (const { year, holidays } of PUBLISHED_YEARS) {
      expect(holidays.flatMap(({ daysOff }) => daysOff)).toEqual(
        expect.arrayContaining([...statutoryDays(year).keys()]),
      );
    }
  });
});

const weekdayName = (date: string): string =>
  new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(new Date(date));
