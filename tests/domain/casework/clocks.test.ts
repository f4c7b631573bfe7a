import { describe, expect, it } from "vitest";
import { rowsChangedBy } from "../../../shared/bulletins/due-register.ts";
import { Case } from "../../../shared/casework/case.ts";
import { dueWhenFiled, leadingClock, runningClocks } from "../../../shared/casework/clocks.ts";
import { accept, decide, deliver, giveNotice } from "../../../shared/casework/handling.ts";
import { actOnSilence } from "../../../shared/casework/silent-acceptance.ts";
import { upToDate } from "../../../shared/casework/timed-moves.ts";
import { explainClocks } from "../../../shared/casework/views.ts";
import { attentionOf } from "../../../shared/casework/writing.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import type { ServiceItem } from "../../../shared/directory/service-item.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { filed, itemLike, itemNamed, occasion, told } from "../../support/casework.ts";

/** A Friday; the Sunday after it is worked, Sep 25–27 and Oct 1–7 are off. */
const FRIDAY = "2026-09-18T10:00";
const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const SERVICE = itemNamed("pension-enrolment");
const IMMEDIATE = itemNamed("birth-registration");
const DISCLOSURE = itemLike("veteran-card", {
  regime: "disclosure",
  limits: { promised: { days: 15, unit: "working-days" } },
});
const ENQUIRY = itemLike("pension-enrolment", {
  regime: "enquiry",
  limits: { promised: { days: 1, unit: "working-days" } },
});

const NOTICE = { missing: [{ code: "identity-card", name: "身份证" }] };
const noticed = (before: Case, at: string) => giveNotice(before, NOTICE, occasion(at));
const accepted = (_item: ServiceItem, before: Case, at: string) => accept(before, occasion(at));
const dues = (subject: Case) =>
  Object.fromEntries(Object.entries(subject.clocks).map(([kind, clock]) => [kind, clock?.dueOn]));
const running = (subject: Case) => runningClocks(subject.clocks).map(([kind]) => kind);
const factsOf = (subject: Case) => subject.ledger.at(-1)?.facts;

describe("on receipt", () => {
  it.each([
    [LICENCE, { notice: "2026-09-24" }],
    [BENEFIT, { notice: "2026-09-24" }],
    [SERVICE, { notice: "2026-09-20" }],
    [IMMEDIATE, { notice: "2026-09-20", promised: "2026-09-18" }],
    [DISCLOSURE, { notice: "2026-09-29", promised: "2026-10-15", statutory: "2026-10-22" }],
    [ENQUIRY, { promised: "2026-09-20" }],
  ])("R5a R5b starts the clocks of the item's regime ($regime)", (item, expected) => {
    expect(dues(filed(item, FRIDAY))).toEqual(expected);
  });

  it.each(SAMPLE_ITEMS.map((item) => item.code))("R5 the promise of %s ends no later than its law", (code) => {
    const item = itemNamed(code);
    const { promised, statutory } = accepted(item, filed(item, FRIDAY), FRIDAY).clocks;
    expect(promised).toBeDefined();
    if (statutory !== undefined) expect(promised!.dueOn <= statutory.dueOn).toBe(true);
  });

  it.each([
    ["2026-09-18T10:00", "2026-09-18"],
    ["2026-09-18T17:30", "2026-09-18"],
    ["2026-09-18T17:31", "2026-09-20"],
    ["2026-09-19T10:00", "2026-09-20"],
    ["2026-09-30T18:00", "2026-10-08"],
    ["2026-10-10T09:00", "2026-10-10"],
  ])("R6 an immediate item received at %s is due on %s", (at, due) => {
    expect(filed(IMMEDIATE, at).clocks.promised?.dueOn).toBe(due);
  });

  it("shows and promises the clock that ends first", () => {
    const subject = filed(IMMEDIATE, FRIDAY);
    expect(leadingClock(subject.clocks)?.[0]).toBe("promised");
    expect(dueWhenFiled(subject)?.[0]).toBe("promised");
  });

  it("keeps what the receipt promised, whatever happens later", () => {
    for (const item of [LICENCE, BENEFIT, SERVICE, IMMEDIATE, DISCLOSURE, ENQUIRY]) {
      const first = filed(item, FRIDAY);
      const later = [
        accepted(item, first, FRIDAY),
        accepted(item, first, "2026-10-15T10:00"),
        accepted(item, noticed(first, FRIDAY), "2026-09-18T17:40"),
      ];
      const [kind, clock] = dueWhenFiled(first)!;
      for (const each of later) {
        const [laterKind, laterClock] = dueWhenFiled(each)!;
        expect([laterKind, laterClock.dueOn]).toEqual([kind, clock.dueOn]);
      }
    }
  });

  it("an hour clock runs through rest days, to the minute", () => {
    const urgent = filed(itemNamed("temporary-assistance"), "2026-10-01T22:00", { urgent: true });
    expect(urgent.clocks.urgent?.dueAt).toBe(instant("2026-10-02T22:00:00+08:00"));
    expect(urgent.nextStage).toEqual({ id: "urgent#1#yellow", at: instant("2026-10-02T20:00:00+08:00") });
    expect(leadingClock(urgent.clocks)?.[0]).toBe("urgent");
    expect(factsOf(urgent)?.urgent).toBe(true);
  });

  it("starts no hour clock for an item that offers none, and does not say it did", () => {
    const plain = filed(BENEFIT, FRIDAY, { urgent: true });
    expect(plain.clocks.urgent).toBeUndefined();
    expect(factsOf(plain)?.urgent).toBe(false);
  });
});

