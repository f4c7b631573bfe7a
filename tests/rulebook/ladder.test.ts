/** The ladder of a case: which stages it has, when they come, and what time and the offices make of them (R28–R33). */
import { describe, expect, it } from "vitest";
import { type Stage, stagesOf } from "../../shared/calendar/ladder.ts";
import type { StageName } from "../../shared/calendar/ladder-settings.ts";
import { annulCard } from "../../shared/casework/annulling.ts";
import type { Case } from "../../shared/casework/case.ts";
import { stagedClocks } from "../../shared/casework/clocks.ts";
import { accept, decide, deliver } from "../../shared/casework/handling.ts";
import { answerOrders, orderByHand } from "../../shared/casework/supervising.ts";
import { openOrders } from "../../shared/casework/supervision.ts";
import { supervisionOf } from "../../shared/casework/supervision-views.ts";
import { endSuspension, extend, suspend } from "../../shared/casework/suspending.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import { residentView } from "../../shared/casework/views.ts";
import { attentionOf, type Occasion } from "../../shared/casework/writing.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { CENTRE, filed, itemLike, itemNamed, ladder, occasion } from "../support/casework.ts";

/** Eight working days promised, twenty by law. */
const supervision = (subject: Case) => supervisionOf(subject, subject.personal.supervision ?? {});
const LICENCE = itemNamed("tree-felling-licence");
const limited = (days: number, unit: "working-days" | "natural-days" = "working-days"): ServiceItem =>
  itemLike("pension-enrolment", { limits: { promised: { days, unit }, statutory: null } });
const acceptedOn = (item: ServiceItem, at: string): Case => accept(filed(item, at), occasion(at));
const local = (at: string) => instant(`${at}:00+08:00`);
const stages = (subject: Case, of: Partial<Occasion> = {}): readonly Stage[] => {
  const timetable = { ...occasion("2026-09-18T10:00"), ...of };
  return stagedClocks(subject.clocks, timetable.ladder).flatMap(([, , staged]) => stagesOf(staged, timetable));
};
const at = (subject: Case, id: string, of: Partial<Occasion> = {}) =>
  stages(subject, of).find((each) => each.id === id)?.at;
const ids = (subject: Case) => stages(subject).map(({ id }) => id);

/** As the sweep does: told of, and what is next derived. */
const told = (subject: Case, id: string, on: string): Case => {
  const moment = occasion(on);
  const firedStages = { ...subject.firedStages, [id]: { at: moment.at } };
  return { ...subject, firedStages, nextStage: attentionOf({ ...subject, firedStages }, moment) };
};
const byTime = (on: string): Occasion => occasion(on, { kind: "clock" });
const lead = (role: "deputy-director" | "office-head", on: string): Occasion =>
  occasion(on, { kind: "lead", staffId: role === "office-head" ? "office-1" : `${CENTRE}-deputy`, role });
const entries = ({ ledger }: Case) => ledger.map(({ what }) => what);

