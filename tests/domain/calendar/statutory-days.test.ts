import chineseDays from "chinese-days";
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR, calendarOf, dayKind } from "../../../shared/calendar/calendar.ts";
import { LUNAR_FESTIVALS } from "../../../shared/calendar/lunar-festivals.ts";
import { PUBLISHED_YEARS } from "../../../shared/calendar/published-years.ts";
import { statutoryDays } from "../../../shared/calendar/statutory-days.ts";
import { Refusal } from "../../../shared/kernel/refusal.ts";
import { day, dayAfter, slowlyWorked } from "./days.ts";

const YEARS = Object.keys(LUNAR_FESTIVALS).map(Number);

/** Month and day in ICU's Chinese calendar, such as `1/1`. */
const ICU = new Intl.DateTimeFormat("en-u-ca-chinese", { timeZone: "UTC", month: "numeric", day: "numeric" });

describe("the statutory days", () => {
  it("are on record for each year from 2025 to 2099", () => {
    expect(YEARS).toEqual(Array.from({ length: 75 }, (_, n) => 2025 + n));
  });

  it("agree with chinese-days on every festival of the moon and the sun", () => {
    for (const year of YEARS) {
      const lunar = (monthAndDay: string) => chineseDays.getSolarDateFromLunar(`${year}-${monthAndDay}`).date;
      const qingming = chineseDays.getSolarTermDate(year, 4, "pure_brightness");
      const theirs = [lunar("01-01"), qingming, lunar("05-05"), lunar("08-15")].map((date) => date.slice(5));
      expect([year, ...LUNAR_FESTIVALS[year]!]).toEqual([year, ...theirs]);
    }
  });

  it("agree with ICU's Chinese calendar to a day, which is how far ICU misplaces new moons near midnight", () => {
    for (const year of YEARS) {
      const [spring, , dragonBoat, midAutumn] = LUNAR_FESTIVALS[year]!;
      const festivals: [string, string][] = [
        [spring, "1/1"],
        [dragonBoat, "5/5"],
        [midAutumn, "8/15"],
      ];
      for (const [monthAndDay, lunar] of festivals) {
        const noon = Date.parse(`${year}-${monthAndDay}T12:00:00Z`);
        const around = [-1, 0, 1].map((n) => ICU.format(noon + n * 86_400_000).replace(/\/\d{4}$/, ""));
        expect(around, `${year} ${lunar}`).toContain(lunar);
      }
    }
  });

  it("R7 are thirteen a year, or twelve when Mid-Autumn meets National Day and both are named", () => {
    for (const year of YEARS) {
      const midAutumn = LUNAR_FESTIVALS[year]![3];
      expect(statutoryDays(year).size).toBe(["10-01", "10-02", "10-03"].includes(midAutumn) ? 12 : 13);
    }
    expect(statutoryDays(2028).get(day("2028-10-03"))).toEqual({
      zh: "国庆节、中秋节",
      en: "National Day and Mid-Autumn Festival",
    });
  });

  it("R7 of 2027 are those of the law as revised in 2024", () => {
    expect([...statutoryDays(2027)].map(([date, { zh }]) => `${date} ${zh}`)).toEqual([
      "2027-01-01 元旦",
      "2027-02-05 春节",
      "2027-02-06 春节",
      "2027-02-07 春节",
      "2027-02-08 春节",
      "2027-04-05 清明节",
      "2027-05-01 劳动节",
      "2027-05-02 劳动节",
      "2027-06-09 端午节",
      "2027-10-01 国庆节",
      "2027-10-02 国庆节",
      "2027-10-03 国庆节",
      "2027-09-15 中秋节",
    ]);
  });
});

describe("a provisional year", () => {
  it("R7 is Monday to Friday minus the statutory days, and says that it is provisional", () => {
    for (let date = day("2027-01-01"); date < "2031"; date = dayAfter(date)) {
      const kind = dayKind(CHINA_CALENDAR, date);
      expect([date, kind.working, kind.provisional]).toEqual([date, slowlyWorked(date), true]);
      expect(["working-day", "weekend", "provisional-holiday"]).toContain(kind.reason);
    }
  });

  it("R7 does not call New Year's Day 2027 a working day", () => {
    expect(dayKind(CHINA_CALENDAR, day("2027-01-01"))).toEqual({
      working: false,
      reason: "provisional-holiday",
      name: { zh: "元旦", en: "New Year's Day" },
      provisional: true,
    });
  });

  it("R7 ends once its notice is published: then the notice rules", () => {
    const before = calendarOf("CN-2025.1", PUBLISHED_YEARS.slice(0, 1));
    expect(dayKind(before, day("2026-10-10"))).toMatchObject({ working: false, reason: "weekend", provisional: true });
    expect(dayKind(before, day("2026-09-25"))).toMatchObject({ reason: "provisional-holiday", provisional: true });
    expect(dayKind(CHINA_CALENDAR, day("2026-10-10"))).toMatchObject({ reason: "make-up-day", provisional: false });
    expect(dayKind(CHINA_CALENDAR, day("2026-09-25"))).toMatchObject({ reason: "holiday", provisional: false });
  });

  it("R7 refuses days before 2025 and after 2099", () => {
    for (const date of ["2024-12-31", "1999-01-01", "2100-01-01", "9999-12-31"]) {
      expect(() => dayKind(CHINA_CALENDAR, day(date))).toThrow(
        new Refusal("calendar-range", { date, first: "2025-01-01", last: "2099-12-31" }),
      );
    }
    expect(dayKind(CHINA_CALENDAR, day("2025-01-01"))).toMatchObject({ reason: "holiday", provisional: false });
    expect(dayKind(CHINA_CALENDAR, day("2099-12-31"))).toMatchObject({ working: true, provisional: true });
  });
});
