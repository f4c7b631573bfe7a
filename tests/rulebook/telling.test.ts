import { describe, expect, it } from "vitest";
import { conditionalMaterials, demandedMaterials } from "../../functions/cases/item-materials.ts";
import { CHINA_CALENDAR, calendarOf } from "../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS } from "../../shared/calendar/published-years.ts";
import type { Case } from "../../shared/casework/case.ts";
import { runningClocks } from "../../shared/casework/clocks.ts";
import { submitCorrections } from "../../shared/casework/corrections.ts";
import { answerHandOver, turnAway, withdraw } from "../../shared/casework/ending.ts";
import { accept, decide, giveNotice } from "../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { isClosed } from "../../shared/casework/moves.ts";
import { recount } from "../../shared/casework/recounting.ts";
import type { NoticeAsked } from "../../shared/casework/requested-papers.ts";
import { askFurther, putRight } from "../../shared/casework/telling.ts";
import { actOnTime, upToDate } from "../../shared/casework/timed-moves.ts";
import { residentView, staffView } from "../../shared/casework/views.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { CENTRE, CLERK, filed, itemNamed, occasion, sha256 } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const FORM = { code: "felling-application-form", name: "采伐申请表" };
const MAP = { code: "felling-map", name: "采伐地点示意图" };
const FILED = filed(LICENCE, "2026-09-18T09:00");
const noticed = (before: Case, at: string, more: Partial<NoticeAsked> = {}): Case =>
  giveNotice(before, { missing: [FORM], channel: "counter-signature", text: "请补申请表", ...more }, occasion(at));
/** Asked on 2026-09-18; the last day to correct is 2026-10-19, a Monday: the thirtieth day is a Sunday. */
const CORRECTING = noticed(FILED, "2026-09-18T10:00");
const byTime = (before: Case, at: string): Case => actOnTime(before, occasion(at, { kind: "clock" }));
const facts = (subject: Case) => subject.ledger.at(-1)?.facts;
const shown = (subject: Case) => residentView(subject, "示例中心", true);
const ledgerText = (subject: Case) => JSON.stringify(subject.ledger);

describe("what is put right on the spot", () => {
  it("R12 is on record, is no notice, and touches no clock", () => {
    const after = putRight(FILED, { papers: [FORM], text: "当场补填了地址" }, occasion("2026-09-18T09:10"));
    expect(after).toMatchObject({ state: "filed", clocks: FILED.clocks, version: 2 });
    expect(after.notice).toBeUndefined();
    expect(after.ledger.at(-1)).toMatchObject({ what: "put-right", by: CLERK, facts: { papers: FORM.code } });
    expect(after.personal.told).toEqual({ "2": "当场补填了地址" });
    expect(ledgerText(after)).not.toContain("补填");
  });

  it("R12 R14 leaves the one notice to be given", () => {
    const after = putRight(FILED, { papers: [FORM] }, occasion("2026-09-18T09:10"));
    expect(noticed(after, "2026-09-18T10:00").state).toBe("correcting");
  });
});

describe("the notice", () => {
  it.each(["counter-signature", "sms", "post", "online"] as const)(
    "R13 given by %s has channel and time in the ledger",
    (channel) => {
      const after = noticed(FILED, "2026-09-18T10:00", { channel });
      const entry = after.ledger.at(-1);
      expect(entry).toMatchObject({ at: instant("2026-09-18T10:00:00+08:00"), what: "notice-given" });
      expect(entry?.facts).toMatchObject({ channel, missing: FORM.code, correctBy: "2026-10-19", inTime: true });
      expect(shown(after).notice).toMatchObject({ channel });
    },
  );

  it("R13 R16 sets thirty natural days, which end on the next working day", () => {
    expect(CORRECTING.notice).toMatchObject({ on: "2026-09-18", correctBy: "2026-10-19" });
    expect(runningClocks(CORRECTING.clocks)).toEqual([]);
  });
});