describe("half of the time", () => {
  it.each([
    [limited(10), "2026-09-21T09:00", "2026-09-29T08:30"],
    // Of nine, the fifth.
    [limited(9), "2026-09-21T09:00", "2026-09-29T08:30"],
    // A make-up Sunday is one of them.
    [limited(4), "2026-09-18T09:00", "2026-09-21T08:30"],
    [limited(20, "natural-days"), "2026-09-18T09:00", "2026-09-28T08:30"],
    // The fifteenth day is October 3, which tells on the first working day after it.
    [limited(30, "natural-days"), "2026-09-18T09:00", "2026-10-08T08:30"],
  ])("R28 comes at opening time of the day on which half of those that count are reached %#", (item, from, half) => {
    expect(at(acceptedOn(item, from), "promised#1#half")).toBe(local(half));
  });

  it("R28 is wherever the town sets it", () => {
    const subject = acceptedOn(limited(10), "2026-09-21T09:00");
    const set = (halfAtPercent: number) => ({ ladder: { ...ladder, halfAtPercent } });
    expect(at(subject, "promised#1#half", set(30))).toBe(local("2026-09-24T08:30"));
    expect(at(subject, "promised#1#half", set(70))).toBe(local("2026-10-08T08:30"));
  });

  it("R28 R22 counts as the clock counts: no suspended day is one of them", () => {
    const subject = acceptedOn(limited(10), "2026-09-21T09:00");
    const licence = acceptedOn(LICENCE, "2026-09-21T09:00");
    const asked = {
      reason: "hearing",
      from: localDate("2026-09-22"),
      plannedTo: localDate("2026-09-24"),
      notice: "听证",
    } as const;
    const standing = suspend(licence, asked, occasion("2026-09-21T10:00"));
    expect([at(licence, "promised#1#half"), at(standing, "promised#2#half")]).toEqual([
      at(subject, "promised#1#half", { ladder: { ...ladder, halfAtPercent: 40 } }),
      local("2026-10-08T08:30"),
    ]);
  });

  it("R28 R29 does not apply, on record, where it would not lie before yellow", () => {
    for (const days of [2, 3]) {
      const { clocks } = acceptedOn(limited(days), "2026-09-21T09:00");
      expect(clocks.promised?.notApplicable).toContain("half");
    }
    expect(acceptedOn(limited(4), "2026-09-21T09:00").clocks.promised?.notApplicable).toEqual([]);
  });

  it("R28 R29 is the one warning of a limit of one day, whose yellow would lie before its start", () => {
    const subject = acceptedOn(limited(1), "2026-09-21T09:00");
    expect(subject.clocks.promised?.notApplicable).toEqual(["yellow"]);
    expect(at(subject, "promised#1#half")).toBe(local("2026-09-22T08:30"));
  });
});

describe("which stages there are", () => {
  it("R5b the promise drives half, yellow and red, the law's limit supervision", () => {
    const subject = acceptedOn(LICENCE, "2026-09-18T10:00");
    const promised = ["half", "yellow", "red"].map((stage) => `promised#1#${stage}`);
    expect(ids(subject)).toEqual([...promised, "statutory#1#supervision"]);
    const decided = decide(subject, { outcome: "approved" }, occasion("2026-09-21T10:00"));
    expect(ids(decided)).toEqual(["delivery#1#yellow", "delivery#1#red", "delivery#1#supervision"]);
  });

  it("R5b hour clocks have no half", () => {
    const urgent = filed(itemNamed("temporary-assistance"), "2026-09-18T10:00", { urgent: true });
    expect(ids(urgent).filter((id) => id.startsWith("urgent"))).toEqual([
      "urgent#1#yellow",
      "urgent#1#red",
      "urgent#1#supervision",
    ]);
  });

  it("R5b each clock has the stages that the town lists for it", () => {
    const subject = acceptedOn(limited(10), "2026-09-21T09:00");
    const listing = (promised: readonly StageName[]) => ({
      ladder: { ...ladder, stages: { ...ladder.stages, promised: [...promised] } },
    });
    expect(stages(subject, listing(["red"])).map(({ name }) => name)).toEqual(["red"]);
    expect(stages(subject, listing(["supervision", "half", "red"])).map(({ name }) => name)).toEqual([
      "half",
      "red",
      "supervision",
    ]);
  });

  it("R29 yellow comes as many hours before an hour clock's end, or closing time, as the town sets", () => {
    const urgent = filed(itemNamed("temporary-assistance"), "2026-10-02T23:30", { urgent: true });
    const hours = (shortNoticeHours: number) => ({ ladder: { ...ladder, shortNoticeHours } });
    expect(at(urgent, "urgent#1#yellow")).toBe(local("2026-10-03T21:30"));
    expect(at(urgent, "urgent#1#yellow", hours(4))).toBe(local("2026-10-03T19:30"));
    const sameDay = filed(itemNamed("birth-registration"), "2026-09-18T09:00");
    expect(at(sameDay, "promised#1#yellow", hours(1))).toBe(local("2026-09-18T16:30"));
  });

  it("R30 red comes at opening time of the first working day after the date", () => {
    expect(at(acceptedOn(LICENCE, "2026-09-18T10:00"), "promised#1#red")).toBe(local("2026-10-08T08:30"));
  });
});

