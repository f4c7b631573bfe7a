import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { sendableFrom } from "../../../shared/reminders/quiet-hours.ts";

const window = { from: "08:00", until: "20:00" };
const from = (at: string, urgent = false) => sendableFrom(instant(`${at}:00+08:00`), CHINA_CALENDAR, window, urgent);

describe("when an SMS may be sent", () => {
  it.each([
    ["at once within the window", "2026-09-18T08:30", "2026-09-18T08:30"],
    ["at once when it opens", "2026-09-18T08:00", "2026-09-18T08:00"],
    ["from its opening before it", "2026-09-18T06:10", "2026-09-18T08:00"],
    ["no more when it closes", "2026-09-18T20:00", "2026-09-20T08:00"],
    ["on a make-up Sunday", "2026-09-20T09:00", "2026-09-20T09:00"],
    ["not on a plain Saturday", "2026-09-19T09:00", "2026-09-20T08:00"],
    ["not in National Day's week", "2026-09-30T20:01", "2026-10-08T08:00"],
    ["not in the first hours of a rest day", "2026-10-03T01:00", "2026-10-08T08:00"],
  ])("R36 %s: %s → %s", (_, at, expected) => {
    expect(from(at)).toBe(instant(`${expected}:00+08:00`));
  });

  it("R36 any time for an hour clock", () => {
    expect(from("2026-10-03T01:00", true)).toBe(instant("2026-10-03T01:00:00+08:00"));
  });
});
