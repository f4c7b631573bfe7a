/** Complaints: filing, clock, other authorities, decision, call-backs and review (R51, R52, R54, R56–R59). */
import { describe, expect, it } from "vitest";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { callBack, decideComplaint, decideReview, withdrawComplaint } from "../../shared/complaints/deciding.ts";
import {
  handOverPetition,
  handOverReferral,
  referComplaint,
  registerPetition,
} from "../../shared/complaints/elsewhere.ts";
import {
  acceptComplaint,
  assignComplaint,
  declareInterest,
  extendComplaint,
  joinComplaint,
  returnComplaint,
  ruleComplaint,
  turnComplaintAway,
} from "../../shared/complaints/handling.ts";
import { ComplaintFiling } from "../../shared/complaints/requests.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { CENTRE, roster, sha256 } from "../support/casework.ts";
import { complaintOccasion, filedComplaint, person, withRoster } from "../support/complaints.ts";

const on = complaintOccasion;
const handled = (change: object = {}, at = "2026-09-18T10:00") =>
  acceptComplaint(filedComplaint(change, at), {}, on(at));
const upheld = { finding: "upheld", reasons: "属实，已改正。" } as const;

describe("filing", () => {
  it("R51 needs no account, and no name where none is given; what was shown first is on record", () => {
    const filed = filedComplaint({ naming: "anonymous", complainant: undefined });
    expect(filed).toMatchObject({ state: "filed", version: 1, privacyNotice: "2026-1", codeVersion: 1 });
    expect(filed.personal.complainant).toBeUndefined();
    expect(() => filedComplaint({ privacyNotice: "2025-9" })).toThrow("privacy-notice-outdated");
  });

  it.each([
    [{ naming: "anonymous" }, "complainant"],
    [{ naming: "real-name" }, "complainant.name"],
    [{ naming: "confidential", complainant: undefined }, "complainant.phone"],
    [{ naming: "anonymous", complainant: undefined, notifyBySms: true }, "notifyBySms"],
  ])("R51 refuses what does not go together: %j", (change, field) => {
    const body = {
      naming: "confidential",
      centreCode: CENTRE,
      target: { kind: "centre" },
      text: "x",
      privacyNotice: "1",
    };
    const { error } = ComplaintFiling.safeParse({ ...body, complainant: { phone: "10000000001" }, ...change });
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });

  it("R52 is due fifteen working days later, over the holidays and the make-up Sunday", () => {
    const { clocks, leading, nextStage } = filedComplaint();
    // 18 September: 20 (Sunday), 21–24, 28–30, 8–10 October (10 a Saturday), 12–15.
    expect(clocks.handling).toMatchObject({ from: "2026-09-18", dueOn: "2026-10-15", running: true });
    expect(leading).toMatchObject({ kind: "handling", dueOn: "2026-10-15" });
    expect(nextStage?.id).toBe("handling#1#half");
  });

  it("R54 against whoever leads the centre, or the centre itself, is the municipal office's from the first write on", () => {
    const deputy = roster.staff.find(({ role }) => role === "deputy-director")!;
    const window = roster.windows[0]!.id;
    const badged = withRoster({
      staff: roster.staff.map((one) => (one.id === deputy.id ? { ...one, badge: "D1" } : one)),
    });
    for (const filed of [
      filedComplaint({ target: { kind: "centre" } }),
      filedComplaint({ target: { kind: "person", window, badge: "D1" } }, "2026-09-18T10:00", badged),
    ])
      expect(filed).toMatchObject({ body: "office", handler: "office-head" });
  });

  it("R53 goes to the first of the centre's leaders who is there and not walled", () => {
    expect(filedComplaint()).toMatchObject({ body: "centre", handler: person("deputy") });
    const post = roster.posts[0]!.id;
    // The deputy stands in at the accused's post.
    const among = withRoster({
      posts: roster.posts.map((one) => (one.id === post ? { ...one, standIn: person("deputy") } : one)),
    });
    const filed = filedComplaint({ target: { kind: "post", post } }, "2026-09-18T10:00", among);
    expect(filed.handler.startsWith("office")).toBe(true);
  });

  it("a window, a post or a station that is not the centre's is refused", () => {
    for (const target of [
      { kind: "window", window: "370481103-w01" },
      { kind: "post", post: `${CENTRE}-p99` },
      { kind: "station", station: "370481103201" },
    ])
      expect(() => filedComplaint({ target })).toThrow("target-not-there");
  });
});