describe("supervision", () => {
  it("R31 comes at opening time of the first working day after the law's limit", () => {
    const subject = acceptedOn(LICENCE, "2026-09-18T10:00");
    expect(subject.clocks.statutory?.dueOn).toBe("2026-10-22");
    expect(at(subject, "statutory#1#supervision")).toBe(local("2026-10-23T08:30"));
    expect(at(subject, "promised#1#supervision")).toBeUndefined();
  });

  it("R31 comes three working days after red where the law sets none, or as many as the town sets", () => {
    const subject = acceptedOn(limited(4), "2026-09-18T10:00");
    expect(subject.clocks.promised?.dueOn).toBe("2026-09-23");
    expect(at(subject, "promised#1#supervision")).toBe(local("2026-09-30T08:30"));
    expect(at(subject, "promised#1#supervision", { ladder: { ...ladder, supervisionAfterRed: 5 } })).toBe(
      local("2026-10-09T08:30"),
    );
    const urgent = filed(itemNamed("temporary-assistance"), "2026-09-18T10:00", { urgent: true });
    expect(at(urgent, "urgent#1#supervision")).toBe(local("2026-09-22T08:30"));
  });

  it("R31 also of a notice clock that lapsed, where the town lists it", () => {
    const silent = upToDate(filed(LICENCE, "2026-09-18T10:00"), byTime("2026-09-25T09:00"));
    expect(silent.clocks.notice).toMatchObject({ running: false, lapsed: true });
    const listed = {
      ladder: { ...ladder, stages: { ...ladder.stages, notice: ["red", "supervision"] as StageName[] } },
    };
    expect(at(silent, "notice#1#supervision", listed)).toBe(local("2026-10-08T08:30"));
  });

  const overdue = () => told(acceptedOn(limited(4), "2026-09-18T10:00"), "promised#1#supervision", "2026-09-30T08:30");

  it("R31 makes an order by itself once it was told of, with a limit and reminders of its own, and only one", () => {
    expect(overdue().nextStage?.id).toBe("promised#1#half");
    const after = upToDate(overdue(), byTime("2026-09-30T08:35"));
    expect(after.ledger.at(-1)).toMatchObject({
      what: "supervision-ordered",
      by: { kind: "clock" },
      facts: { order: 1, stage: "promised#1#supervision", orderDueOn: "2026-10-13" },
    });
    expect(stages(after).filter(({ id }) => id.startsWith("order"))).toMatchObject([
      { id: "order#1#yellow", at: local("2026-10-12T08:30") },
      { id: "order#1#red", at: local("2026-10-14T08:30") },
    ]);
    expect(upToDate(after, byTime("2026-10-08T09:00"))).toBe(after);
  });

  it("R31 the order stops with the centre's answer, whose text is erasable", () => {
    const ordered = upToDate(overdue(), byTime("2026-09-30T08:35"));
    const answer = { done: "已约谈承办人", finishBy: localDate("2026-10-09") };
    const after = answerOrders(ordered, answer, lead("deputy-director", "2026-10-08T09:00"));
    expect(after.clocks.order?.running).toBe(false);
    expect(after.ledger.at(-1)).toMatchObject({
      what: "supervision-answered",
      by: { kind: "lead", role: "deputy-director" },
      facts: { orders: 1, finishBy: "2026-10-09", doneHash: expect.any(String) },
    });
    expect(JSON.stringify(after.ledger)).not.toContain("约谈");
    expect(supervision(after).orders).toMatchObject([{ open: false, answer: { text: "已约谈承办人" } }]);
    expect(() => answerOrders(after, answer, lead("deputy-director", "2026-09-30T09:01"))).toThrow("no-open-order");
  });

  it("R31 the order ends with the decision; one made after it waits for the delivery", () => {
    const ordered = upToDate(overdue(), byTime("2026-09-30T08:35"));
    const licence = acceptedOn(LICENCE, "2026-09-18T10:00");
    const granted = decide(
      orderByHand(licence, "久拖", lead("office-head", "2026-09-21T09:00")),
      { outcome: "approved" },
      occasion("2026-09-21T10:00"),
    );
    expect([openOrders(ordered).length, openOrders(granted).length]).toEqual([1, 0]);
    expect(granted.clocks.order?.running).toBe(false);
    const again = orderByHand(granted, "未送达", lead("office-head", "2026-09-22T09:00"));
    expect(supervision(again).orders?.map(({ open }) => open)).toEqual([false, true]);
    expect(deliver(again, "counter", occasion("2026-09-22T10:00")).clocks.order?.running).toBe(false);
  });

  it("R31 the office orders by hand, with its reason; an open order keeps its date until its red card", () => {
    const first = orderByHand(acceptedOn(LICENCE, "2026-09-18T10:00"), "久拖", lead("office-head", "2026-09-18T11:00"));
    expect(first.clocks.order).toMatchObject({ dueOn: "2026-09-24", dueVersion: 1, running: true });
    const second = orderByHand(first, "仍未办理", lead("office-head", "2026-09-21T09:00"));
    expect(second.clocks.order).toEqual(first.clocks.order);
    expect(second.orders).toMatchObject([{ version: 3 }, { version: 4, dueOn: "2026-09-24" }]);
    const red = told(second, "order#1#red", "2026-09-28T08:30");
    const third = orderByHand(red, "仍未答复", lead("office-head", "2026-09-28T09:00"));
    expect(third.clocks.order).toMatchObject({ dueOn: "2026-10-10", dueVersion: 2 });
    expect(supervision(third).orders?.map(({ reason }) => reason)).toEqual(["久拖", "仍未办理", "仍未答复"]);
    const answered = answerOrders(
      third,
      { done: "办", finishBy: localDate("2026-09-30") },
      lead("deputy-director", "2026-09-28T10:00"),
    );
    expect(openOrders(answered)).toEqual([]);
    // Of the same due date as the one that was answered: its own stages all the same.
    const fourth = orderByHand(answered, "再督", lead("office-head", "2026-09-28T11:00"));
    expect(fourth.clocks.order).toMatchObject({ dueOn: "2026-10-10", dueVersion: 3, running: true });
  });

  it("R31 is the offices' own: the resident sees neither cards nor orders", () => {
    const ordered = upToDate(overdue(), byTime("2026-09-30T08:35"));
    const shown = JSON.stringify(residentView(ordered, "中心", true));
    for (const word of ["supervision", "order#", "cards", "督办"]) expect(shown).not.toContain(word);
  });
});