describe("the last day to correct", () => {
  it("R9 R16 says that it is rolled on by analogy only, with the safe day before it", () => {
    // The thirtieth day is Sunday 2026-10-18.
    expect(shown(CORRECTING).notice).toMatchObject({
      correctBy: "2026-10-19",
      safeBy: "2026-10-16",
      rolled: { zh: expect.stringContaining("参照民法典第二百零三条"), en: expect.stringContaining("by analogy") },
    });
    const thirtieth = noticed(filed(LICENCE, "2026-09-21T09:00"), "2026-09-21T10:00");
    expect(shown(thirtieth).notice).toMatchObject({ correctBy: "2026-10-21", safeBy: "2026-10-21" });
    expect(shown(thirtieth).notice).not.toHaveProperty("rolled");
  });
});

describe("asking after the notice", () => {
  const asking = (before: Case, codes: readonly (typeof FORM)[], at: string, reason?: string) =>
    askFurther(before, { missing: codes, channel: "post", text: "请尽快补交", reason }, occasion(at));

  it("R14 again for what the notice listed is no second notice, and the last day stays", () => {
    const after = asking(CORRECTING, [FORM], "2026-09-28T10:00");
    expect(after.ledger.at(-1)?.what).toBe("asked-again");
    expect(facts(after)).not.toHaveProperty("violation");
    expect(after).toMatchObject({ state: "correcting", notice: CORRECTING.notice, clocks: CORRECTING.clocks });
    expect(after.nextStage).toEqual(CORRECTING.nextStage);
  });

  it("R14 for anything else is refused nothing, but recorded as a violation with person and reason", () => {
    const after = asking(CORRECTING, [FORM, MAP], "2026-09-28T10:00", "首次审查时漏看");
    expect(after.ledger.at(-1)).toMatchObject({
      what: "second-notice",
      by: { kind: "staff", staffId: `${CENTRE}-a1`, postId: `${CENTRE}-p01` },
      facts: { violation: true, others: MAP.code, missing: `${FORM.code},${MAP.code}`, channel: "post" },
    });
    expect(facts(after)).toHaveProperty("reasonHash");
    expect(ledgerText(after)).not.toContain("漏看");
    expect(after.personal.reasons).toEqual({ "3": "首次审查时漏看" });
    expect(after.notice).toEqual(CORRECTING.notice);
  });

  it("R14 after acceptance stops no clock", () => {
    const accepted = accept(FILED, occasion("2026-09-18T10:00"));
    const after = asking(accepted, [MAP], "2026-09-21T10:00", "承办人要求");
    expect(after).toMatchObject({ state: "accepted", clocks: accepted.clocks, nextStage: accepted.nextStage });
    expect(after.ledger.at(-1)).toMatchObject({ what: "second-notice", facts: { violation: true } });
  });

  it("R14 shows the resident what was asked, and staff only the reason", () => {
    const after = asking(CORRECTING, [MAP], "2026-09-28T10:00", "首次审查时漏看");
    expect(shown(after).furtherRequests).toMatchObject([
      { on: "2026-09-28", missing: [MAP], violation: true, text: "请尽快补交" },
    ]);
    expect(JSON.stringify(shown(after))).not.toContain("漏看");
    expect(staffView(after, "示例中心", true, true).violationReasons).toEqual({ "3": "首次审查时漏看" });
    expect(staffView(after, "示例中心", true, false).violationReasons).toBeUndefined();
  });

  it("R14 never becomes a second notice, in whatever state", () => {
    for (const before of [CORRECTING, accept(CORRECTING, occasion("2026-09-21T10:00"))]) {
      expect(() => noticed(before, "2026-09-22T10:00")).toThrow("move-not-allowed");
    }
  });
});

