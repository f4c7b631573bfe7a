import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR, calendarOf } from "../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS, type PublishedYear } from "../../shared/calendar/published-years.ts";
import type { Case } from "../../shared/casework/case.ts";
import { accept, decide } from "../../shared/casework/handling.ts";
import { recount } from "../../shared/casework/recounting.ts";
import { endSuspension, extend, renewSuspension, suspend } from "../../shared/casework/suspending.ts";
import { explainClocks } from "../../shared/casework/views.ts";
import { attentionOf } from "../../shared/casework/writing.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { filed, itemLike, itemNamed, occasion, told } from "../support/casework.ts";

const LICENCE = itemLike("tree-felling-licence", {
  limits: { promised: { days: 10, unit: "working-days" }, statutory: { days: 20, unit: "working-days" } },
});
const BENEFIT = itemNamed("old-age-allowance");
const ALLOWANCE = itemNamed("minimum-living-allowance");
const DISCLOSURE = itemLike("veteran-card", {
  regime: "disclosure",
  limits: { promised: { days: 15, unit: "working-days" } },
});

const acceptedOn = (item: ServiceItem, at: string): Case => accept(filed(item, at), occasion(at));
const standing = (
  before: Case,
  [from, plannedTo]: readonly [string, string],
  at: string,
  reason: Parameters<typeof suspend>[1]["reason"] = "expert-review",
): Case =>
  suspend(
    before,
    { reason, from: localDate(from), plannedTo: localDate(plannedTo), notice: "所需时间见告知书" },
    occasion(at),
  );
const promised = (subject: Case) => subject.clocks.promised?.dueOn;
const statutory = (subject: Case) => subject.clocks.statutory?.dueOn;
const extended = (before: Case, workingDays: number, at: string) =>
  extend(before, { workingDays, document: "滕林延〔2026〕1号", reason: "需要实地踏勘" }, occasion(at));
const facts = (subject: Case) => subject.ledger.at(-1)?.facts;

