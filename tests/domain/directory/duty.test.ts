import { describe, expect, it } from "vitest";
import { capacity, isAbsent, onDuty, postsOnDuty, requireCapacity } from "../../../shared/directory/duty.ts";
import { Absence, type Roster } from "../../../shared/directory/roster.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { type Instant, instant, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { Refusal } from "../../../shared/kernel/refusal.ts";

const present = sampleTown(UNITS_370481).rosters[0]!;
const c = present.centre;
/** A = a3, B = a4, the window's head = a1. */
const post = `${c}-p03`;
const nine = instant("2026-09-18T09:00:00+08:00");
const noon = instant("2026-09-18T12:00:00+08:00");

const absence = (person: string, from: Instant, until?: Instant): Absence => ({
  schema: 1,
  id: `${person}-away`,
  staffId: `${c}-${person}`,
  centre: c,
  kind: "leave",
  from,
  ...(until === undefined ? {} : { until }),
  recordedBy: `${c}-deputy`,
  recordedAt: from,
});
const person = (id: string) => present.staff.find((each) => each.id === `${c}-${id}`)!;
const away = (...people: string[]): Roster => ({ ...present, absences: people.map((person) => absence(person, nine)) });

describe("who is on duty", () => {
  it.each([
    [[], "a3", "holder"],
    [["a3"], "a4", "stand-in"],
    [["a3", "a4"], "a1", "window-head"],
    [["a3", "a4", "a1"], "deputy", "deputy-director"],
    [["a3", "a4", "a1", "deputy"], "director", "director"],
    [["a4"], "a3", "holder"],
  ])("R34, R39, R42 with %j away it is %s as %s", (people, person, basis) => {
    expect(onDuty(away(...people), post, nine)).toEqual({ staffId: `${c}-${person}`, basis });
  });

  it("R34 is nobody of the centre when all are away, nor for a post that is not the centre's", () => {
    expect(onDuty(away("a3", "a4", "a1", "deputy", "director"), post, nine)).toBeUndefined();
    expect(onDuty(present, "370481999-p01", nine)).toBeUndefined();
  });

  it("R39 changes at the very instant an absence starts, and back at the very instant it ends", () => {
    const roster = { ...present, absences: [absence("a3", nine, noon)] };
    const at = (moment: Instant) => onDuty(roster, post, moment)?.basis;
    expect(at(plusMilliseconds(nine, -1))).toBe("holder");
    expect(at(nine)).toBe("stand-in");
    expect(at(plusMilliseconds(noon, -1))).toBe("stand-in");
    expect(at(noon)).toBe("holder");
  });

  it("R39 keeps the instant whether or not the absence was written with milliseconds", () => {
    const stored = Absence.parse({
      ...absence("a3", nine, noon),
      from: "2026-09-18T01:00:00Z",
      until: "2026-09-18T04:00:00Z",
    });
    const roster = { ...present, absences: [stored] };
    expect(isAbsent(roster, `${c}-a3`, nine)).toBe(true);
    expect(isAbsent(roster, `${c}-a3`, noon)).toBe(false);
  });

  it("R39 has no gap and no overlap between two absences that touch", () => {
    const later = plusMilliseconds(noon, 3_600_000);
    const roster = { ...present, absences: [absence("a3", nine, noon), absence("a3", noon, later)] };
    expect(isAbsent(roster, `${c}-a3`, noon)).toBe(true);
    expect(isAbsent(roster, `${c}-a3`, later)).toBe(false);
  });
});

describe("in what capacity someone acts", () => {
  it("R40 names the holder, and the stand-in while the holder is away", () => {
    expect(capacity(present, post, person("a3"), nine)).toBe("holder");
    expect(capacity(away("a3"), post, person("a4"), nine)).toBe("stand-in");
  });

  it("R41 lets the stand-in take over without a recorded absence, and says so", () => {
    expect(capacity(present, post, person("a4"), nine)).toBe("stand-in-unrecorded");
  });

  it("R41 lets no one act who is recorded absent, the stand-in included", () => {
    expect(capacity(away("a3"), post, person("a3"), nine)).toBeUndefined();
    expect(capacity(away("a4"), post, person("a4"), nine)).toBeUndefined();
  });

  it("R42 lets the window's head act only once A and B are away", () => {
    expect(capacity(present, post, person("a1"), nine)).toBeUndefined();
    expect(capacity(away("a3"), post, person("a1"), nine)).toBeUndefined();
    expect(capacity(away("a3", "a4"), post, person("a1"), nine)).toBe("window-head");
  });

  it("refuses everyone else", () => {
    expect(() => requireCapacity(present, post, person("a7"), nine)).toThrow(Refusal);
    expect(() => requireCapacity(present, post, person("director"), nine)).toThrow("not-on-duty");
    expect(requireCapacity(present, post, person("a3"), nine)).toBe("holder");
  });

  it("R39 shows the stand-in the work of both posts while the neighbour is away", () => {
    expect(postsOnDuty(present, person("a4"), nine)).toEqual([`${c}-p04`]);
    expect(postsOnDuty(away("a3"), person("a4"), nine)).toEqual([post, `${c}-p04`]);
    expect(postsOnDuty(away("a3"), person("a3"), nine)).toEqual([]);
  });
});
