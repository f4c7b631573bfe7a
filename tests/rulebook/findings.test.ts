/** What is found wrong with posts on working days (R38, R41, R42, R44, article 9). */
import { describe, expect, it } from "vitest";
import { checkMunicipality } from "../../infra/municipalities/check.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { AbsenceRequest } from "../../shared/directory/absence-views.ts";
import type { AttendanceDay } from "../../shared/directory/attendance.ts";
import { onDuty } from "../../shared/directory/duty.ts";
import { findingList } from "../../shared/directory/finding-views.ts";
import { findingsOf } from "../../shared/directory/findings.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { CENTRE, caseNumber, roster } from "../support/casework.ts";
import { absence, at, away, id, marked, post, when } from "../support/posts.ts";

type Given = { readonly days?: readonly AttendanceDay[]; readonly now?: string; readonly coversAtMost?: number };
/** 2026-09-18 is a Friday, the 19th a Saturday off, the 20th a make-up Sunday. */
const found = (people: Roster, from: string, to: string, { days = [], now = "09-30T18:00", ...more }: Given = {}) => {
  const span = { from: localDate(`2026-${from}`), to: localDate(`2026-${to}`) };
  const rules = { ...tengzhou.posts, ...more };
  return findingsOf(people, days, [], { ...when, rules, span, at: at(now) });
};

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