describe("acceptance", () => {
  it("R5b in time: the promised and the statutory clock count from that day, the notice clock stops", () => {
    const after = accepted(LICENCE, filed(LICENCE, FRIDAY), "2026-09-23T16:00");
    expect(dues(after)).toMatchObject({ promised: "2026-10-12", statutory: "2026-10-28" });
    expect(after.acceptedOn).toBe("2026-09-23");
    expect(running(after)).toEqual(["promised"]);
    expect(factsOf(after)).toMatchObject({ deemed: false, countsFrom: "2026-09-23" });
  });

  it.each([
    ["2026-09-24T17:30", "2026-09-24"],
    ["2026-09-24T17:31", "2026-09-18"],
  ])("R4 R15 entered on working day 5 at %s, closing time being 17:30, it is as of %s", (at, acceptedOn) => {
    expect(accepted(LICENCE, filed(LICENCE, FRIDAY), at).acceptedOn).toBe(acceptedOn);
  });

  it("R15 accepts a licence as of the receipt date when no notice came in five working days", () => {
    const after = accepted(LICENCE, filed(LICENCE, FRIDAY), "2026-09-28T09:00");
    expect(after.acceptedOn).toBe("2026-09-18");
    expect(dues(after)).toMatchObject({ promised: "2026-09-30", statutory: "2026-10-22" });
    expect(factsOf(after)).toMatchObject({ deemed: true, acceptedOn: "2026-09-18", countsFrom: "2026-09-18" });
  });

  it("R15 other regimes: the promise counts from receipt, but acceptance is the day it was given", () => {
    const after = accepted(BENEFIT, filed(BENEFIT, FRIDAY), "2026-09-28T09:00");
    expect(after.acceptedOn).toBe("2026-09-28");
    expect(dues(after)).toMatchObject({ promised: "2026-10-15" });
    expect(factsOf(after)).toMatchObject({ deemed: false, countsFrom: "2026-09-18" });
  });

  it.each([
    ["a disclosure's in time stops it", DISCLOSURE, FRIDAY, "2026-09-18"],
    ["a disclosure's too late does not", DISCLOSURE, "2026-09-30T09:00", undefined],
    ["an enquiry's never does", ENQUIRY, FRIDAY, undefined],
  ])("R67 the due register stops a promise just when its clock stopped: %s", (_, item, at, pausedOn) => {
    const after = noticed(filed(item, FRIDAY), at);
    expect(after.clocks.promised?.running).toBe(pausedOn === undefined);
    const rows = [1, 2].flatMap((version) => rowsChangedBy(after, version));
    expect(rows.at(-1)?.pausedOn).toBe(pausedOn);
  });

  it("R15 a licence's notice after working day 5 is refused: it is accepted in law, on record or not", () => {
    const at = occasion("2026-09-24T17:31", { kind: "clock" });
    const now = occasion("2026-09-28T09:00", { kind: "clock" });
    expect(() => noticed(upToDate(filed(LICENCE, FRIDAY), now), "2026-09-28T09:00")).toThrow("move-not-allowed");
    expect(() => noticed(actOnSilence(filed(LICENCE, FRIDAY), at), "2026-09-28T09:00")).toThrow("move-not-allowed");
  });

  it.each([
    ["benefit", BENEFIT, "2026-10-15"],
    ["service", SERVICE, "2026-09-21"],
  ])(
    "R15 a late notice leaves a %s's promise running from receipt, with its reminders and its place in R67",
    (_, item, due) => {
      const late = noticed(filed(item, FRIDAY), "2026-09-28T09:00");
      expect(running(late)).toEqual(["promised"]);
      expect(late.clocks.promised).toMatchObject({ from: "2026-09-18", dueOn: due, dueVersion: 1 });
      const firedStages = told("notice#1#yellow", "notice#1#red", "promised#1#half");
      expect(attentionOf({ ...late, firedStages }, occasion(FRIDAY))?.id).toBe("promised#1#yellow");
      expect(rowsChangedBy(late, 2)).toMatchObject([{ dueOn: due }]);
      const after = accepted(item, late, "2026-10-08T09:00");
      expect(after.clocks.promised).toMatchObject({ dueOn: due, dueVersion: 1 });
    },
  );

  it.each([
    ["2026-09-24T17:30", true],
    ["2026-09-24T17:31", false],
  ])("R4 a notice on the last day at %s, closing time being 17:30, is in time: %s", (at, inTime) => {
    expect(factsOf(noticed(filed(BENEFIT, FRIDAY), at))).toMatchObject({ inTime });
  });

  it("R7 says that the last day to correct is provisional beyond the published calendars", () => {
    expect(noticed(filed(LICENCE, "2026-12-10T09:00"), "2026-12-10T10:00").notice).toMatchObject({
      correctBy: "2027-01-11",
      provisional: true,
    });
  });

  it("R15 a benefit's late notice does not move the promise either", () => {
    const after = accepted(BENEFIT, noticed(filed(BENEFIT, FRIDAY), "2026-09-28T09:00"), "2026-10-08T09:00");
    expect(dues(after)).toMatchObject({ promised: "2026-10-15" });
  });

  it("reads a notice that was written before its provisional date was kept", () => {
    const { notice, ...rest } = noticed(filed(LICENCE, FRIDAY), "2026-09-24T17:00");
    const { provisional: _, ...before } = notice!;
    expect(Case.parse({ ...rest, notice: before }).notice?.provisional).toBe(false);
  });

  it("R16 R25 a correction in time starts a licence's clock on the day of acceptance", () => {
    const correcting = noticed(filed(LICENCE, FRIDAY), "2026-09-24T17:00");
    expect(running(correcting)).toEqual([]);
    expect(correcting.nextStage).toEqual({
      id: "correction#2026-10-26#correction-reminder",
      at: instant("2026-10-21T08:30:00+08:00"),
    });
    expect(correcting.notice).toMatchObject({ on: "2026-09-24", correctBy: "2026-10-26" });
    const after = accepted(LICENCE, correcting, "2026-10-08T09:00");
    expect(after.acceptedOn).toBe("2026-10-08");
    expect(dues(after)).toMatchObject({ promised: "2026-10-19" });
  });

  it("R25 a disclosure counts from receipt, a correction restarts it under a new due version", () => {
    const plain = accepted(DISCLOSURE, filed(DISCLOSURE, FRIDAY), "2026-09-22T09:00");
    expect(plain.clocks.promised).toMatchObject({ from: "2026-09-18", dueOn: "2026-10-15", dueVersion: 1 });
    const restarted = accepted(DISCLOSURE, noticed(filed(DISCLOSURE, FRIDAY), FRIDAY), "2026-10-08T09:00");
    expect(restarted.clocks.promised).toMatchObject({ from: "2026-10-08", dueOn: "2026-10-28", dueVersion: 2 });
  });

  it("R25 a disclosure's late notice stops no clock and restarts none", () => {
    const late = noticed(filed(DISCLOSURE, FRIDAY), "2026-09-30T09:00");
    expect(running(late)).toEqual(["promised"]);
    expect(accepted(DISCLOSURE, late, "2026-10-08T09:00").clocks.promised).toMatchObject({
      from: "2026-09-18",
      dueVersion: 1,
      running: true,
    });
  });

  it("keeps the hour clock running while the resident corrects", () => {
    const urgent = filed(itemNamed("temporary-assistance"), FRIDAY, { urgent: true });
    expect(running(noticed(urgent, FRIDAY))).toEqual(["urgent"]);
  });

  it("R7 says that a date beyond the published calendars is provisional", () => {
    const item = itemNamed("veteran-card");
    const after = accepted(item, filed(item, "2026-12-25T10:00"), "2026-12-25T10:00");
    expect(after.clocks.promised).toMatchObject({ provisional: true, calendarVersion: "CN-2026.1" });
  });

  it("R7 says so of an immediate item too", () => {
    expect(filed(IMMEDIATE, "2026-12-31T10:00").clocks.promised).toMatchObject({
      dueOn: "2026-12-31",
      provisional: false,
    });
    expect(filed(IMMEDIATE, "2026-12-31T18:00").clocks.promised).toMatchObject({
      dueOn: "2027-01-04",
      provisional: true,
    });
  });

  it("R5a an enquiry knows no notice: one that is given all the same stops no clock", () => {
    const asked = noticed(filed(ENQUIRY, FRIDAY), FRIDAY);
    expect(running(asked)).toEqual(["promised"]);
    expect(accepted(ENQUIRY, asked, "2026-09-21T09:00").clocks.promised).toMatchObject({ dueOn: "2026-09-20" });
  });
});