describe("a suspension", () => {
  const subject = acceptedOn(LICENCE, "2026-09-21T09:00");

  it("R20 R21 R22 a licence accepted on 2026-09-21 with expert review Sep 24 – Oct 9 is due 2026-10-20", () => {
    const after = standing(subject, ["2026-09-24", "2026-10-09"], "2026-09-23T09:00");
    expect(promised(after)).toBe("2026-10-20");
    expect(after.clocks.promised?.dueVersion).toBe(2);
    expect(after.nextStage).toEqual({ id: "promised#2#half", at: instant("2026-10-13T08:30:00+08:00") });
    expect(facts(after)).toMatchObject({ suspension: 1, reason: "expert-review", dueOn: "2026-10-20" });
  });

  it("R21 explains its first and its last day as not counted, by name", () => {
    const after = standing(subject, ["2026-09-24", "2026-10-09"], "2026-09-23T09:00");
    const days = explainClocks(after, () => CHINA_CALENDAR).find(({ clock }) => clock === "promised")?.days ?? [];
    const of = (date: string) => days.find((day) => day.date === date);
    for (const date of ["2026-09-24", "2026-10-09"]) {
      expect(of(date)).toMatchObject({ counted: false, reason: "suspended", label: { zh: "专家评审" } });
    }
    expect(days.filter(({ counted }) => counted)).toHaveLength(10);
  });

  it("R22 counts days in the union of two that overlap once", () => {
    const first = standing(subject, ["2026-09-24", "2026-10-09"], "2026-09-23T09:00");
    const both = standing(first, ["2026-10-08", "2026-10-13"], "2026-09-23T10:00", "hearing");
    // Sep 22, 23, Oct 14–16, 19–23.
    expect(promised(both)).toBe("2026-10-23");
  });

  it("R22 ended early brings the date forward, and what lies in the past by then is due at once", () => {
    const long = standing(subject, ["2026-09-22", "2026-10-30"], "2026-09-21T10:00");
    const after = endSuspension(long, 1, occasion("2026-10-12T09:00"));
    // Oct 13–16, 19–23, 26.
    expect(promised(after)).toBe("2026-10-26");
    expect(after.suspensions).toMatchObject([{ plannedTo: "2026-10-30", endedOn: "2026-10-12" }]);
    expect(facts(after)).toMatchObject({ suspension: 1, to: "2026-10-12", dueOn: "2026-10-26" });
  });

  it("R22 that had not begun counts for nothing once it is ended", () => {
    const planned = standing(subject, ["2026-09-24", "2026-10-09"], "2026-09-22T09:00");
    expect(promised(endSuspension(planned, 1, occasion("2026-09-23T09:00")))).toBe(promised(subject));
  });

  it("R22 runs at most to its planned end, unless renewed before that has passed", () => {
    const short = standing(subject, ["2026-09-22", "2026-09-23"], "2026-09-21T10:00");
    const renewal = { id: 1, plannedTo: localDate("2026-09-30"), notice: "专家未能到场" };
    const renewed = renewSuspension(short, renewal, occasion("2026-09-23T23:00"));
    expect(renewed.suspensions).toMatchObject([{ plannedTo: "2026-09-30" }]);
    expect(promised(renewed)! > promised(short)!).toBe(true);
    expect(() => renewSuspension(short, renewal, occasion("2026-09-24T09:00"))).toThrow("suspension-over");
    expect(() => endSuspension(short, 1, occasion("2026-09-24T09:00"))).toThrow("suspension-over");
    expect(() => endSuspension(short, 2, occasion("2026-09-22T09:00"))).toThrow("suspension-not-found");
  });

  it.each([
    ["a licence for consulting third parties", LICENCE, "third-party-consultation"],
    ["a benefit for a hearing", BENEFIT, "hearing"],
    ["a disclosure for testing", DISCLOSURE, "testing"],
  ] as const)("R20 is refused for what the regime does not list: %s", (_, item, reason) => {
    const before = acceptedOn(item, "2026-09-21T09:00");
    const attempt = () => standing(before, ["2026-09-24", "2026-09-29"], "2026-09-23T09:00", reason);
    expect(attempt).toThrow("suspension-not-allowed");
  });

  it("R20 a disclosure stands still while third parties are consulted", () => {
    const before = acceptedOn(DISCLOSURE, "2026-09-21T09:00");
    const after = standing(before, ["2026-09-24", "2026-09-29"], "2026-09-23T09:00", "third-party-consultation");
    expect(promised(after)! > promised(before)!).toBe(true);
  });

  it("R23 made after the limit cures nothing: the promise stays missed, and after the law's limit it is refused", () => {
    // Promised for 2026-10-12, statutory limit 2026-10-26.
    expect([promised(subject), statutory(subject)]).toEqual(["2026-10-12", "2026-10-26"]);
    const afterPromise = standing(subject, ["2026-10-14", "2026-10-20"], "2026-10-13T09:00");
    expect(promised(afterPromise)).toBe("2026-10-12");
    expect(statutory(afterPromise)).toBe("2026-11-02");
    expect(() => standing(subject, ["2026-10-28", "2026-10-30"], "2026-10-27T09:00")).toThrow("limit-passed");
    const lastMinute = standing(subject, ["2026-10-26", "2026-10-26"], "2026-10-26T17:00");
    expect(statutory(lastMinute)).toBe("2026-10-27");
    expect(() => standing(subject, ["2026-10-26", "2026-10-26"], "2026-10-26T17:01")).toThrow("limit-passed");
  });

  it("R23 made before keeps its effect after the case is overdue", () => {
    const before = standing(subject, ["2026-09-24", "2026-10-09"], "2026-09-23T09:00");
    const late = decide(before, { outcome: "approved" }, occasion("2026-10-21T09:00"));
    expect(facts(late)).toMatchObject({ dueOn: "2026-10-20", onTime: false });
  });

  it("R50 keeps what the applicant was told as erasable text, and only its hash in the ledger", () => {
    const after = standing(subject, ["2026-09-24", "2026-10-09"], "2026-09-23T09:00");
    expect(after.personal.told).toEqual({ "3": "所需时间见告知书" });
    expect(JSON.stringify(after.ledger)).not.toContain("告知书");
  });
});