describe("the right body", () => {
  it("R57 is found within one working day, and ruled once", () => {
    const filed = filedComplaint({}, "2026-09-30T16:00");
    const returned = returnComplaint(filed, "应由市级部门办理。", on("2026-10-08T16:00"));
    expect(returned).toMatchObject({ state: "returned", body: "office", handler: "office-head" });
    expect(() => returnComplaint(filed, "x", on("2026-10-09T09:00"))).toThrow("return-not-possible");
    const ruled = ruleComplaint(returned, { body: "centre", reason: "属该中心职责。" }, on("2026-10-09T09:00"));
    expect(ruled).toMatchObject({ state: "filed", body: "centre", ruled: true, handler: person("deputy") });
    expect(() => returnComplaint(ruled, "x", on("2026-10-09T10:00"))).toThrow("return-not-possible");
  });

  it("R58 handles the same facts together, and turns away what was reviewed before", () => {
    const main = handled();
    const second = joinComplaint(filedComplaint(), main, on("2026-09-21T09:00"));
    expect(second).toMatchObject({ state: "joined", joinedTo: main.number, clocks: { handling: { running: false } } });
    expect(second.nextStage).toBeUndefined();
    expect(() => joinComplaint(filedComplaint(), filedComplaint(), on("2026-09-21T09:00"))).toThrow("not-joinable");
    const again = turnComplaintAway(
      filedComplaint(),
      { because: "reviewed-before", reason: "已复核。" },
      on("2026-09-21T09:00"),
    );
    expect(again).toMatchObject({ state: "not-accepted", personal: { told: { "2": "已复核。" } } });
  });

  it("R53 whoever declares an interest is out of it, and the next one has it", () => {
    const declared = declareInterest(handled(), { by: person("deputy"), reason: "亲属" }, on("2026-09-21T09:00"));
    expect(declared).toMatchObject({ handler: person("director"), interested: [person("deputy")] });
    expect(() => assignComplaint(declared, { handler: person("deputy"), reason: "x" }, on("2026-09-21T10:00"))).toThrow(
      "handler-not-fit",
    );
  });
});

describe("time", () => {
  it("R52 is extended once, by seven days at most, while there is time", () => {
    const longer = extendComplaint(handled(), { workingDays: 7, reason: "需调取录像" }, on("2026-10-15T16:59"));
    expect(longer.clocks.handling).toMatchObject({ dueOn: "2026-10-26", dueVersion: 2 });
    expect(() => extendComplaint(longer, { workingDays: 1, reason: "x" }, on("2026-10-16T09:00"))).toThrow(
      "already-extended",
    );
    expect(() => extendComplaint(handled(), { workingDays: 7, reason: "x" }, on("2026-10-15T17:01"))).toThrow(
      "limit-passed",
    );
  });

  it("R52 a petition over National Day is handed over on the first working day after it; its dates are mirrored", () => {
    const petition = registerPetition(filedComplaint({}, "2026-09-30T15:00"), "属信访事项。", on("2026-09-30T16:00"));
    expect(petition.clocks).toMatchObject({
      handling: { running: false },
      "hand-over": { dueOn: "2026-10-08", running: true },
    });
    const over = handOverPetition(
      petition,
      { receipt: "滕信收〔2026〕1号", on: localDate("2026-10-08") },
      on("2026-10-08T10:00"),
    );
    expect(over).toMatchObject({
      state: "petition-handed-over",
      petition: { handedOverOn: "2026-10-08", toldBy: "2026-10-23", finishBy: "2026-12-07" },
    });
    expect(over.nextStage).toBeUndefined();
    for (const decide of [
      () => decideComplaint(over, upheld, on("2026-10-09T10:00")),
      () => withdrawComplaint(petition, on("2026-10-08T09:00")),
    ])
      expect(decide).toThrow("move-not-allowed");
    const future = { receipt: "x", on: localDate("2026-10-09") };
    expect(() => handOverPetition(petition, future, on("2026-10-08T10:00"))).toThrow("day-not-possible");
  });

  it("R56 suspected misconduct goes to the office within a working day, and from there to discipline inspection", () => {
    const referred = referComplaint(handled(), "涉嫌收受财物。", on("2026-09-21T09:00"));
    expect(referred).toMatchObject({
      state: "referred",
      body: "office",
      handler: "office-head",
      referral: { on: "2026-09-21", from: person("deputy") },
      clocks: { "hand-over": { dueOn: "2026-09-22" }, handling: { running: false } },
    });
    const over = handOverReferral(referred, { receipt: "收据1", on: localDate("2026-09-22") }, on("2026-09-22T10:00"));
    expect(over).toMatchObject({
      state: "referral-handed-over",
      referral: { handedOverOn: "2026-09-22", from: person("deputy") },
    });
  });
});

