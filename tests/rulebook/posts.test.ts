/** Who answers for a post (R34, R38–R42, R44), what attendance says of it (article 9), and what is found wrong. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMunicipality } from "../../infra/municipalities/check.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { AbsenceRequest } from "../../shared/directory/absence-views.ts";
import {
  type AttendanceDay,
  awayNow,
  awayOn,
  awayUntil,
  lastMark,
  withMark,
} from "../../shared/directory/attendance.ts";
import { capacity, isAbsent, onDuty, postsOnDuty } from "../../shared/directory/duty.ts";
import { findingList } from "../../shared/directory/finding-views.ts";
import { findingsOf } from "../../shared/directory/findings.ts";
import type { Absence, Roster, StaffId } from "../../shared/directory/roster.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { seatsOf } from "../../shared/reminders/recipients.ts";
import { CENTRE, caseNumber, hours, roster, town } from "../support/casework.ts";

const when = { calendar: CHINA_CALENDAR, hours };
const at = (text: string) => instant(`2026-${text}:00+08:00`);
const id = (person: string): StaffId => `${CENTRE}-${person}`;
const post = (number: number) => `${CENTRE}-p0${number}`;

let nth = 0;
const absence = (person: string, from: string, until?: string, more: Partial<Absence> = {}): Absence => {
  nth += 1;
  return {
    schema: 1,
    id: `absence-${nth}`,
    staffId: id(person),
    centre: CENTRE,
    kind: "leave",
    from: at(from),
    ...(until === undefined ? {} : { until: at(until) }),
    recordedBy: id("deputy"),
    recordedAt: at(from),
    ...more,
  };
};
const away = (...absences: Absence[]): Roster => ({ ...roster, absences });

const marked = (person: string, ...marks: readonly (readonly ["in" | "out", string])[]): AttendanceDay => ({
  schema: 1,
  staffId: id(person),
  centre: CENTRE,
  date: localDate(`2026-${marks[0]![1].slice(0, 5)}`),
  version: 1,
  marks: marks.map(([event, text]) => ({
    event,
    at: at(text),
    by: id(person),
    recordedAt: at(text),
    token: `${person} ${event} ${text}`,
  })),
});

type Given = { readonly days?: readonly AttendanceDay[]; readonly now?: string; readonly coversAtMost?: number };
/** 2026-09-18 is a Friday, the 19th a Saturday off, the 20th a make-up Sunday. */
const found = (people: Roster, from: string, to: string, { days = [], now = "09-30T18:00", ...more }: Given = {}) => {
  const span = { from: localDate(`2026-${from}`), to: localDate(`2026-${to}`) };
  const rules = { ...tengzhou.posts, ...more };
  return findingsOf(people, days, [], { ...when, rules, span, at: at(now) });
};

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
    expect(withMark([first!], second!)).toEqual([first]);
    expect(withMark([first!], second!, true)).toEqual([first, second]);
    expect(withMark([first!, second!], second!, true)).toEqual([first, second]);
    const forgotten = marked("a3", ["out", "09-18T12:00"]).marks[0]!;
    expect(withMark([first!, second!], forgotten)).toEqual([first, forgotten, second]);
  });
});