describe("an extension", () => {
  const subject = acceptedOn(itemNamed("tree-felling-licence"), "2026-09-01T09:00");

  it("R24 of a licence accepted 2026-09-01, approved on 2026-09-29 before closing, ends on 2026-10-19", () => {
    const after = extended(subject, 10, "2026-09-29T17:29");
    expect(statutory(subject)).toBe("2026-09-29");
    expect(statutory(after)).toBe("2026-10-19");
    expect(after.extension).toMatchObject({ workingDays: 10, approver: { zh: "决定机关负责人" } });
  });

  it.each(["2026-09-29T17:31", "2026-09-30T09:00"])("R24 is refused at %s, after the limit's closing time", (at) => {
    expect(() => extended(subject, 10, at)).toThrow("limit-passed");
  });

  it("R24 leaves a promise that was missed by then as it was, and moves one that was not", () => {
    const missed = extended(subject, 10, "2026-09-29T10:00");
    expect(promised(missed)).toBe(promised(subject));
    const kept = extended(subject, 10, "2026-09-02T10:00");
    expect(promised(kept)! > promised(subject)!).toBe(true);
    expect(kept.clocks.promised).toMatchObject({ extendedBy: 10, dueVersion: 2 });
  });

  it("R24 is at most the regime's, and only one", () => {
    expect(() => extended(subject, 11, "2026-09-02T10:00")).toThrow("extension-not-allowed");
    expect(() => extended(extended(subject, 3, "2026-09-02T10:00"), 3, "2026-09-03T10:00")).toThrow("already-extended");
  });

  it("R5a R24 an item's own rule comes first: a living allowance from 30 to 45 working days, other benefits never", () => {
    const allowance = acceptedOn(ALLOWANCE, "2026-09-01T09:00");
    const after = extended(allowance, 15, "2026-09-02T10:00");
    expect(after.clocks.statutory?.limit).toEqual({ days: 45, unit: "working-days" });
    expect(() => extended(acceptedOn(BENEFIT, "2026-09-01T09:00"), 1, "2026-09-02T10:00")).toThrow(
      "extension-not-allowed",
    );
  });

  it("R22 R24 counts beside a suspension, in either order", () => {
    const suspended = standing(subject, ["2026-09-03", "2026-09-09"], "2026-09-02T09:00");
    const one = extended(suspended, 5, "2026-09-02T10:00");
    const other = standing(extended(subject, 5, "2026-09-02T10:00"), ["2026-09-03", "2026-09-09"], "2026-09-02T11:00");
    expect([promised(one), statutory(one)]).toEqual([promised(other), statutory(other)]);
  });
});

describe("another calendar", () => {
  /** Invented for the test: the State Council's notice for 2027 is not known. */
  const notice2027: PublishedYear = {
    year: 2027,
    notice: { title: "示例", number: "示例", date: localDate("2026-12-26") },
    holidays: [
      {
        name: { zh: "元旦", en: "New Year" },
        daysOff: ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"].map(localDate),
        makeUpDays: [],
      },
    ],
  };
  const later = calendarOf("CN-2027.1", [...PUBLISHED_YEARS, notice2027]);
  const by = (at: string) => ({ ...occasion(at, { kind: "clock" }), calendar: later });

  it("R7 R8 moves a provisional date, with both versions in the ledger, once", () => {
    const open = acceptedOn(LICENCE, "2026-12-25T09:00");
    expect(open.clocks.promised).toMatchObject({ dueOn: "2027-01-11", provisional: true });
    const after = recount(open, by("2026-12-28T09:00"));
    expect(after.clocks.promised).toMatchObject({ dueOn: "2027-01-12", provisional: false, dueVersion: 2 });
    expect(facts(after)).toMatchObject({
      movedFrom: "2027-01-11",
      movedTo: "2027-01-12",
      fromCalendar: "CN-2026.1",
      toCalendar: "CN-2027.1",
      dueOn: "2027-01-12",
    });
    expect(recount(after, by("2026-12-29T09:00"))).toBe(after);
  });

  it("R8 leaves a case alone whose dates it does not touch, and a closed one always", () => {
    const near = acceptedOn(LICENCE, "2026-10-20T09:00");
    expect(recount(near, by("2026-10-21T09:00"))).toBe(near);
  });

  it("R8 is never undone by whoever still counts by the one before", () => {
    const after = recount(acceptedOn(LICENCE, "2026-12-25T09:00"), by("2026-12-28T09:00"));
    expect(recount(after, occasion("2026-12-28T09:05", { kind: "clock" }))).toBe(after);
  });

  it("R8 R30 moves a red card whose day has changed although the due date has not", () => {
    // Ten working days from Dec 17 end on Dec 31; the first working day after it is Jan 5 by the new calendar, not Jan 4.
    const open = acceptedOn(LICENCE, "2026-12-17T09:00");
    const reminded = { ...open, firedStages: told("promised#1#half", "promised#1#yellow") };
    const waiting = { ...reminded, nextStage: attentionOf(reminded, occasion("2026-12-30T09:00")) };
    expect(waiting.clocks.promised?.dueOn).toBe("2026-12-31");
    expect(waiting.nextStage?.at).toBe(instant("2027-01-04T08:30:00+08:00"));
    const after = recount(waiting, by("2026-12-31T09:00"));
    expect(after.clocks.promised).toMatchObject({ dueOn: "2026-12-31", dueVersion: 1 });
    expect(after.nextStage?.at).toBe(instant("2027-01-05T08:30:00+08:00"));
  });
});
