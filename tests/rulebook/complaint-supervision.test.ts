/** Supervision of complaints (R31, R31a), R8 and R53 over it: the machinery of cases, in the complaint's own moves. */
import { describe, expect, it } from "vitest";
import { everyCalendar } from "../../shared/calendar/editions.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { openOrders } from "../../shared/casework/supervision.ts";
import type { Complaint, ComplaintActor } from "../../shared/complaints/complaint.ts";
import { callBack, decideComplaint, withdrawComplaint } from "../../shared/complaints/deciding.ts";
import { referComplaint } from "../../shared/complaints/elsewhere.ts";
import { acceptComplaint } from "../../shared/complaints/handling.ts";
import { complaintUpToDate } from "../../shared/complaints/recounting.ts";
import { annulCard, answerOrders, makeOwedOrder, orderByHand } from "../../shared/complaints/supervising.ts";
import { residentComplaint, staffComplaint } from "../../shared/complaints/views.ts";
import { attentionOfComplaint } from "../../shared/complaints/writing.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { closing, editionsOf } from "../support/calendars.ts";
import { sha256, town } from "../support/casework.ts";
import { complaintOccasion, filedComplaint, person } from "../support/complaints.ts";

const DEPUTY: ComplaintActor = { kind: "staff", staffId: person("deputy"), role: "deputy-director", as: "handler" };
const OFFICE: ComplaintActor = { kind: "staff", staffId: town.office[0]!.id, role: "office-head", as: "office" };
const by = (actor: ComplaintActor, at: string) => complaintOccasion(at, { by: actor });
const SUPERVISION = "handling#1#supervision";
const handled = () => acceptComplaint(filedComplaint(), {}, by(DEPUTY, "2026-09-18T11:00"));
/** As the sweep marks it. */
const told = (subject: Complaint, id: string, at: string): Complaint => {
  const moment = complaintOccasion(at);
  const firedStages = { ...subject.firedStages, [id]: { at: moment.at } };
  return { ...subject, firedStages, nextStage: attentionOfComplaint({ ...subject, firedStages }, moment) };
};
/** All four stages were told of, each when it was due. */
const supervised = (): Complaint =>
  ["half", "yellow", "red", "supervision"].reduce(
    (subject, stage) => told(subject, `handling#1#${stage}`, "2026-10-21T08:30"),
    handled(),
  );
const entries = ({ ledger }: Complaint) => ledger.map(({ what }) => what);
const DONE = { by: person("deputy"), done: "已约谈", finishBy: localDate("2026-10-28") };