describe("the end", () => {
  const decided = (change: object = {}) => decideComplaint(handled(change), upheld, on("2026-09-28T10:00"));

  it("R59 is closed by a call-back with a result", () => {
    const closed = callBack(decided(), { result: "satisfied" }, on("2026-09-29T10:00"));
    expect(closed).toMatchObject({ state: "closed", closed: { on: "2026-09-29", how: "satisfied" } });
  });

  it("R59 needs no call-back where nobody left a number", () => {
    expect(decided({ naming: "anonymous", complainant: undefined })).toMatchObject({
      state: "closed",
      closed: { how: "no-contact" },
    });
  });

  it("R59 gives up after three unanswered tries on three days", () => {
    let subject = decided();
    for (const day of ["2026-09-28", "2026-09-29"]) {
      subject = callBack(subject, { result: "no-answer" }, on(`${day}T11:00`));
      expect(() => callBack(subject, { result: "no-answer" }, on(`${day}T15:00`))).toThrow("called-today");
      expect(subject.state).toBe("decided");
    }
    expect(callBack(subject, { result: "no-answer" }, on("2026-09-30T11:00"))).toMatchObject({
      closed: { how: "unreachable" },
    });
  });

  it("R59 dissatisfied opens one redo with a clock of its own; dissatisfied again is the office's, and its word the last", () => {
    const redo = callBack(decided(), { result: "dissatisfied" }, on("2026-09-29T10:00"));
    expect(redo).toMatchObject({
      state: "handling",
      body: "centre",
      clocks: { handling: { from: "2026-09-29", dueVersion: 2 } },
    });
    const again = decideComplaint(redo, { finding: "not-upheld", reasons: "复查不属实。" }, on("2026-10-12T10:00"));
    const review = callBack(again, { result: "dissatisfied" }, on("2026-10-13T10:00"));
    expect(review).toMatchObject({ state: "review", body: "office", handler: "office-head" });
    const ended = decideReview(review, { finding: "partly-upheld", reasons: "部分属实。" }, on("2026-10-20T10:00"));
    expect(ended).toMatchObject({ state: "closed", closed: { how: "reviewed" }, review: { finding: "partly-upheld" } });
    expect(ended.ledger.map(({ what }) => what)).toEqual([
      "filed",
      "accepted",
      "decided",
      "called-back",
      "decided",
      "called-back",
      "review-decided",
    ]);
    expect(firstBrokenEntry(ended.ledger, sha256)).toBeUndefined();
    expect(JSON.stringify(ended.ledger)).not.toMatch(/10000000001|属实|示例/);
  });

  it("a suggestion or praise is taken note of, and a complaint is not", () => {
    const praise = handled({ kind: "praise" });
    expect(
      decideComplaint(praise, { finding: "noted", reasons: "谢谢。" }, on("2026-09-28T10:00")).decision?.finding,
    ).toBe("noted");
    expect(() => decideComplaint(praise, upheld, on("2026-09-28T10:00"))).toThrow("finding-not-fit");
    expect(() => decideComplaint(handled(), { finding: "noted", reasons: "x" }, on("2026-09-28T10:00"))).toThrow(
      "finding-not-fit",
    );
  });

  it("R51 is withdrawn with the code while nothing is decided", () => {
    expect(withdrawComplaint(handled(), on("2026-09-21T10:00"))).toMatchObject({ state: "withdrawn" });
    expect(() => withdrawComplaint(decided(), on("2026-09-29T10:00"))).toThrow("move-not-allowed");
  });
});
