import { describe, expect, it } from "vitest";
import type { Case } from "../../shared/casework/case.ts";
import { withdraw } from "../../shared/casework/ending.ts";
import { accept, decide, giveNotice } from "../../shared/casework/handling.ts";
import { OverdueReason } from "../../shared/casework/overdue-reasons.ts";
import type { UnkeptPromise } from "../../shared/casework/requested-papers.ts";
import { missingInRuling } from "../../shared/casework/ruling.ts";
import { askFurther, supplyPromised } from "../../shared/casework/telling.ts";
import { actOnTime, upToDate } from "../../shared/casework/timed-moves.ts";
import { residentView, staffView } from "../../shared/casework/views.ts";
import { SAMPLE_ITEMS } from "../../shared/directory/items-sample.ts";
import { publishable } from "../../shared/directory/publish.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { filed, itemLike, itemNamed, occasion } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const CARD = { code: "bank-card", name: "社会保障卡或银行卡" };
const FORM = { code: "application-form", name: "申请表" };
const byTime = (before: Case, at: string): Case => actOnTime(before, occasion(at, { kind: "clock" }));
const facts = (subject: Case) => subject.ledger.at(-1)?.facts;
const shown = (subject: Case) => residentView(subject, "示例中心", true);

describe("acceptance against a promise (容缺受理)", () => {
  const against = (ifUnkept: UnkeptPromise = "decided-without", missing = [CARD]): Case =>
    accept(filed(BENEFIT, "2026-09-18T09:00"), occasion("2026-09-18T10:00"), {
      on: localDate("2026-09-18"),
      supplyBy: localDate("2026-09-28"),
      document: "承诺1号",
      missing,
      supplied: [],
      ifUnkept,
    });

  it("R17 is an acceptance of that day, whose clocks run, with the promise in the ledger", () => {
    const after = against();
    expect(after).toMatchObject({
      state: "accepted",
      acceptedOn: "2026-09-18",
      clocks: { promised: { running: true } },
    });
    expect(after.ledger.at(-1)).toMatchObject({
      what: "accepted",
      facts: { promised: "bank-card", supplyBy: "2026-09-28", documentHash: expect.any(String) },
    });
    expect(after.personal.documents).toEqual({ 2: "承诺1号" });
    expect(shown(after).paperPromise).toMatchObject({ missing: [CARD], supplyBy: "2026-09-28" });
  });

  it("R17 is kept by supplying the papers, all of them", () => {
    const some = supplyPromised(against("not-accepted", [CARD, FORM]), ["bank-card"], occasion("2026-09-22T10:00"));
    expect(facts(some)).toEqual({ supplied: "bank-card", left: "application-form" });
    expect(byTime(some, "2026-09-29T00:00").state).toBe("not-accepted");
    const all = supplyPromised(some, ["application-form"], occasion("2026-09-28T20:00"));
    expect(byTime(all, "2026-09-29T00:00")).toBe(all);
  });

  it.each([
    ["decided-without", "accepted", "promise-unkept"],
    ["not-accepted", "not-accepted", "not-accepted"],
    ["withdrawn", "withdrawn", "withdrawn"],
  ] as const)("R17 not kept in time, where the item's rule is %s: %s", (rule, state, what) => {
    const before = against(rule);
    expect(byTime(before, "2026-09-28T23:59")).toBe(before);
    const after = byTime(before, "2026-09-29T00:00");
    expect(after).toMatchObject({ state, paperPromise: { brokenOn: "2026-09-28" } });
    expect(after.ledger.at(-1)).toMatchObject({ what, by: { kind: "clock" }, facts: { missing: "bank-card" } });
    expect(byTime(after, "2026-09-29T00:05")).toBe(after);
  });

  it("R17 a case that is decided without it still can be, and keeps its clocks", () => {
    const before = against();
    const after = byTime(before, "2026-09-29T00:00");
    expect(after.clocks).toEqual(before.clocks);
    expect(decide(after, { outcome: "approved" }, occasion("2026-09-29T10:00")).state).toBe("decided");
  });

  it("R14 R17 asking for what was promised is no violation", () => {
    const asked = askFurther(against(), { missing: [CARD], channel: "post" }, occasion("2026-09-24T10:00"));
    expect(asked.ledger.at(-1)?.what).toBe("asked-again");
  });
});

