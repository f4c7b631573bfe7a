/** Complaints where one rule meets another (R4, R53, R54, R56–R59). */
import { describe, expect, it } from "vitest";
import { callBack, decideComplaint, decideReview } from "../../shared/complaints/deciding.ts";
import { referComplaint, registerPetition } from "../../shared/complaints/elsewhere.ts";
import { acceptComplaint, declareInterest, joinComplaint, returnComplaint } from "../../shared/complaints/handling.ts";
import { roster, town } from "../support/casework.ts";
import { filedComplaint, complaintOccasion as on, person } from "../support/complaints.ts";

const handled = (change: object = {}) => acceptComplaint(filedComplaint(change), {}, on("2026-09-18T10:00"));
const upheld = { finding: "upheld", reasons: "属实，已改正。" } as const;
const decided = (change: object = {}, finding: "upheld" | "noted" = "upheld") =>
  decideComplaint(handled(change), { ...upheld, finding }, on("2026-09-28T10:00"));
const reviewed = (change: object = {}, finding: "upheld" | "noted" = "upheld") => {
  const redo = callBack(decided(change, finding), { result: "dissatisfied" }, on("2026-09-29T10:00"));
  const again = decideComplaint(redo, { ...upheld, finding }, on("2026-09-30T10:00"));
  return callBack(again, { result: "dissatisfied" }, on("2026-10-08T10:00"));
};

describe("whoever is named by a badge", () => {
  it("R53 a badge of somebody elsewhere may be misread: everyone at the window is accused, too", () => {
    const { window, holder } = roster.posts[0]!;
    const accusedBy = (badge: string | undefined) =>
      filedComplaint({ target: { kind: "person", window, badge } }).accused.toSorted();
    const badgeOf = (staffId: string) => roster.staff.find(({ id }) => id === staffId)?.badge;
    expect(accusedBy(badgeOf(holder))).toEqual([holder]);
    const everyoneThere = accusedBy("none");
    expect(everyoneThere).toContain(holder);
    const elsewhere = person("a9");
    expect(everyoneThere).not.toContain(elsewhere);
    expect(accusedBy(badgeOf(elsewhere))).toEqual([...everyoneThere, elsewhere].toSorted());
  });
});

describe("complaints handled together", () => {
  const post = { target: { kind: "post", post: roster.posts[0]!.id } };

  it("R53 one is not joined to another that its own accused may read", () => {
    expect(() => joinComplaint(filedComplaint(post), handled(), on("2026-09-21T09:00"))).toThrow("not-joinable");
    expect(joinComplaint(filedComplaint(), handled(post), on("2026-09-21T09:00")).state).toBe("joined");
    expect(joinComplaint(filedComplaint(post), handled(post), on("2026-09-21T09:00")).state).toBe("joined");
  });

  it("R54 one against the leaders does not come back to them by being joined to one that they handle", () => {
    const leaders = filedComplaint({ target: { kind: "centre" } });
    expect(handled()).toMatchObject({ handler: person("deputy") });
    expect(() => joinComplaint(leaders, handled(), on("2026-09-21T09:00"))).toThrow("not-joinable");
  });
});

describe("complaints that have gone further", () => {
  it("R53 an interest is declared as long as anything is still to be done", () => {
    const review = reviewed();
    const member = town.office.find(({ role }) => role === "office-member")!.id;
    expect(declareInterest(review, { by: review.handler, reason: "亲属" }, on("2026-10-09T10:00"))).toMatchObject({
      state: "review",
      interested: ["office-head"],
      handler: member,
    });
    const petition = registerPetition(filedComplaint(), "属信访事项。", on("2026-09-18T16:00"));
    expect(declareInterest(petition, { by: petition.handler, reason: "亲属" }, on("2026-09-21T10:00"))).toMatchObject({
      state: "petition",
      handler: person("director"),
    });
  });

  it("R56 suspected misconduct is referred whenever it shows, also after the decision and in the review", () => {
    for (const subject of [decided(), reviewed()])
      expect(referComplaint(subject, "涉嫌收受财物。", on("2026-10-09T10:00"))).toMatchObject({
        state: "referred",
        body: "office",
        clocks: { handling: { running: false }, "hand-over": { running: true } },
      });
  });

  it("R59 a suggestion is taken note of in the review, too, and never counts as an upheld complaint", () => {
    const review = reviewed({ kind: "suggestion" }, "noted");
    expect(() => decideReview(review, upheld, on("2026-10-09T10:00"))).toThrow("finding-not-fit");
    expect(decideReview(review, { finding: "noted", reasons: "已阅。" }, on("2026-10-09T10:00"))).toMatchObject({
      state: "closed",
      review: { finding: "noted" },
    });
    expect(() => decideReview(reviewed(), { finding: "noted", reasons: "x" }, on("2026-10-09T10:00"))).toThrow(
      "finding-not-fit",
    );
  });

  it("R4, R57 is returned by closing time of the working day after, and not in the evening", () => {
    const filed = filedComplaint({}, "2026-09-18T16:00");
    expect(returnComplaint(filed, "应由市级部门办理。", on("2026-09-20T17:00")).state).toBe("returned");
    expect(() => returnComplaint(filed, "x", on("2026-09-20T22:00"))).toThrow("return-not-possible");
  });
});