describe("findings", () => {
  it("R38 names a stand-in who covers two absent posts at a time, for as long as that lasts, and who may cover two", () => {
    // A4 stands in for A3; make A4 stand in for A5 too.
    const posts = roster.posts.map((each) => (each.id === post(5) ? { ...each, standIn: id("a4") } : each));
    const people = { ...away(absence("a3", "09-18T09:00", "09-18T15:00"), absence("a5", "09-18T11:00")), posts };
    const [only, ...others] = found(people, "09-18", "09-18");
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      kind: "covers-many",
      staffId: id("a4"),
      posts: [post(3), post(5)],
      from: at("09-18T11:00"),
      until: at("09-18T15:00"),
    });
    expect(found(people, "09-18", "09-18", { coversAtMost: 2 })).toEqual([]);
    expect(found(away(absence("a3", "09-18T09:00")), "09-18", "09-18")).toEqual([]);
  });

  it("R42 names a post both of whose people are away on a working day, and that its head has the work", () => {
    const people = away(absence("a3", "09-18T09:00", "09-21T12:00"), absence("a4", "09-18T14:00", "09-21T10:00"));
    expect(found(people, "09-18", "09-21")).toMatchObject([
      {
        kind: "both-absent",
        date: "2026-09-18",
        posts: [post(3)],
        staffId: id("a1"),
        from: at("09-18T14:00"),
        until: at("09-18T17:30"),
      },
      { kind: "both-absent", date: "2026-09-20", from: at("09-20T08:30"), until: at("09-20T17:30") },
      { kind: "both-absent", date: "2026-09-21", from: at("09-21T08:30"), until: at("09-21T10:00") },
    ]);
    expect(onDuty(people, post(3), at("09-18T14:00"))?.basis).toBe("window-head");
  });

  it("R42 names a post without anyone of A, B and the window's head, and who has it then: at last the office", () => {
    const gone = ["a3", "a4", "a1"].map((person) => absence(person, "09-18T09:00"));
    const leaders = ["deputy", "director"].map((person) => absence(person, "09-18T15:00"));
    const list = found(away(...gone, ...leaders), "09-18", "09-18").filter(({ posts }) => posts.includes(post(3)));
    expect(list).toMatchObject([
      { kind: "nobody-at-post", staffId: id("deputy"), basis: "deputy-director", until: at("09-18T15:00") },
      { kind: "nobody-at-post", basis: "office", from: at("09-18T15:00") },
    ]);
    expect(list[1]?.staffId).toBeUndefined();
    const [, last] = findingList(roster, { from: localDate("2026-09-18"), to: localDate("2026-09-18") }, list).findings;
    expect(last).toMatchObject({
      rule: "R42",
      text: {
        zh: "“卫生健康窗口岗”无人，中心领导也不在岗，工作转给市政管办。",
        en: expect.stringContaining("goes to the municipal office"),
      },
      basisName: { zh: "市政管办代岗" },
    });
  });

  it("R42 counts who left before closing as away, while they were", () => {
    const days = [marked("a4", ["in", "09-18T08:20"], ["out", "09-18T10:00"], ["in", "09-18T11:00"])];
    const people = away(absence("a3", "09-18T08:00", "09-18T18:00"));
    expect(found(people, "09-18", "09-18", { days }).filter(({ kind }) => kind === "both-absent")).toMatchObject([
      { posts: [post(3)], from: at("09-18T10:00"), until: at("09-18T11:00") },
    ]);
  });

  it("R41 takes work taken over without a recorded hand-over from the ledger, on whatever day", () => {
    const taken = {
      schema: 1,
      centre: CENTRE,
      date: localDate("2026-09-19"),
      post: post(3),
      staffId: id("a4"),
      at: at("09-19T10:00"),
      caseNumber: caseNumber("7"),
    } as const;
    const span = { from: localDate("2026-09-18"), to: localDate("2026-09-20") };
    const list = findingsOf(roster, [], [taken], { ...when, rules: tengzhou.posts, span, at: at("09-30T18:00") });
    expect(findingList(roster, span, list).findings).toMatchObject([
      {
        kind: "taken-over-unrecorded",
        rule: "R41",
        staffId: id("a4"),
        basis: "stand-in-unrecorded",
        caseNumber: "0000-0000-0007",
      },
    ]);
  });

  it("R44 names what takes the holder of a post away from the window, and the reason given", () => {
    const duty = absence("a3", "09-18T14:00", "09-21T09:30", { kind: "outside-duty", duty: "meeting" });
    const list = found(
      away(duty, absence("deputy", "09-18T09:00", "09-18T12:00", { kind: "outside-duty" })),
      "09-18",
      "09-21",
    );
    expect(list).toMatchObject([
      { kind: "outside-duty", date: "2026-09-18", posts: [post(3)], duty: "meeting", until: at("09-18T17:30") },
      { kind: "outside-duty", date: "2026-09-20", from: at("09-20T08:30") },
      { kind: "outside-duty", date: "2026-09-21", until: at("09-21T09:30") },
    ]);
  });

  it("R44 another duty than those of the list has to be named, and a reason belongs to a duty", () => {
    const asked = (more: object) => AbsenceRequest.safeParse({ kind: "outside-duty", ...more }).error?.issues[0]?.path;
    expect(asked({ duty: "meeting" })).toBeUndefined();
    expect(asked({ duty: "other", note: "普查" })).toBeUndefined();
    expect(asked({ duty: "other" })).toEqual(["note"]);
    expect(asked({ kind: "sick", duty: "meeting" })).toEqual(["duty"]);
    expect(asked({ kind: "sick", note: "发烧" })).toEqual(["note"]);
  });

  it("R39 names whoever had not checked in half an hour after opening, where attendance was kept that day", () => {
    const kept = (now = "09-18T18:00", ...more: AttendanceDay[]) =>
      found(away(absence("a9", "09-18T08:00")), "09-17", "09-18", {
        now,
        days: [...["a1", "a2", "a4", "a5", "a6", "a7"].map((person) => marked(person, ["in", "09-18T08:25"])), ...more],
      }).map(({ kind, staffId, until }) => [kind, staffId, until]);
    expect(kept()).toEqual([
      ["not-checked-in", id("a3"), undefined],
      ["not-checked-in", id("a8"), undefined],
    ]);
    const late = marked("a8", ["in", "09-18T09:10"]);
    expect(kept("09-18T18:00", marked("a3", ["in", "09-18T09:00"]), late)).toEqual([
      ["not-checked-in", id("a8"), at("09-18T09:10")],
    ]);
    expect(kept("09-18T08:59")).toEqual([]);
  });

  it("R42 finds nothing on days off, nor where nobody is away", () => {
    expect(
      found(
        away(absence("a3", "09-19T00:00", "09-20T00:00"), absence("a4", "09-19T00:00", "09-20T00:00")),
        "09-18",
        "09-21",
      ),
    ).toEqual([]);
    expect(found(roster, "09-01", "09-30")).toEqual([]);
  });
});

describe("the municipality's parameters", () => {
  it("R38 R44 have the rulebook's values where the town's file says nothing, and are checked", () => {
    expect(tengzhou.posts).toMatchObject({ coversAtMost: 1, missedAfterMinutes: 30 });
    expect(tengzhou.posts.outsideDuties).toContain("meeting");
    expect(() => checkMunicipality({ ...tengzhou, posts: { coversAtMost: 0 } })).toThrow("posts.coversAtMost");
  });
});