describe("a card that should not have been", () => {
  const red = () => told(acceptedOn(LICENCE, "2026-09-18T10:00"), "promised#1#red", "2026-10-08T08:30");
  const asked = { stage: "promised#1#red", reason: "outage" } as const;

  it("R31a is annulled with a coded reason, and stays on record as annulled", () => {
    const after = annulCard(
      red(),
      { ...asked, reason: "other", text: "系统升级" },
      lead("office-head", "2026-10-09T09:00"),
    );
    expect(after.ledger.at(-1)).toMatchObject({
      what: "card-annulled",
      facts: { stage: "promised#1#red", reason: "other", textHash: expect.any(String) },
    });
    expect(after.firedStages).toHaveProperty(["promised#1#red"]);
    expect(supervision(after).cards).toMatchObject([
      {
        id: "promised#1#red",
        clock: "promised",
        stage: "red",
        late: false,
        annulled: { reason: "other", text: "系统升级" },
      },
    ]);
    expect(JSON.stringify(after.ledger)).not.toContain("系统升级");
  });

  it("R31a twice changes nothing", () => {
    const once = annulCard(red(), asked, lead("office-head", "2026-10-09T09:00"));
    expect(annulCard(once, { ...asked, reason: "other", text: "又" }, lead("office-head", "2026-10-09T10:00"))).toBe(
      once,
    );
  });

  it("R31a also on a closed case, and never one that was not shown", () => {
    const granted = decide(red(), { outcome: "approved" }, occasion("2026-10-09T09:00"));
    const closed = deliver(granted, "counter", occasion("2026-10-09T09:30"));
    const after = annulCard(closed, asked, lead("office-head", "2026-10-10T09:00"));
    expect(after).toMatchObject({ state: "delivered", annulled: { "promised#1#red": { reason: "outage" } } });
    expect(after.nextStage).toBeUndefined();
    for (const stage of ["promised#1#yellow", "constructor", "__proto__"]) {
      expect(() => annulCard(closed, { ...asked, stage }, lead("office-head", "2026-10-10T09:00"))).toThrow(
        "card-not-found",
      );
    }
  });
});

