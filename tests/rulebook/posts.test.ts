/** Who answers for a post (R34, R38–R42), and what attendance says of it (article 9). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awayNow, awayOn, awayUntil, lastMark, withMark } from "../../shared/directory/attendance.ts";
import { capacity, isAbsent, onDuty, postsOnDuty } from "../../shared/directory/duty.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import { seatsOf } from "../../shared/reminders/recipients.ts";
import { roster, town } from "../support/casework.ts";
import { absence, at, away, id, marked, post, when } from "../support/posts.ts";

describe("one ladder for all", () => {
  /** A few of a centre's people, away at any of a day's hours. */
  const someAway = fc.array(
    fc.record({
      person: fc.constantFrom("a1", "a2", "a3", "a4", "a5", "a9", "deputy", "director"),
      from: fc.integer({ min: 8, max: 18 }),
      hours: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
      out: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const clock = (hour: number) => `09-18T${String(hour).padStart(2, "0")}:00`;

  it("R34 R39 R42 whoever may act, sees the work and is reminded first is the same, whatever the absences", () => {
    fc.assert(
      fc.property(someAway, fc.integer({ min: 8, max: 18 }), fc.integer({ min: 1, max: 9 }), (given, hour, number) => {
        const people = away(
          ...given.flatMap(({ person, from, hours: lasting, out }) => {
            const left = marked(person, ["out", clock(from)]);
            if (out) return awayOn(left, when);
            return [absence(person, clock(from), lasting === undefined ? undefined : clock(from + lasting))];
          }),
        );
        const moment = at(clock(hour));
        const everyone = [...people.staff, ...town.office];
        const acting = everyone.filter((member) => {
          const basis = capacity(people, post(number), member, moment);
          return basis !== undefined && basis !== "stand-in-unrecorded";
        });
        const seeing = everyone.filter((member) => postsOnDuty(people, member, moment).includes(post(number)));
        const [seat] = seatsOf("yellow", post(number), { roster: people, office: town.office }, moment);
        expect(acting.length).toBeGreaterThan(0);
        expect(seeing.map((member) => member.id)).toEqual(acting.map((member) => member.id));
        expect(seat?.candidates[0]?.id).toBe(acting[0]?.id);
        const duty = onDuty(people, post(number), moment);
        if (duty === undefined) expect(acting).toEqual(town.office);
        else expect(acting.map((member) => member.id)).toEqual([duty.staffId]);
      }),
      { numRuns: 500 },
    );
  });

  it("R34 someone who does not work at the centre any more holds no post up", () => {
    const left = { ...roster, staff: roster.staff.filter((member) => member.id !== id("a3")) };
    expect(onDuty(left, post(3), at("09-18T09:00"))).toEqual({ staffId: id("a4"), basis: "stand-in" });
    const empty = { ...roster, staff: [] };
    expect(capacity(empty, post(3), town.office[0]!, at("09-18T09:00"))).toBe("office");
  });

  it("R40 R41 names on what basis each of them acts", () => {
    const basis = (people: Roster, person: string) =>
      capacity(people, post(3), roster.staff.find((member) => member.id === id(person))!, at("09-18T09:00"));
    expect(basis(roster, "a3")).toBe("holder");
    expect(basis(roster, "a4")).toBe("stand-in-unrecorded");
    expect(basis(away(absence("a3", "09-18T09:00")), "a4")).toBe("stand-in");
    expect(basis(away(absence("a3", "09-18T09:00"), absence("a4", "09-18T09:00")), "a1")).toBe("window-head");
  });
});

describe("attendance", () => {
  it("R39 leaving before the hall closes gives the post to B, until the next check-in", () => {
    const morning = marked("a3", ["in", "09-18T08:20"], ["out", "09-18T11:00"]);
    const last = lastMark(morning.marks, when);
    expect(last).toMatchObject({ event: "out", until: at("09-20T08:30") });
    const people = { ...roster, absences: awayNow(morning, last) };
    expect(onDuty(people, post(3), at("09-18T10:59"))?.basis).toBe("holder");
    expect(onDuty(people, post(3), at("09-18T11:00"))).toEqual({ staffId: id("a4"), basis: "stand-in" });
    const back = marked("a3", ["in", "09-18T08:20"], ["out", "09-18T11:00"], ["in", "09-18T13:30"]);
    expect(awayNow(back, lastMark(back.marks, when))).toEqual([]);
    expect(awayOn(back, when)).toMatchObject([{ from: at("09-18T11:00"), until: at("09-18T13:30") }]);
  });

  it("R39 without a check-in the post is A's again when the next working day opens, a make-up Sunday too", () => {
    const people = { ...roster, absences: awayOn(marked("a3", ["out", "09-18T16:00"]), when) };
    expect(isAbsent(people, id("a3"), at("09-20T08:29"))).toBe(true);
    expect(isAbsent(people, id("a3"), at("09-20T08:30"))).toBe(false);
  });

  it.each([
    ["after closing", "09-18T17:30"],
    ["before opening", "09-18T07:50"],
    ["on a day off", "09-19T10:00"],
  ])("R39 leaving %s leaves no post", (_, text) => {
    expect(awayUntil(when, at(text))).toBeUndefined();
  });

  it("R39 not having checked in is no absence", () => {
    expect(
      onDuty(
        { ...roster, absences: awayNow(marked("a3", ["in", "09-18T08:20"]), undefined) },
        post(3),
        at("09-18T12:00"),
      )?.basis,
    ).toBe("holder");
  });

  it("R39 a mark that says nothing new, or comes twice, changes nothing; a forgotten one goes in its place", () => {
    const { marks } = marked("a3", ["in", "09-18T08:20"], ["in", "09-18T13:00"]);
    const [first, second] = marks;
    expect(withMark([first!, second!], second!)).toEqual([first, second]);
    // Kept, so that leaving at noon, entered later, does not make a person away who is there.
    const both = withMark([first!], second!);
    expect(both).toEqual([first, second]);
    const forgotten = marked("a3", ["out", "09-18T12:00"]).marks[0]!;
    const whole = withMark(both, forgotten);
    expect(whole).toEqual([first, forgotten, second]);
    expect(lastMark(whole, when)?.until).toBeUndefined();
    const again = marked("a3", ["out", "09-18T12:30"]).marks[0]!;
    expect(withMark([first!, forgotten], { ...again, token: "again" })).toEqual([first, forgotten]);
  });

  it("R39 leaving before the hall opens is an absence for whoever had come", () => {
    const { marks } = marked("a3", ["in", "09-18T08:10"], ["out", "09-18T08:25"]);
    expect(lastMark(marks, when)?.until).toBe(at("09-20T08:30"));
    expect(lastMark(marks.slice(1), when)?.until).toBeUndefined();
  });
});
