import { describe, expect, it } from "vitest";
import type { StageName } from "../../../shared/calendar/ladder-settings.ts";
import { onDuty } from "../../../shared/directory/duty.ts";
import type { Absence, People, Roster, StaffId, StaffMember } from "../../../shared/directory/roster.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { nextAbove, nextToTell, rolesOf, seatsOf } from "../../../shared/reminders/recipients.ts";

const town = sampleTown(UNITS_370481);
const roster = town.rosters[0]!;
const c = roster.centre;
/** A = a3, B = a4, the window's head = a1. */
const post = `${c}-p03`;
const at = instant("2026-09-18T08:30:00+08:00");

const away = (...people: string[]): Roster => ({
  ...roster,
  absences: people.map(
    (person): Absence => ({
      schema: 1,
      id: `${person}-away`,
      staffId: `${c}-${person}`,
      centre: c,
      kind: "leave",
      from: at,
      recordedBy: `${c}-deputy`,
      recordedAt: at,
    }),
  ),
});
const withoutPhone = (from: Roster, ...people: string[]): Roster => ({
  ...from,
  staff: from.staff.map(
    ({ phone, ...member }): StaffMember =>
      people.some((person) => member.id === `${c}-${person}`) ? member : { ...member, ...(phone && { phone }) },
  ),
});

/** As the sweep goes through the seats. */
const told = (stage: StageName, from: Roster, office = town.office, toAnswer = false): readonly string[] => {
  const people: People = { roster: from, office };
  const already = new Set<StaffId>();
  for (const seat of seatsOf(stage, post, people, at, toAnswer)) {
    const member = nextToTell(seat, already);
    if (member !== undefined) already.add(member.id);
  }
  return [...already].map((id) => id.replace(`${c}-`, ""));
};

describe("who is told of a stage", () => {
  it("R29 yellow: whoever is on duty and the window's head", () => {
    expect(told("yellow", roster)).toEqual(["a3", "a1"]);
  });

  it("R28 half: whoever is on duty, and nobody else", () => {
    expect(told("half", roster)).toEqual(["a3"]);
    expect(told("half", away("a3"))).toEqual(["a4"]);
    expect(told("half", away("a3", "a4", "a1", "deputy", "director"))).toEqual([town.office[0]?.id]);
  });

  it("R31 supervision: everyone of the municipal office who can be reached, its head first, and the director", () => {
    const [head, ...members] = town.office.map(({ id }) => id);
    expect(told("supervision", roster, [...town.office].reverse())).toEqual([head, ...members.reverse(), "director"]);
    const [first, ...others] = town.office;
    const silent = [{ ...first!, phone: undefined }, ...others] as unknown as typeof town.office;
    expect(told("supervision", roster, silent)).toEqual([...others.map(({ id }) => id), "director"]);
    expect(told("supervision", withoutPhone(roster, "director"))).toEqual(town.office.map(({ id }) => id));
    expect(told("supervision", roster, [])).toEqual(["director"]);
  });

  it("R31 an order: the deputy and the director, on its red day the office too", () => {
    expect(told("yellow", roster, town.office, true)).toEqual(["deputy", "director"]);
    expect(told("red", roster, town.office, true)).toEqual(["deputy", "director", ...town.office.map(({ id }) => id)]);
  });

  it("R30 red: whoever is on duty, the deputy and the director", () => {
    expect(told("red", roster)).toEqual(["a3", "deputy", "director"]);
  });

  it("R30 red: every deputy of a centre that has two", () => {
    const second: StaffMember = { ...roster.staff[1]!, id: `${c}-deputy2`, sub: "deputy2", role: "deputy-director" };
    expect(told("red", { ...roster, staff: [...roster.staff, second] })).toEqual([
      "a3",
      "deputy",
      "deputy2",
      "director",
    ]);
  });

  it.each([
    ["yellow", ["a3"], ["a4", "a1"]],
    ["yellow", ["a1"], ["a3", "deputy"]],
    ["yellow", ["a3", "a4"], ["a1"]],
    ["yellow", ["a3", "a4", "a1"], ["deputy"]],
    ["red", ["deputy"], ["a3", "director"]],
    ["red", ["director"], ["a3", "deputy", "office-head"]],
    ["red", ["a3", "a4", "a1", "deputy", "director"], ["office-head"]],
  ] as const)("R34, R39 %s with %j away goes to %j, once each", (stage, absent, expected) => {
    expect(told(stage, away(...absent))).toEqual(expected);
  });

  it("R34 passes over people without a phone as over absent ones", () => {
    expect(told("yellow", withoutPhone(roster, "a3"))).toEqual(["a4", "a1"]);
    expect(told("yellow", withoutPhone(away("a3"), "a4", "a1"))).toEqual(["deputy"]);
  });

  it("R34 goes to the deputies when the case's post is no longer the centre's", () => {
    const people: People = { roster, office: town.office };
    const [onDutySeat] = seatsOf("yellow", "370481999-p01", people, at);
    expect(onDutySeat?.candidates[0]?.id).toBe(`${c}-deputy`);
  });

  it("R34 leaves nobody only when nobody at all can be reached", () => {
    const nobody = away("a3", "a4", "a1", "deputy", "director");
    expect(told("red", nobody, [])).toEqual([]);
  });

  it("R39 agrees with who is on duty for permissions and tasks", () => {
    for (const absent of [[], ["a3"], ["a3", "a4"], ["a4"], ["a3", "a4", "a1"], ["a3", "a4", "a1", "deputy"]]) {
      const from = away(...absent);
      const [seat] = seatsOf("red", post, { roster: from, office: town.office }, at);
      expect(seat?.candidates[0]?.id).toBe(onDuty(from, post, at)?.staffId);
    }
  });
});

describe("who is next when an SMS cannot be delivered", () => {
  const people: People = { roster, office: town.office };
  const next = (person: string, from: Roster = roster) =>
    nextAbove(`${c}-${person}`, post, { ...people, roster: from }, at)?.id.replace(`${c}-`, "");

  it.each([
    ["a3", "a4"],
    ["a4", "a1"],
    ["a1", "deputy"],
    ["deputy", "director"],
    ["director", "office-head"],
  ])("R34 after %s comes %s", (failed, expected) => {
    expect(next(failed)).toBe(expected);
  });

  it("R34 comes to B first when A heads the window as well", () => {
    expect(nextAbove(`${c}-a1`, `${c}-p01`, people, at)?.id).toBe(`${c}-a2`);
    expect(nextAbove(`${c}-a2`, `${c}-p01`, people, at)?.id).toBe(`${c}-deputy`);
  });

  it("R34 passes over the absent, and knows when nobody is left", () => {
    expect(next("a3", away("a4", "a1"))).toBe("deputy");
    expect(nextAbove(town.office.at(-1)!.id, post, people, at)).toBeUndefined();
  });

  it("R34 starts at the bottom for someone who is no longer there", () => {
    expect(next("a9x")).toBe("a3");
  });

  it("names every role in which someone may have been told", () => {
    const roles = rolesOf(`${c}-deputy`, post, people);
    expect(roles).toContain(`deputy-director/${c}-deputy`);
    expect(roles).toContain(`after/${c}-a3`);
  });
});