describe("decision and delivery", () => {
  const open = accepted(LICENCE, filed(LICENCE, FRIDAY), "2026-09-23T16:00");

  it("R26 a licence's grant starts ten working days to deliver, a refusal none", () => {
    const granted = decide(open, { outcome: "approved" }, occasion("2026-09-30T10:00"));
    expect(granted.clocks.delivery?.dueOn).toBe("2026-10-20");
    expect(running(granted)).toEqual(["delivery"]);
    expect(running(deliver(granted, "post", occasion("2026-10-09T10:00")))).toEqual([]);
    const refused = decide(open, { outcome: "refused", reason: "x", remedy: "y" }, occasion("2026-09-30T10:00"));
    expect(running(refused)).toEqual([]);
    expect(refused.nextStage).toBeUndefined();
  });

  it.each([
    ["2026-10-12T16:00", true, true],
    ["2026-10-13T09:00", false, true],
    ["2026-10-29T09:00", false, false],
  ])("R5b decided at %s: on time %s, within the law %s", (at, onTime, withinStatutory) => {
    expect(factsOf(decide(open, { outcome: "approved" }, occasion(at)))).toMatchObject({ onTime, withinStatutory });
  });

  it.each([
    ["2026-10-12T17:00", true],
    ["2026-10-12T17:01", false],
  ])("R4 what is decided on the due date at %s, closing time being 17:00, is in time: %s", (at, onTime) => {
    expect(factsOf(decide(open, { outcome: "approved" }, occasion(at)))).toMatchObject({ onTime });
  });
});

describe("explaining", () => {
  it("R10a explains every clock up to its due date, the event day first", () => {
    for (const item of [LICENCE, BENEFIT, IMMEDIATE, DISCLOSURE, ENQUIRY]) {
      const subject = accepted(item, filed(item, "2026-09-19T10:00"), "2026-09-21T10:00");
      for (const { from, dueOn, days, limit } of explainClocks(subject, () => occasion(FRIDAY).calendar)) {
        expect(days[0]).toMatchObject({ date: from, reason: "event-day" });
        expect(days.at(-1)).toMatchObject({ date: dueOn, counted: true });
        if (limit.unit === "working-days") expect(days.filter(({ counted }) => counted)).toHaveLength(limit.days);
      }
    }
  });
});