describe("corrections", () => {
  it("R16 all received: accepted on that day", () => {
    const after = accept(CORRECTING, occasion("2026-10-12T16:00"));
    expect(after).toMatchObject({ state: "accepted", acceptedOn: "2026-10-12" });
    expect(after.clocks.promised?.from).toBe("2026-10-12");
  });

  it("R16 are reminded of at opening time three working days before the last day, once", () => {
    expect(CORRECTING.nextStage).toEqual({
      id: "correction#2026-10-19#correction-reminder",
      at: instant("2026-10-14T08:30:00+08:00"),
    });
    expect(byTime(CORRECTING, "2026-10-14T08:29")).toBe(CORRECTING);
    const reminded = byTime(CORRECTING, "2026-10-14T08:30");
    expect(reminded).toMatchObject({ state: "correcting", notice: { remindedOn: "2026-10-14" } });
    expect(reminded.ledger.at(-1)).toMatchObject({
      what: "correction-reminded",
      by: { kind: "clock" },
      facts: { correctBy: "2026-10-19", bySms: false },
    });
    expect(reminded.nextStage).toEqual({
      id: "correction#2026-10-19#correction-expiry",
      at: instant("2026-10-20T00:00:00+08:00"),
    });
  });

  const reminded = byTime(CORRECTING, "2026-10-14T08:30");

  it("R4 R16 may come until 24:00 of the last day: then it is not accepted, with receipt facts, reason and remedy", () => {
    expect(byTime(reminded, "2026-10-19T23:59")).toBe(reminded);
    const after = byTime(reminded, "2026-10-20T00:00");
    expect(after).toMatchObject({
      state: "not-accepted",
      ending: { ground: "not-corrected", on: "2026-10-19" },
      leading: undefined,
      nextStage: undefined,
    });
    expect(after.ledger.at(-1)).toMatchObject({
      what: "not-accepted",
      by: { kind: "clock" },
      facts: { ground: "not-corrected", endedOn: "2026-10-19", missing: FORM.code },
    });
    const { ending } = shown(after);
    expect(ending?.groundName.zh).toContain("没有补齐材料");
    expect(ending?.remedy.zh).toContain("行政复议");
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });

  it("R16 is treated as withdrawn only where the item's own rule says so", () => {
    const own = noticed(FILED, "2026-09-18T10:00", { ifUncorrected: "withdrawn" });
    const after = byTime(byTime(own, "2026-10-14T09:00"), "2026-10-20T09:00");
    expect(after).toMatchObject({ state: "withdrawn", ending: { ground: "not-corrected" } });
    expect(after.ledger.at(-1)?.what).toBe("withdrawn");
  });

  it("R16 both are made up for in order when time was not asked for days", () => {
    const late = byTime(CORRECTING, "2026-10-21T09:00");
    expect(late.ledger.at(-1)?.what).toBe("correction-reminded");
    expect(byTime(late, "2026-10-21T09:00").state).toBe("not-accepted");
  });

  it("R8 R16 are reminded of when the case says so, though another calendar would have it a day later", () => {
    // Invented for the test: the Saturday before the last day is worked.
    const years = PUBLISHED_YEARS.map((year) =>
      year.year !== 2026
        ? year
        : {
            ...year,
            holidays: year.holidays.map((each, n) =>
              n === year.holidays.length - 1
                ? { ...each, makeUpDays: [...each.makeUpDays, localDate("2026-10-17")] }
                : each,
            ),
          },
    );
    const now = { ...occasion("2026-10-14T08:30", { kind: "clock" }), calendar: calendarOf("CN-2026.3", years) };
    expect(actOnTime(CORRECTING, now).notice?.remindedOn).toBe("2026-10-14");
  });

  it("R16 that came in time are not overtaken by the period", () => {
    const accepted = accept(reminded, occasion("2026-10-19T17:00"));
    expect(byTime(accepted, "2026-10-20T09:00")).toBe(accepted);
  });

  it("R16 an hour clock runs on while papers are missing, and stops with the case", () => {
    const urgent = noticed(
      filed(itemNamed("temporary-assistance"), "2026-09-18T09:00", { urgent: true }),
      "2026-09-18T10:00",
    );
    expect(runningClocks(urgent.clocks).map(([kind]) => kind)).toEqual(["urgent"]);
    const ended = byTime(
      { ...urgent, notice: { ...urgent.notice!, remindedOn: urgent.receivedOn } },
      "2026-10-20T09:00",
    );
    expect([ended.state, runningClocks(ended.clocks)]).toEqual(["not-accepted", []]);
  });
});