describe("each stage once", () => {
  it("R32 for each version of the due date, never again for the same one", () => {
    let subject = acceptedOn(LICENCE, "2026-09-18T10:00");
    const seen: string[] = [];
    for (let next = subject.nextStage; next !== undefined; next = subject.nextStage) {
      seen.push(next.id);
      const moment = { ...byTime("2026-09-18T10:00"), at: next.at };
      const firedStages = { ...subject.firedStages, [next.id]: { at: next.at } };
      subject = next.id.endsWith("-order")
        ? upToDate(subject, { ...moment, today: localDate("2026-10-23") })
        : { ...subject, firedStages, nextStage: attentionOf({ ...subject, firedStages }, moment) };
    }
    expect(seen).toEqual([
      ...["promised#1#half", "promised#1#yellow", "promised#1#red", "statutory#1#supervision"],
      ...["statutory#1#supervision-order", "order#1#yellow", "order#1#red"],
    ]);
    expect(entries(subject)).toEqual(["filed", "accepted", "supervision-ordered"]);
  });
});

describe("a moved date", () => {
  const asked = {
    reason: "hearing",
    from: localDate("2026-09-22"),
    plannedTo: localDate("2026-10-09"),
    notice: "听证",
  } as const;
  const suspended = () => {
    const half = told(acceptedOn(LICENCE, "2026-09-18T10:00"), "promised#1#half", "2026-09-21T08:30");
    return suspend(half, asked, occasion("2026-09-21T10:00"));
  };

  it("R33 cancels the stages that have not come, supervision too, and keeps those that have", () => {
    const after = suspended();
    expect(Object.keys(after.firedStages)).toEqual(["promised#1#half"]);
    const versions = new Set(stages(after).map(({ id }) => id.split("#").slice(0, 2).join("#")));
    expect(versions).toEqual(new Set(["promised#2", "statutory#2"]));
    expect(at(after, "statutory#2#supervision")! > local("2026-10-23T08:30")).toBe(true);
    expect(supervision(after).cards).toMatchObject([{ dueVersion: 1, stage: "half" }]);
  });

  it("R33 tells at once of what it moves into the past", () => {
    // The suspension ends early: half of the days, and the yellow one, have gone by.
    const ended = endSuspension(suspended(), 1, occasion("2026-09-30T17:00"));
    expect(ended.nextStage?.id).toBe("promised#3#half");
    const much = { ...occasion("2026-10-20T09:00"), ladder: { ...ladder, halfAtPercent: 10 } };
    const extended = extend(
      acceptedOn(LICENCE, "2026-09-18T10:00"),
      { workingDays: 1, document: "批1号", reason: "踏勘" },
      { ...much, at: local("2026-09-28T09:00"), today: localDate("2026-09-28") },
    );
    expect(extended.nextStage).toEqual({ id: "promised#2#half", at: local("2026-09-20T08:30") });
  });

  it("R33 leaves an hour clock's stages alone, which nothing moves", () => {
    const urgent = told(
      filed(itemNamed("temporary-assistance"), "2026-09-18T10:00", { urgent: true }),
      "urgent#1#yellow",
      "2026-09-19T08:00",
    );
    const after = upToDate(accept(urgent, occasion("2026-09-19T09:00")), byTime("2026-09-19T09:05"));
    expect(after.clocks.urgent).toEqual(urgent.clocks.urgent);
    expect(after.nextStage).toEqual({ id: "urgent#1#red", at: local("2026-09-19T10:00") });
  });
});
