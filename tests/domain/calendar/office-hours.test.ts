import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { deadline, immediateDueOn } from "../../../shared/calendar/deadline.ts";
import { closingOf, OfficeHours, openingOf } from "../../../shared/calendar/office-hours.ts";
import { instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { day, working } from "./days.ts";

const SUMMER = { from: "06-01", to: "09-30", opens: "08:30", closes: "18:00" };
const WINTER = { from: "10-01", to: "05-31", opens: "08:30", closes: "17:30" };
const HOURS = OfficeHours.parse([WINTER, SUMMER]);

const misfit = (seasons: unknown): { path: PropertyKey[] | undefined; message: string | undefined } => {
  const issue = OfficeHours.safeParse(seasons).error?.issues[0];
  return { path: issue?.path, message: issue?.message };
};

describe("office hours", () => {
  it("R4 open and close by season, in the municipality's zone", () => {
    expect(openingOf(HOURS, day("2026-09-30"))).toBe("2026-09-30T00:30:00.000Z");
    expect(closingOf(HOURS, day("2026-09-30"))).toBe("2026-09-30T10:00:00.000Z");
    expect(closingOf(HOURS, day("2026-10-01"))).toBe("2026-10-01T09:30:00.000Z");
  });

  it("wrap the new year and know the leap day", () => {
    for (const date of ["2026-12-31", "2027-01-01", "2028-02-29", "2027-05-31"]) {
      expect(closingOf(HOURS, day(date))).toBe(`${date}T09:30:00.000Z`);
    }
  });

  it("may be one season for the whole year, however it is written", () => {
    const all = { opens: "09:00", closes: "17:00" };
    expect(OfficeHours.safeParse([{ from: "01-01", to: "12-31", ...all }]).success).toBe(true);
    expect(OfficeHours.safeParse([{ from: "07-01", to: "06-30", ...all }]).success).toBe(true);
  });

  it("are refused with a gap, at the season that ends too early", () => {
    expect(misfit([WINTER, { ...SUMMER, to: "09-29" }])).toEqual({
      path: [1, "to"],
      message: "leaves 09-30 without office hours",
    });
    expect(misfit([{ ...WINTER, from: "03-01", to: "02-28" }]).path).toEqual([0, "to"]);
    expect(misfit([]).path).toEqual([]);
  });

  it("are refused with an overlap, at the later season's first day", () => {
    expect(misfit([WINTER, { ...SUMMER, from: "05-31" }])).toEqual({
      path: [1, "from"],
      message: "overlaps another season on 05-31",
    });
    expect(misfit([WINTER, SUMMER, WINTER]).path).toEqual([2, "from"]);
  });

  it("are refused with a day or a time that does not exist, at that field", () => {
    expect(misfit([WINTER, { ...SUMMER, from: "06-31" }]).path).toEqual([1, "from"]);
    expect(misfit([{ ...WINTER, to: "02-30" }, SUMMER]).path).toEqual([0, "to"]);
    expect(misfit([WINTER, { ...SUMMER, opens: "24:00" }]).path).toEqual([1, "opens"]);
    expect(misfit([WINTER, { ...SUMMER, closes: "08:30" }]).path).toEqual([1, "closes"]);
    expect(misfit([WINTER, { ...SUMMER, from: "6-1" }]).path).toEqual([1, "from"]);
  });
});

describe("an immediate item", () => {
  const due = (receivedAt: string): string => immediateDueOn(CHINA_CALENDAR, instant(receivedAt), HOURS);

  it("R6 is due the same day when received before or at closing time", () => {
    expect(due("2026-11-18T00:01:00+08:00")).toBe("2026-11-18");
    expect(due("2026-11-18T17:30:00+08:00")).toBe("2026-11-18");
    expect(due("2026-10-10T09:00:00+08:00")).toBe("2026-10-10");
  });

  it("R6 is due the next working day when received after closing", () => {
    expect(due("2026-11-18T17:30:00.001+08:00")).toBe("2026-11-19");
    expect(due("2026-09-30T18:01:00+08:00")).toBe("2026-10-08");
    expect(due("2026-11-20T23:59:59+08:00")).toBe("2026-11-23");
  });

  it("R6 R3 is due the next working day when received on a rest day, even while a hall is open", () => {
    expect(due("2026-11-21T10:00:00+08:00")).toBe("2026-11-23");
    expect(due("2026-10-03T10:00:00+08:00")).toBe("2026-10-08");
  });
});

describe("an event near midnight", () => {
  const dueFrom = (at: string): string =>
    deadline(CHINA_CALENDAR, { from: localDateOf(instant(at)), limit: working(1) }).dueOn;

  it("R1 R10 belongs to the local day, at whatever hour", () => {
    expect(dueFrom("2026-11-17T23:59:00+08:00")).toBe("2026-11-18");
    expect(dueFrom("2026-11-18T00:01:00+08:00")).toBe("2026-11-19");
    expect(dueFrom("2026-11-17T16:01:00Z")).toBe("2026-11-19");
    expect(dueFrom("2026-12-31T23:59:00+08:00")).toBe("2027-01-04");
    expect(dueFrom("2025-12-31T16:30:00Z")).toBe("2026-01-04");
  });
});