describe("corrections that the resident hands in", () => {
  const submitted = (before: Case, at: string, codes = [FORM.code]): Case =>
    submitCorrections(before, codes, occasion(at, { kind: "resident" }));
  const two = noticed(FILED, "2026-09-18T10:00", { missing: [FORM, MAP] });

  it("R4 R16 in the last minute came in time: accepted as of that day, whenever the office looks", () => {
    const after = submitted(CORRECTING, "2026-10-19T23:59");
    expect(byTime(after, "2026-10-20T00:00")).toBe(after);
    expect(after.clocks.promised).toMatchObject({ from: "2026-10-19", running: true });
    const accepted = accept(after, occasion("2026-10-22T10:00"));
    expect(accepted.acceptedOn).toBe("2026-10-19");
    expect(accepted.clocks.promised).toEqual(after.clocks.promised);
    expect(facts(accepted)).toMatchObject({ acceptedOn: "2026-10-19", countsFrom: "2026-10-19" });
  });

  it.each(["counter", "post", "phone"] as const)(
    "R16 that staff record, come by %s, have the same effect as the resident's own, and keep the channel",
    (channel) => {
      const at = "2026-09-28T10:00";
      const own = submitted(CORRECTING, at);
      const after = submitCorrections(CORRECTING, [FORM.code], occasion(at), { channel });
      expect({ clocks: after.clocks, state: after.state, nextStage: after.nextStage }).toEqual({
        clocks: own.clocks,
        state: own.state,
        nextStage: own.nextStage,
      });
      expect(after.notice?.submitted).toEqual({ ...own.notice?.submitted, channel });
      expect(after.ledger.at(-1)).toMatchObject({ by: CLERK, facts: { channel, papers: FORM.code, left: "" } });
      expect(shown(after).notice?.submitted).toMatchObject({ channel });
    },
  );

  it("R4 R16 a minute later is too late, also before time has written the end", () => {
    const midnight = "2026-10-20T00:00";
    expect(() => submitted(upToDate(CORRECTING, occasion(midnight, { kind: "clock" })), midnight)).toThrow(
      "move-not-allowed",
    );
  });

  it("R16 in part: the period goes on for the rest, and no clock runs", () => {
    const part = submitted(two, "2026-09-28T10:00", [MAP.code]);
    expect(facts(part)).toEqual({ papers: MAP.code, channel: "online", left: FORM.code });
    expect([part.nextStage, runningClocks(part.clocks)]).toEqual([two.nextStage, []]);
    const all = submitted(part, "2026-09-29T10:00");
    expect(facts(all)).toMatchObject({ papers: FORM.code, left: "", dueOn: all.clocks.promised?.dueOn });
    expect(all.leading?.kind).toBe("promised");
  });

  it("R16 tells the resident that the office is looking at them", () => {
    expect(shown(submitted(CORRECTING, "2026-09-28T10:00")).nextStep.zh).toContain("已收到");
    expect(shown(CORRECTING).nextStep.zh).toContain("补齐");
  });

  it.each([
    ["for them alone", { missing: [FORM], channel: "post" }, "asked-again"],
    ["along with something else", { missing: [FORM, MAP], channel: "post", reason: "漏列" }, "second-notice"],
  ] as const)(
    "R14 R16 R20 that will not do are asked for again, %s, and no clock stops or starts anew",
    (_, asking, what) => {
      const before = submitted(CORRECTING, "2026-09-28T10:00");
      const after = askFurther(before, asking, occasion("2026-09-29T10:00"));
      expect(after.ledger.at(-1)).toMatchObject({ what });
      expect(after.clocks).toEqual(before.clocks);
      expect(after.nextStage).toEqual(before.nextStage);
      expect(shown(after)).toMatchObject({ nextStep: { zh: expect.stringContaining("补齐") } });
      expect(shown(after).notice?.submitted?.papers).toEqual([]);
      const again = submitted(after, "2026-10-12T10:00");
      expect(again.clocks).toEqual(before.clocks);
      expect(accept(again, occasion("2026-10-13T10:00")).acceptedOn).toBe("2026-09-28");
    },
  );

  it("R16 that came in time end no case, however late they are found wanting, and nobody's clock is overdue in vain", () => {
    const before = submitted(CORRECTING, "2026-09-28T10:00");
    const late = occasion("2026-10-30T10:00");
    const after = askFurther(before, { missing: [FORM], channel: "post" }, late);
    expect(after.clocks).toEqual(before.clocks);
    expect(upToDate(after, occasion("2027-03-01T10:00", { kind: "clock" })).state).toBe("correcting");
    expect(submitted(after, "2026-11-02T10:00").notice?.submitted?.complete).toMatchObject({ on: "2026-09-28" });
  });

  it("R14 asking for something else does not stop what runs since", () => {
    const before = submitted(CORRECTING, "2026-09-28T10:00");
    const asked = { missing: [MAP], channel: "post", reason: "漏列" } as const;
    expect(askFurther(before, asked, occasion("2026-09-29T10:00")).clocks).toEqual(before.clocks);
  });

  it("R15 R16 after a notice that came too late, the promise counts from receipt all the same", () => {
    const late = noticed(filed(BENEFIT, "2026-09-18T09:00"), "2026-09-28T10:00");
    expect(late.clocks.promised).toMatchObject({ from: "2026-09-18", running: true });
    expect(submitted(late, "2026-09-29T10:00").clocks.promised).toEqual(late.clocks.promised);
  });
});