describe("a supervision order on a complaint", () => {
  it("R31 is owed once its supervision was told of, with a limit of its own, and is made once", () => {
    const subject = supervised();
    expect(subject.nextStage).toEqual({ id: `${SUPERVISION}-order`, at: instant("2026-10-21T08:30:00+08:00") });
    const moment = complaintOccasion("2026-10-21T08:30", { by: { kind: "clock" } });
    const after = makeOwedOrder(subject, moment);
    expect(after.orders).toMatchObject([{ stage: SUPERVISION, version: 3, dueOn: "2026-10-28" }]);
    expect(after.clocks.order).toMatchObject({ running: true, dueOn: "2026-10-28" });
    expect(after.nextStage?.id).toBe("order#1#yellow");
    expect(after.ledger.at(-1)).toMatchObject({ what: "supervision-ordered", by: { kind: "clock" } });
    expect(makeOwedOrder(after, moment)).toBe(after);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });

  it("R31 that is owed is written with whatever somebody does first", () => {
    const subject = supervised();
    const now = by(DEPUTY, "2026-10-21T08:31");
    const after = answerOrders(complaintUpToDate(subject, now), DONE, now);
    expect(entries(after).slice(-2)).toEqual(["supervision-ordered", "supervision-answered"]);
    expect([after.clocks.order?.running, openOrders(after).length]).toEqual([false, 0]);
    expect(after.orders).toMatchObject([
      { stage: SUPERVISION, answer: { by: person("deputy"), finishBy: "2026-10-28" } },
    ]);
    expect(after.nextStage).toBeUndefined();
  });

  it("R31 by hand keeps the date of an open one; after its red card the next starts anew", () => {
    const first = orderByHand(handled(), "久拖", by(OFFICE, "2026-09-21T09:00"));
    const second = orderByHand(first, "仍未办理", by(OFFICE, "2026-09-22T09:00"));
    expect(second.orders?.map(({ dueOn }) => dueOn)).toEqual([first.orders?.[0]?.dueOn, first.orders?.[0]?.dueOn]);
    const third = orderByHand(told(second, "order#1#red", "2026-10-08T08:30"), "再督", by(OFFICE, "2026-10-08T09:00"));
    expect(third.clocks.order?.dueVersion).toBe(2);
    const answered = answerOrders(
      third,
      { ...DONE, finishBy: localDate("2026-10-12") },
      by(DEPUTY, "2026-10-08T10:00"),
    );
    expect(openOrders(answered)).toEqual([]);
    expect(() => answerOrders(answered, DONE, by(DEPUTY, "2026-10-08T11:00"))).toThrow("no-open-order");
  });

  it("R31, R59 ends with the decision, and the redo may be ordered anew", () => {
    const ordered = orderByHand(handled(), "久拖", by(OFFICE, "2026-09-21T09:00"));
    const decided = decideComplaint(ordered, { finding: "upheld", reasons: "属实" }, by(DEPUTY, "2026-09-22T09:00"));
    expect([openOrders(decided), decided.clocks.order?.running]).toEqual([[], false]);
    const uncalled = orderByHand(decided, "尚未回访", by(OFFICE, "2026-09-22T10:00"));
    const called = callBack(uncalled, { result: "satisfied" }, by(DEPUTY, "2026-09-23T09:00"));
    expect([openOrders(called), called.clocks.order?.running]).toEqual([[], false]);
    const redo = callBack(decided, { result: "dissatisfied" }, by(DEPUTY, "2026-09-23T09:00"));
    const again = orderByHand(redo, "群众不满意", by(OFFICE, "2026-09-24T09:00"));
    expect(openOrders(again)).toHaveLength(1);
    expect(again.orders).toHaveLength(2);
  });

  it.each([
    ["referred", (subject: Complaint) => referComplaint(subject, "涉嫌", by(DEPUTY, "2026-09-22T09:00"))],
    ["withdrawn", (subject: Complaint) => withdrawComplaint(subject, complaintOccasion("2026-09-22T09:00"))],
  ])("R31 none is open any more, nor owed, when it is %s", (_, move) => {
    const ordered = told(
      orderByHand(handled(), "久拖", by(OFFICE, "2026-09-21T09:00")),
      SUPERVISION,
      "2026-09-21T10:00",
    );
    const after = move({ ...ordered, orders: [{ ...ordered.orders![0]!, stage: SUPERVISION }] });
    expect([openOrders(after), makeOwedOrder(after, complaintOccasion("2026-09-22T10:00"))]).toEqual([[], after]);
  });

  it("R31 is refused on one that is over, and has a bound", () => {
    const over = withdrawComplaint(handled(), complaintOccasion("2026-09-22T09:00"));
    expect(() => orderByHand(over, "久拖", by(OFFICE, "2026-09-22T10:00"))).toThrow("move-not-allowed");
    let subject = handled();
    for (let n = 0; n < 8; n += 1) subject = orderByHand(subject, "久拖", by(OFFICE, "2026-09-21T09:00"));
    expect(() => orderByHand(subject, "久拖", by(OFFICE, "2026-09-21T09:00"))).toThrow("case-full");
  });

  it("R31 is shown with its words to who handles or oversees it, and never to whoever complained", () => {
    const ordered = orderByHand(handled(), "久拖不决", by(OFFICE, "2026-09-21T09:00"));
    const shown = { centreName: "示例", sample: true };
    expect(staffComplaint(ordered, "handler", shown)).toMatchObject({
      orders: [{ open: true, reason: "久拖不决" }],
      cards: [],
    });
    expect(JSON.stringify(residentComplaint(ordered, shown))).not.toMatch(/久拖|order|supervis/);
    expect(JSON.stringify(ordered.ledger)).not.toContain("久拖");
  });
});