describe("silent approval", () => {
  const ON: ServiceItem = itemLike("tree-felling-licence", { renewalBySilence: true });
  const renewing = (item: ServiceItem, expiresOn: string): Case =>
    filed(item, "2026-09-18T09:00", { expiresOn: localDate(expiresOn) });

  it("R19 is off: an undecided licence, renewal or not, stays undecided", () => {
    for (const before of [filed(LICENCE, "2026-09-18T09:00"), renewing(LICENCE, "2026-10-30")]) {
      const accepted = accept(before, occasion("2026-09-18T10:00"));
      expect(byTime(accepted, "2027-03-01T09:00")).toBe(accepted);
    }
  });

  it("R19 switched on for the item: a renewal undecided at the end of the licence's last day counts as granted", () => {
    const accepted = accept(renewing(ON, "2026-10-30"), occasion("2026-09-18T10:00"));
    expect(byTime(accepted, "2026-10-30T23:59")).toBe(accepted);
    const after = byTime(accepted, "2026-10-31T00:00");
    expect(after).toMatchObject({
      state: "decided",
      decision: { outcome: "approved", deemed: true, on: "2026-10-30" },
      clocks: { delivery: { running: true }, promised: { running: false } },
    });
    expect(after.ledger.at(-1)).toMatchObject({
      what: "decided",
      by: { kind: "clock" },
      // The promise of 2026-09-30 was not kept, whatever the law then made of it.
      facts: { outcome: "approved", deemed: true, dueOn: "2026-09-30", onTime: false },
    });
    expect(shown(after).decision).toMatchObject({ outcome: "approved", deemed: true });
  });

  it("R19 leaves nothing to refuse once the licence's last day is over, on record or not", () => {
    const late = occasion("2026-10-31T09:00");
    const undecided = accept(renewing(ON, "2026-10-30"), occasion("2026-09-18T10:00"));
    const accepted = upToDate(undecided, { ...late, by: { kind: "clock" } });
    expect(() => decide(accepted, { outcome: "refused", reason: "因", remedy: "径" }, late)).toThrow(
      "move-not-allowed",
    );
    expect(() => withdraw(accepted, { kind: "lookup-code" }, late)).toThrow("move-not-allowed");
  });

  it("R19 decided before: nothing is deemed", () => {
    const accepted = accept(renewing(ON, "2026-10-30"), occasion("2026-09-18T10:00"));
    const refused = decide(accepted, { outcome: "refused", reason: "因", remedy: "径" }, occasion("2026-09-29T10:00"));
    expect(byTime(refused, "2026-10-31T00:00")).toBe(refused);
  });

  it("R19 not for a renewal asked for less than thirty days before the end, nor one still to be corrected", () => {
    expect(renewing(ON, "2026-10-17").renewal).toEqual({ expiresOn: "2026-10-17", bySilence: false });
    expect(renewing(ON, "2026-10-18").renewal).toEqual({ expiresOn: "2026-10-18", bySilence: true });
    const correcting = giveNotice(renewing(ON, "2026-10-18"), { missing: [FORM] }, occasion("2026-09-18T10:00"));
    expect(correcting.nextStage?.id).toContain("correction-reminder");
    expect(byTime(correcting, "2026-10-19T00:00").state).toBe("correcting");
  });
});

describe("switching silence on", () => {
  it("R19 is published for a licence only", () => {
    expect(publishable({ ...LICENCE, renewalBySilence: true })).toEqual([]);
    expect(publishable({ ...BENEFIT, renewalBySilence: true })).toMatchObject([
      { pointer: "/renewalBySilence", code: "silence-without-licence" },
    ]);
  });

  it("R19 is off in every item unless the municipal office says otherwise", () => {
    expect(SAMPLE_ITEMS.filter(({ renewalBySilence }) => renewalBySilence)).toEqual([]);
  });
});

describe("over the limit", () => {
  const accepted = accept(filed(LICENCE, "2026-09-18T09:00"), occasion("2026-09-18T10:00"));
  const late = occasion("2026-10-08T09:00");

  it("R27 a reason is missing only after the limit's closing time", () => {
    // Promised for 2026-09-30, closing at 17:30.
    expect(missingInRuling(accepted, {}, occasion("2026-09-30T17:30"))).toEqual([]);
    expect(missingInRuling(accepted, {}, occasion("2026-09-30T17:31"))).toEqual(["overdueReason"]);
    expect(missingInRuling(accepted, { overdueReason: "staffing" }, late)).toEqual([]);
  });

  it("R5b R27 the hour clock is a limit too", () => {
    const urgent = accept(
      filed(itemNamed("temporary-assistance"), "2026-09-18T09:00", { urgent: true }),
      occasion("2026-09-18T10:00"),
    );
    expect(missingInRuling(urgent, {}, occasion("2026-09-19T09:00"))).toEqual([]);
    expect(missingInRuling(urgent, {}, occasion("2026-09-19T09:01"))).toEqual(["overdueReason"]);
  });

  it.each(OverdueReason.options)("R27 %s is public in both languages, and in the ledger as a code", (overdueReason) => {
    const after = decide(accepted, { outcome: "approved", overdueReason }, late);
    expect(facts(after)).toMatchObject({ onTime: false, overdueReason });
    expect(shown(after).decision?.overdueReason).toMatchObject({
      code: overdueReason,
      name: { zh: expect.any(String) },
    });
    expect(JSON.stringify(shown(after).decision)).not.toContain("示例甲");
  });

  it("R27 is left out of the record where the decision was in time", () => {
    const after = decide(accepted, { outcome: "approved", overdueReason: "other" }, occasion("2026-09-29T10:00"));
    expect(facts(after)).not.toHaveProperty("overdueReason");
    expect(shown(after).decision?.overdueReason).toBeUndefined();
  });
});

describe("a relative of the deciding official or of a committee member", () => {
  const ALLOWANCE = itemNamed("minimum-living-allowance");
  const declared = (relativeOfOfficial: boolean): Case =>
    accept(filed(ALLOWANCE, "2026-09-18T09:00", { relativeOfOfficial }), occasion("2026-09-18T10:00"));
  const now = occasion("2026-09-21T10:00");

  it("is asked about for 低保 and 特困 only", () => {
    expect(
      ["minimum-living-allowance", "extreme-poverty-support"].map((code) => itemNamed(code).asksRelatives),
    ).toEqual([true, true]);
    expect(LICENCE.asksRelatives).toBeUndefined();
  });

  it("is shown to staff, and never to the resident's reader", () => {
    expect(staffView(declared(true), "示例中心", true, true).relativeOfOfficial).toBe(true);
    expect(shown(declared(true))).not.toHaveProperty("relativeOfOfficial");
  });

  it("needs the separate check confirmed with the decision, and has it in the ledger", () => {
    expect(missingInRuling(declared(true), {}, now)).toEqual(["relativeChecked"]);
    expect(missingInRuling(declared(true), { relativeChecked: false }, now)).toEqual(["relativeChecked"]);
    expect(missingInRuling(declared(false), {}, now)).toEqual([]);
    const after = decide(declared(true), { outcome: "approved", relativeChecked: true }, now);
    expect(facts(after)).toMatchObject({ relativeChecked: true });
  });
});