describe("withdrawal", () => {
  const CODE = { kind: "lookup-code" } as const;

  it.each([
    ["filed", FILED],
    ["correcting", CORRECTING],
    ["accepted", accept(FILED, occasion("2026-09-18T10:00"))],
  ])("R16 of a case that is %s ends it: no clock runs, and nothing more is due", (_, before) => {
    const after = withdraw(before, CODE, occasion("2026-09-21T10:00", { kind: "resident" }));
    expect(after).toMatchObject({ state: "withdrawn", leading: undefined, nextStage: undefined });
    expect(after.ledger.at(-1)).toMatchObject({ by: { kind: "resident" }, facts: { proof: "lookup-code" } });
    expect(runningClocks(after.clocks)).toEqual([]);
    expect(isClosed(after.state)).toBe(true);
  });

  it("R16 at the counter keeps the number of the signed request", () => {
    const after = withdraw(FILED, { kind: "thumbprint", document: "滕林撤〔2026〕3号" }, occasion("2026-09-18T10:00"));
    expect(facts(after)).toMatchObject({ proof: "thumbprint", documentHash: expect.any(String) });
    expect(after.personal.documents).toEqual({ 2: "滕林撤〔2026〕3号" });
  });

  it("R16 is refused once it is decided", () => {
    const decided = decide(
      accept(FILED, occasion("2026-09-18T10:00")),
      { outcome: "approved" },
      occasion("2026-09-18T11:00"),
    );
    expect(() => withdraw(decided, CODE, occasion("2026-09-21T10:00"))).toThrow("move-not-allowed");
  });

  it("R8 leaves a closed case alone, whatever the calendar", () => {
    const later = calendarOf("CN-2026.2", PUBLISHED_YEARS);
    expect(later.version).not.toBe(CHINA_CALENDAR.version);
    const after = withdraw(CORRECTING, CODE, occasion("2026-09-21T10:00"));
    expect(recount(after, { ...occasion("2026-09-22T10:00", { kind: "clock" }), calendar: later })).toBe(after);
  });
});

