import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { answerDeadline, DeadlineQuestion } from "../../../shared/directory/deadline-calculation.ts";
import { localDate, plusDays } from "../../../shared/kernel/local-date.ts";

const FROM = localDate("2026-09-30");
const asking = (reach: readonly number[], days = 5) =>
  DeadlineQuestion.safeParse({
    from: FROM,
    days,
    unit: "working-days",
    suspensions: reach.map((n) => ({ from: FROM, to: plusDays(FROM, n), reason: "inspection" })),
  });

describe("a question about a deadline", () => {
  it("may plan a suspension five years ahead, and no further", () => {
    expect(asking([1830]).success).toBe(true);
    const refused = asking([0, 1831, 1830, 400_000]);
    expect(refused.error?.issues.map(({ path }) => path)).toEqual([
      ["suspensions", 1, "to"],
      ["suspensions", 3, "to"],
    ]);
  });

  it("so has an answer of bounded length", () => {
    const longest = answerDeadline(CHINA_CALENDAR, asking([1830], 366).data!);
    expect(longest?.days.length).toBeGreaterThan(1830);
    expect(longest?.days.length).toBeLessThan(2500);
  });
});
