import { describe, expect, it } from "vitest";
import { deadline } from "../../../shared/calendar/deadline.ts";
import { type LadderClock, nextStage, stagesOf } from "../../../shared/calendar/ladder.ts";
import { accept } from "../../../shared/casework/handling.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { filed, itemNamed, occasion } from "../../support/casework.ts";

const timetable = occasion("2026-09-18T10:00");
const { calendar } = timetable;
const local = (text: string) => instant(`${text}:00+08:00`);
const clock = (change: Partial<LadderClock>): LadderClock => ({
  kind: "promised",
  stages: ["yellow", "red"],
  statutory: false,
  dueVersion: 1,
  startedAt: local("2026-09-18T10:00"),
  dueOn: localDate("2026-10-12"),
  sameDay: false,
  ...change,
});
const stages = (change: Partial<LadderClock>) =>
  stagesOf(clock(change), timetable).map(({ name, at, applies }) => [name, at, applies]);

describe("the ladder", () => {
  it("R29 R30 a case due 2026-10-12 turns yellow on the working Saturday before, red the morning after", () => {
    expect(stages({})).toEqual([
      ["yellow", local("2026-10-10T08:30"), true],
      ["red", local("2026-10-13T08:30"), true],
    ]);
  });

  it("R29 the same from filing and acceptance", () => {
    const item = itemNamed("tree-felling-licence");
    const subject = accept(filed(item, "2026-09-18T10:00"), occasion("2026-09-23T16:00"));
    expect(subject.nextStage).toEqual({ id: "promised#1#half", at: local("2026-09-30T08:30") });
  });

  it("R29 a same-day item turns yellow two hours before closing, by season", () => {
    expect(stages({ dueOn: localDate("2026-09-18"), sameDay: true })[0]).toEqual([
      "yellow",
      local("2026-09-18T15:30"),
      true,
    ]);
    expect(
      stages({ dueOn: localDate("2026-10-12"), sameDay: true, startedAt: local("2026-10-12T09:00") })[0]?.[1],
    ).toEqual(local("2026-10-12T15:00"));
  });

  it("R29 a stage before its clock's start does not apply, one at the very start does", () => {
    const due = { dueOn: localDate("2026-09-20") };
    expect(stages({ ...due, startedAt: local("2026-09-18T08:30") })[0]?.[2]).toBe(true);
    expect(stages({ ...due, startedAt: local("2026-09-18T08:31") })[0]?.[2]).toBe(false);
  });

  it("R29 records on the clock which stages do not apply", () => {
    const subject = filed(itemNamed("birth-registration"), "2026-09-18T16:00");
    expect(subject.clocks.promised?.notApplicable).toEqual(["yellow"]);
    expect(subject.nextStage).toEqual({ id: "promised#1#red", at: local("2026-09-20T08:30") });
  });

  it("R9 natural days: yellow before the safe day, red after the legal end", () => {
    const { dueOn, safeBy } = deadline(calendar, {
      from: localDate("2026-09-01"),
      limit: { days: 30, unit: "natural-days" },
    });
    expect([dueOn, safeBy]).toEqual(["2026-10-08", "2026-09-30"]);
    expect(stages({ dueOn, safeBy }).map(([, at]) => at)).toEqual([
      local("2026-09-29T08:30"),
      local("2026-10-09T08:30"),
    ]);
  });

  it("an hour clock turns yellow two hours before its end, and red at it", () => {
    const dueAt = local("2026-10-03T03:00");
    expect(stages({ dueAt }).map(([, at]) => at)).toEqual([local("2026-10-03T01:00"), dueAt]);
  });
});

describe("the next stage", () => {
  const next = (clocks: LadderClock[], fired: string[] = []) =>
    nextStage(clocks, Object.fromEntries(fired.map((id) => [id, true])), timetable)?.id;

  it("R32 is never one that fired", () => {
    expect(next([clock({})])).toBe("promised#1#yellow");
    expect(next([clock({})], ["promised#1#yellow"])).toBe("promised#1#red");
    expect(next([clock({})], ["promised#1#yellow", "promised#1#red"])).toBeUndefined();
  });

  it("R33 a moved due date fires its own stages, whatever fired before", () => {
    expect(next([clock({ dueVersion: 2 })], ["promised#1#yellow", "promised#1#red"])).toBe("promised#2#yellow");
  });

  it("is the earliest of all clocks, yellow before red at one instant", () => {
    const notice = clock({ kind: "notice", dueOn: localDate("2026-10-09") });
    // Red of the ninth and yellow of the twelfth share the morning of the tenth.
    expect(next([notice, clock({})])).toBe("notice#1#yellow");
    expect(next([notice, clock({})], ["notice#1#yellow"])).toBe("promised#1#yellow");
  });
});