describe("what is not needed, or not our power", () => {
  const elsewhere = {
    ground: "not-our-power",
    reason: "户口迁移由公安机关办理",
    whereToGo: "请到户籍地派出所",
    handOver: { to: "滕州市公安局", answer: "offered" },
  } as const;
  const away = turnAway(FILED, elsewhere, occasion("2026-09-18T09:20"));

  it("R11 is answered at once, saying where to go, with the offered hand-over on record", () => {
    expect(away).toMatchObject({ state: "not-accepted", nextStage: undefined });
    expect(facts(away)).toMatchObject({ ground: "not-our-power", handOver: "offered", atOnce: true });
    expect(shown(away).ending).toMatchObject({
      ground: "not-our-power",
      reason: elsewhere.reason,
      whereToGo: elsewhere.whereToGo,
      handOverTo: "滕州市公安局",
      handOver: "offered",
    });
    expect(shown(away).ending?.remedy.zh).toContain("行政复议");
  });

  it("R11 R50 keeps the words erasable, and only their hashes in the ledger", () => {
    for (const text of [elsewhere.reason, elsewhere.whereToGo, elsewhere.handOver.to]) {
      expect(ledgerText(away)).not.toContain(text);
    }
  });

  it.each(["accepted", "declined"] as const)("R11 the resident's answer, %s, is recorded once", (answer) => {
    const after = answerHandOver(away, answer, occasion("2026-09-18T11:00", { kind: "resident" }));
    expect(after.ending?.handOver).toBe(answer);
    expect(after.ledger.at(-1)).toMatchObject({ what: "hand-over-answered", by: { kind: "resident" } });
    expect(() => answerHandOver(after, answer, occasion("2026-09-18T12:00"))).toThrow("hand-over-not-offered");
  });

  it("R11 not needed: nothing to hand over, and no answer is awaited", () => {
    const after = turnAway(
      FILED,
      { ground: "not-needed", reason: "房前屋后零星树木无需许可", whereToGo: "可自行采伐" },
      occasion("2026-09-18T09:20"),
    );
    expect(after.ending).not.toHaveProperty("handOver");
    expect(() => answerHandOver(after, "accepted", occasion("2026-09-18T11:00"))).toThrow("hand-over-not-offered");
  });

  it("R11 R15 comes too late once silence has accepted a licence, even before that is on record", () => {
    // The notice limit ended on 2026-09-24: the worked Sunday 2026-09-20 is the first of its five days.
    const day = "2026-09-30T09:00";
    const turnedAway = (before: Case) =>
      turnAway(upToDate(before, occasion(day, { kind: "clock" })), elsewhere, occasion(day));
    expect(() => turnedAway(FILED)).toThrow("move-not-allowed");
    expect(turnedAway(filed(BENEFIT, "2026-09-18T09:00")).state).toBe("not-accepted");
  });
});

describe("what the offices look up themselves", () => {
  const ALLOWANCE = itemNamed("minimum-living-allowance");
  const missing = (code: string) => () => demandedMaterials([code], ALLOWANCE, "missing", "zh-CN");

  it.each(["identity-card", "household-register", "household-means", "disability-certificate"])(
    "R19a is not demanded as a paper: %s is refused, with what may be asked for",
    (code) => {
      try {
        missing(code)();
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({
          code: "validation-failed",
          errors: [
            { pointer: "/missing/0", code: "invalid-value", detail: expect.stringContaining("written-application") },
          ],
        });
      }
    },
  );

  it("R13 R19a what the guide demands may be asked for, all of it at once", () => {
    const demanded = ALLOWANCE.materials.filter((each) => each.demanded).map(({ code }) => code);
    expect(demandedMaterials(demanded, ALLOWANCE, "missing", "zh-CN").map(({ code }) => code)).toEqual(demanded);
  });

  it("R17 only what the item lists so may come later", () => {
    expect(() => conditionalMaterials(["application-form"], BENEFIT, "missing", "en")).toThrow("validation-failed");
    expect(conditionalMaterials(["bank-card"], BENEFIT, "missing", "en")).toEqual([
      { code: "bank-card", name: "社会保障卡或银行卡" },
    ]);
  });
});
