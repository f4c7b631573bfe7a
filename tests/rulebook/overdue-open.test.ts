/** The reason of a case that is open beyond its promised limit (R27): who is told what of it, and for how long it stands. */
import { describe, expect, it } from "vitest";
import type { Case } from "../../shared/casework/case.ts";
import { withdraw } from "../../shared/casework/ending.ts";
import { accept, decide, deliver, giveNotice } from "../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { giveOverdueReason } from "../../shared/casework/overdue.ts";
import { OVERDUE_REASON_NAMES, OverdueReason } from "../../shared/casework/overdue-reasons.ts";
import { missingInRuling } from "../../shared/casework/ruling.ts";
import { residentView, staffView } from "../../shared/casework/views.ts";
import { REGIMES } from "../../shared/directory/regime.ts";
import { filed, itemLike, itemNamed, occasion, sha256 } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
/** Promised for 2026-09-30, closing at 17:30. */
const accepted = accept(filed(LICENCE, "2026-09-18T09:00"), occasion("2026-09-18T10:00"));
const LATE = "2026-10-08T09:00";
const explained = (before: Case = accepted, at = LATE, code: OverdueReason = "staffing"): Case =>
  giveOverdueReason(before, code, occasion(at));
const shown = (subject: Case) => residentView(subject, "示例中心", true);

describe("a case that is open beyond its promised limit", () => {
  it.each(OverdueReason.options)("R27 shows %s to the resident and to staff, in both languages", (code) => {
    const after = explained(accepted, LATE, code);
    const published = { code, name: OVERDUE_REASON_NAMES[code] };
    expect(shown(after).overdueReason).toEqual(published);
    expect(staffView(after, "示例中心", true, false).overdueReason).toEqual(published);
    expect(JSON.stringify([shown(after).overdueReason, after.ledger.at(-1)?.facts])).not.toContain("示例甲");
  });

  it("R27 takes a reason only once the limit's closing time has passed, and none where nothing is promised yet", () => {
    expect(() => explained(accepted, "2026-09-30T17:30")).toThrow("limit-not-passed");
    expect(explained(accepted, "2026-09-30T17:31").overdueReason).toMatchObject({ code: "staffing", on: "2026-09-30" });
    expect(() => explained(filed(LICENCE, "2026-09-18T09:00"))).toThrow("limit-not-passed");
  });

  it("R27 takes none once it is decided, delivered or withdrawn", () => {
    const decided = decide(accepted, { outcome: "approved" }, occasion("2026-09-21T10:00"));
    const withdrawn = withdraw(accepted, { kind: "lookup-code" }, occasion("2026-10-09T10:00"));
    for (const ended of [decided, deliver(decided, "post", occasion("2026-09-22T10:00")), withdrawn]) {
      expect(() => explained(ended, "2026-10-12T10:00")).toThrow("move-not-allowed");
    }
  });

  it("R27 has the newest reason, and every one in its hash-chained ledger", () => {
    const after = explained(explained(), "2026-10-12T09:00", "complex-case");
    expect(shown(after).overdueReason?.code).toBe("complex-case");
    expect(after.ledger.slice(-2).map(({ what, facts }) => [what, facts])).toEqual([
      ["overdue-reason-given", { overdueReason: "staffing", overdueSince: "2026-09-30" }],
      ["overdue-reason-given", { overdueReason: "complex-case", overdueSince: "2026-09-30" }],
    ]);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });

  it("R27 moves neither a date nor a stage by saying why", () => {
    const after = explained();
    expect([after.clocks, after.leading, after.nextStage]).toEqual([
      ...[accepted.clocks, accepted.leading, accepted.nextStage],
    ]);
    expect(after.state).toBe("accepted");
  });

  it("R27 is decided late without repeating the reason, or with another", () => {
    const now = occasion("2026-10-09T10:00");
    expect(missingInRuling(explained(), {}, now)).toEqual([]);
    const decided = decide(explained(), { outcome: "approved" }, now);
    expect([decided.decision?.overdueReason, decided.ledger.at(-1)?.facts.overdueReason]).toEqual([
      ...["staffing", "staffing"],
    ]);
    expect(shown(decided)).not.toHaveProperty("overdueReason");
    expect(shown(decided).decision?.overdueReason?.code).toBe("staffing");
    const other = decide(explained(), { outcome: "approved", overdueReason: "system-outage" }, now);
    expect(other.decision?.overdueReason).toBe("system-outage");
  });

  it("R27 shows no reason any more once it was withdrawn", () => {
    const withdrawn = withdraw(explained(), { kind: "lookup-code" }, occasion("2026-10-09T10:00"));
    expect(shown(withdrawn)).not.toHaveProperty("overdueReason");
  });

  // Corrected applications for disclosure start the clock again.
  const DISCLOSURE = itemLike("tree-felling-licence", {
    regime: "disclosure",
    limits: { ...LICENCE.limits, statutory: { days: 20, unit: "working-days" } },
  });
  const missing = [{ code: "felling-survey", name: "调查设计" }];

  it("R23 R27 is none whose clock a notice stopped in time", () => {
    expect(REGIMES.disclosure.countsFrom).toBe("receipt");
    const stopped = giveNotice(filed(DISCLOSURE, "2026-09-18T09:00"), { missing }, occasion("2026-09-21T10:00"));
    expect(stopped.clocks.promised).toMatchObject({ running: false });
    expect(() => explained(stopped, "2026-12-01T09:00")).toThrow("limit-not-passed");
  });

  it("R27 another promised date needs its own reason", () => {
    const { promised } = accepted.clocks;
    const after = explained();
    const moved: Case = { ...after, clocks: { ...after.clocks, promised: { ...promised!, dueVersion: 2 } } };
    expect(shown(moved)).not.toHaveProperty("overdueReason");
    expect(missingInRuling(moved, {}, occasion("2026-10-09T10:00"))).toEqual(["overdueReason"]);
  });
});