describe("an annulled card of a complaint", () => {
  it("R31a stays on record as annulled, once, on a closed one too; one that was never told of cannot be", () => {
    const red = told(handled(), "handling#1#red", "2026-10-16T08:30");
    const asked = { stage: "handling#1#red", reason: "outage", text: "停电" } as const;
    const after = annulCard(red, asked, by(OFFICE, "2026-10-16T09:00"));
    expect(after.annulled).toMatchObject({ "handling#1#red": { reason: "outage", version: 3 } });
    expect(annulCard(after, { ...asked, reason: "other" }, by(OFFICE, "2026-10-16T10:00"))).toBe(after);
    const shown = staffComplaint(after, "office", { centreName: "示例", sample: true });
    expect(shown.cards).toMatchObject([{ id: "handling#1#red", annulled: { reason: "outage", text: "停电" } }]);
    const over = withdrawComplaint(red, complaintOccasion("2026-10-16T09:00"));
    expect(annulCard(over, asked, by(OFFICE, "2026-10-16T10:00")).state).toBe("withdrawn");
    for (const stage of ["handling#1#yellow", "constructor"]) {
      expect(() => annulCard(red, { ...asked, stage }, by(OFFICE, "2026-10-16T09:00"))).toThrow("card-not-found");
    }
  });
});

describe("a complaint by another calendar", () => {
  const closed = (day: string) => {
    const [edition] = editionsOf([closing(day)], instant("2026-09-20T09:00:00+08:00"));
    return everyCalendar([edition!]).at(-1)!;
  };
  const moment = (day: string) => ({ ...complaintOccasion("2026-09-21T09:00"), calendar: closed(day) });

  it("R8 stays as it is by the same calendar, by one that leaves it alone, and when it is over", () => {
    const subject = handled();
    expect(complaintUpToDate(subject, complaintOccasion("2026-09-21T09:00"))).toBe(subject);
    expect(complaintUpToDate(subject, moment("2026-12-14")).leading?.dueOn).toBe(subject.leading?.dueOn);
    const over = withdrawComplaint(subject, complaintOccasion("2026-09-20T10:00"));
    expect(complaintUpToDate(over, moment("2026-10-13"))).toBe(over);
  });

  it("R8 moves its date and its order's, with both versions on record; counted again by an earlier one, nothing changes", () => {
    const ordered = orderByHand(handled(), "久拖", by(OFFICE, "2026-09-21T08:40"));
    const after = complaintUpToDate(ordered, moment("2026-09-23"));
    expect([ordered.leading?.dueOn, after.leading?.dueOn]).toEqual(["2026-10-15", "2026-10-16"]);
    expect(after.clocks.order?.dueOn).not.toBe(ordered.clocks.order?.dueOn);
    expect(after.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      by: { kind: "clock" },
      facts: {
        moved: "handling,order",
        movedFrom: "2026-10-15",
        movedTo: "2026-10-16",
        fromCalendar: "CN-2026.1",
        toCalendar: "CN-2026.1+local.1",
      },
    });
    expect(after.clocks.handling?.dueVersion).toBe(2);
    expect(complaintUpToDate(after, complaintOccasion("2026-09-21T09:30"))).toBe(after);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });

  it("R8 moves the one day for a hand-over", () => {
    const referred = referComplaint(handled(), "涉嫌", by(DEPUTY, "2026-09-21T08:40"));
    const after = complaintUpToDate(referred, moment("2026-09-22"));
    expect([referred.leading?.dueOn, after.leading?.dueOn]).toEqual(["2026-09-22", "2026-09-23"]);
  });
});
