import { describe, expect, it } from "vitest";
import { firingOf } from "../../infra/local/schedule-times.ts";

const SHANGHAI = "Asia/Shanghai";
const next = (expression: string, after: string, zone = SHANGHAI): string => {
  const instant = firingOf(expression, zone).next(Date.parse(after));
  return Number.isFinite(instant) ? new Date(instant).toISOString() : "never";
};

describe("a schedule's firings", () => {
  it("come strictly after the given instant", () => {
    expect(next("cron(0/5 * * * ? *)", "2026-09-30T01:00:00Z")).toBe("2026-09-30T01:05:00.000Z");
    expect(next("cron(0/5 * * * ? *)", "2026-09-30T01:04:59.999Z")).toBe("2026-09-30T01:05:00.000Z");
    expect(next("rate(5 minutes)", "2026-09-30T01:00:00Z")).toBe("2026-09-30T01:05:00.000Z");
    expect(next("rate(1 day)", "2026-09-30T01:00:00Z")).toBe("2026-10-01T00:00:00.000Z");
  });

  it("follow the clock on the wall of their time zone", () => {
    expect(next("cron(30 6 * * ? *)", "2026-09-29T22:29:00Z")).toBe("2026-09-29T22:30:00.000Z");
    expect(next("cron(30 6 * * ? *)", "2026-09-29T22:30:00Z")).toBe("2026-09-30T22:30:00.000Z");
    expect(next("cron(30 6 * * ? *)", "2026-03-28T23:00:00Z", "Europe/Berlin")).toBe("2026-03-29T04:30:00.000Z");
  });

  it("leave out the hour that a zone leaps over", () => {
    expect(next("cron(30 2 * * ? *)", "2026-03-28T12:00:00Z", "Europe/Berlin")).toBe("2026-03-30T00:30:00.000Z");
  });

  it("know lists, ranges, steps, names of months and weekdays, and the last day of a month", () => {
    expect(next("cron(0 9-17/4 ? * MON-FRI *)", "2026-10-02T09:30:00Z", "UTC")).toBe("2026-10-02T13:00:00.000Z");
    expect(next("cron(0 9-17/4 ? * MON-FRI *)", "2026-10-02T18:00:00Z", "UTC")).toBe("2026-10-05T09:00:00.000Z");
    expect(next("cron(15,45 8 1 JAN,JUL ? *)", "2026-01-01T08:15:00Z", "UTC")).toBe("2026-01-01T08:45:00.000Z");
    expect(next("cron(15,45 8 1 JAN,JUL ? *)", "2026-01-01T09:00:00Z", "UTC")).toBe("2026-07-01T08:15:00.000Z");
    expect(next("cron(0 0 L * ? *)", "2028-02-01T00:00:00Z", "UTC")).toBe("2028-02-29T00:00:00.000Z");
  });

  it("find a leap day years ahead, and end with the last year that is named", () => {
    expect(next("cron(0 0 29 2 ? *)", "2026-01-01T00:00:00Z", "UTC")).toBe("2028-02-29T00:00:00.000Z");
    expect(next("cron(0 0 1 1 ? 2026)", "2026-01-01T00:00:00Z", "UTC")).toBe("never");
    expect(next("at(2026-10-01T09:00:00)", "2026-10-01T00:59:59Z")).toBe("2026-10-01T01:00:00.000Z");
    expect(next("at(2026-10-01T09:00:00)", "2026-10-01T01:00:00Z")).toBe("never");
  });

  it.each(["rate(5 fortnights)", "cron(0 25 * * ? *)", "cron(0 9 ? * 2#1 *)", "cron(* * * *)", "daily"])(
    "refuse %s, which is not understood",
    (expression) => expect(() => firingOf(expression)).toThrow(expression),
  );
});
