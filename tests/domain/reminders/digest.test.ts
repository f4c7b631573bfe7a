import { describe, expect, it } from "vitest";
import type { StageName } from "../../../shared/calendar/ladder-settings.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import { digestOf } from "../../../shared/reminders/digest.ts";

const about = (caseNumber: string, stage: StageName, dueOn: string) => ({
  caseNumber,
  stage,
  dueOn: localDate(dueOn),
});
const a = about("K7M29QXR4T3B", "yellow", "2026-10-12");
const b = about("AAAABBBBCCCC", "yellow", "2026-10-09");
const late = about("DDDDEEEEFFFF", "red", "2026-09-30");

const TODAY = localDate("2026-10-09");

describe("a digest", () => {
  it("R36 names one case by its number and date", () => {
    expect(digestOf([a], TODAY)).toEqual({
      template: "due-one",
      params: { number: "K7M2-9QXR-4T3B", date: "10月12日" },
    });
    expect(digestOf([late], TODAY).template).toBe("overdue-one");
  });

  it("R36 counts several cases and names the earliest date, in whatever order they come", () => {
    const expected = { template: "due-many", params: { count: "2", date: "10月9日" } };
    expect(digestOf([a, b], TODAY)).toEqual(expected);
    expect(digestOf([b, a], TODAY)).toEqual(expected);
  });

  it("speaks of what is overdue as soon as one is, with a date that has passed", () => {
    expect(digestOf([b, late], TODAY)).toEqual({ template: "overdue-many", params: { count: "2", date: "9月30日" } });
  });

  it("does not say of a day gone by that something will be due on it", () => {
    expect(digestOf([a], localDate("2026-10-12")).template).toBe("due-one");
    expect(digestOf([a], localDate("2026-10-13")).template).toBe("overdue-one");
  });

  it("counts a case with two stages once", () => {
    const both = [about("K7M29QXR4T3B", "yellow", "2026-10-12"), about("K7M29QXR4T3B", "red", "2026-09-30")];
    expect(digestOf(both, TODAY)).toEqual({
      template: "overdue-one",
      params: { number: "K7M2-9QXR-4T3B", date: "9月30日" },
    });
  });

  it("R28 tells of half of the time by a count alone, also of one case", () => {
    const half = about("K7M29QXR4T3B", "half", "2026-10-12");
    expect(digestOf([half], TODAY)).toEqual({ template: "half-many", params: { count: "1" } });
    const other = about("AAAABBBBCCCC", "half", "2026-10-15");
    expect(digestOf([half, other], TODAY)).toEqual({ template: "half-many", params: { count: "2" } });
  });

  it("R28 counts no half among what is more urgent", () => {
    const half = about("EEEEFFFF0000", "half", "2026-10-20");
    expect(digestOf([half, a], TODAY)).toEqual(digestOf([a], TODAY));
    expect(digestOf([late, half, b], TODAY)).toEqual(digestOf([late, b], TODAY));
  });

  it("R28 makes no half of a case whose date passed while it was held back", () => {
    expect(digestOf([about("EEEEFFFF0000", "half", "2026-10-08")], TODAY).template).toBe("overdue-one");
  });

  it("R31 speaks of a case under supervision as overdue", () => {
    expect(digestOf([about("EEEEFFFF0000", "supervision", "2026-10-08")], TODAY).template).toBe("overdue-one");
  });

  it("tells of something, always", () => {
    expect(() => digestOf([], TODAY)).toThrow(RangeError);
  });
});
