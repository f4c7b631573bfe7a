/** Who is reminded of a complaint (R28–R31, R34), and who never is (R53). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallsOf } from "../../shared/complaints/walls.ts";
import type { Absence } from "../../shared/directory/roster.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { nextAbove, seatsAlong, stepsOfComplaint } from "../../shared/reminders/recipients.ts";
import { CENTRE, roster, town } from "../support/casework.ts";
import { filedComplaint, people, person, withRoster } from "../support/complaints.ts";

const AT = instant("2026-10-14T08:30:00+08:00");
const STAGES = ["half", "yellow", "red", "supervision"] as const;
const absent = (id: string): Absence => ({
  ...{ schema: 1, id: `${id}-away`, staffId: id, centre: CENTRE, kind: "leave" },
  ...{ from: instant("2026-09-18T08:00:00+08:00"), recordedBy: person("director"), recordedAt: AT },
});
const firstTold = (stage: (typeof STAGES)[number], subject = filedComplaint(), among = people) =>
  seatsAlong(stage, stepsOfComplaint(subject, among), among, AT).map(({ candidates }) => candidates[0]?.id);

describe("reminders of a complaint", () => {
  it("R28, R30, R31 go to its handler first, then to those above, at last to the office", () => {
    expect(firstTold("half")).toEqual([person("deputy")]);
    expect(new Set(firstTold("red"))).toEqual(new Set([person("deputy"), person("director")]));
    expect(firstTold("supervision")).toEqual([...town.office.map(({ id }) => id), person("director")]);
  });

  it("R54 what the office handles goes up within the office", () => {
    const subject = filedComplaint({ target: { kind: "centre" } });
    for (const stage of STAGES) for (const id of firstTold(stage, subject)) expect(id).toMatch(/^office/);
  });

  it("R53 what anyone of the office is walled from reminds its head and its handler, and no other member", () => {
    const [first, second] = town.office.filter(({ role }) => role === "office-member").map(({ id }) => id);
    const head = town.office.find(({ role }) => role === "office-head")!.id;
    const subject = { ...filedComplaint({ target: { kind: "centre" } }), hiddenFromOffice: true };
    expect(second).toBeDefined();
    expect(new Set(firstTold("supervision", { ...subject, interested: [second!] }))).toEqual(new Set([head]));
    const givenTo = { ...subject, handler: first!, interested: [second!] };
    expect(new Set(firstTold("supervision", givenTo))).toEqual(new Set([head, first]));
  });

  it("R34, R53 skip the absent and the walled upward, whatever the absences, and never reach someone who is walled", () => {
    const all = roster.staff.map(({ id }) => id);
    let told = 0;
    fc.assert(
      fc.property(fc.subarray(all), fc.subarray(all), fc.nat(), (away, interested, pick) => {
        const among = withRoster({ absences: away.map(absent) });
        const post = roster.posts[pick % roster.posts.length]!.id;
        const subject = { ...filedComplaint({ target: { kind: "post", post } }), interested };
        const walls = wallsOf(subject, among);
        const steps = stepsOfComplaint(subject, among);
        for (const stage of STAGES) {
          for (const { candidates } of seatsAlong(stage, steps, among, AT)) {
            told += candidates.length;
            for (const { id } of candidates) expect([id, walls.has(id), away.includes(id)]).toEqual([id, false, false]);
          }
        }
        for (const { id } of roster.staff) {
          const next = nextAbove(id, steps, among, AT);
          if (next !== undefined) expect([next.id, walls.has(next.id)]).toEqual([next.id, false]);
        }
      }),
      { numRuns: 150, seed: 29 },
    );
    expect(told).toBeGreaterThan(1000);
  });

  it("R34, R53 goes on upward from the step of whoever was not reached, though a wall stands before them since", () => {
    const subject = { ...filedComplaint(), handler: person("a3") };
    const above = (interested: readonly string[]) =>
      nextAbove(person("deputy"), stepsOfComplaint({ ...subject, interested: [...interested] }, people), people, AT)
        ?.id;
    expect(above([])).toBe(person("director"));
    expect(above([person("deputy")])).toBe(person("director"));
    expect(above([person("deputy"), person("director")])).toBe(
      town.office.find(({ role }) => role === "office-head")?.id,
    );
    const everyoneAbove = [person("deputy"), person("director"), ...town.office.map(({ id }) => id)];
    expect(above(everyoneAbove)).toBeUndefined();
  });

  it("R34 falls to the ladder when its handler has moved to another centre, or to the office", () => {
    const subject = filedComplaint();
    const deputy = roster.staff.find(({ id }) => id === person("deputy"))!;
    const moved = withRoster({ staff: roster.staff.filter(({ id }) => id !== deputy.id) });
    expect(firstTold("half", subject, moved)).toEqual([person("director")]);
    const { centre: _, ...promoted } = { ...deputy, role: "office-member" as const };
    expect(firstTold("half", subject, { ...moved, office: [...town.office, promoted] })).toEqual([person("director")]);
    expect(nextAbove(deputy.id, stepsOfComplaint(subject, moved), moved, AT)?.id).toBe(person("director"));
  });
});
