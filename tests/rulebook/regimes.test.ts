import { describe, expect, it } from "vitest";
import type { Case } from "../../shared/casework/case.ts";
import { runningClocks } from "../../shared/casework/clocks.ts";
import { accept, decide, giveNotice } from "../../shared/casework/handling.ts";
import { limitsOf } from "../../shared/directory/limits.ts";
import { REGIMES } from "../../shared/directory/regime.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { filed, itemLike, itemNamed, occasion } from "../support/casework.ts";

const FRIDAY = "2026-09-18T10:00";
const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const DISCLOSURE = itemLike("veteran-card", {
  regime: "disclosure",
  limits: { promised: { days: 15, unit: "working-days" } },
});
const wd = (days: number) => ({ days, unit: "working-days" });
const accepted = (item: ServiceItem, at = FRIDAY) => accept(filed(item, at), occasion(at));
const noticed = (before: Case, at: string) =>
  giveNotice(before, { missing: [{ code: "identity-card", name: "身份证" }] }, occasion(at));
const running = ({ clocks }: Case) => runningClocks(clocks).map(([kind]) => kind);
const granted = (before: Case, at: string) => decide(before, { outcome: "approved" }, occasion(at));

describe("the table of regimes", () => {
  it.each([
    ["licence", wd(5), "accepted-as-of-receipt", wd(20), 10, wd(10)],
    ["benefit", wd(5), "promise-from-receipt", null, undefined, null],
    ["service", wd(1), "promise-from-receipt", null, undefined, null],
    ["enquiry", null, "nothing", null, undefined, null],
    ["disclosure", wd(7), "nothing", wd(20), 20, null],
  ] as const)("R5a reads for %s as in the rulebook", (regime, notice, silence, statutory, extension, delivery) => {
    expect(REGIMES[regime]).toMatchObject({ notice, silence, statutory, delivery });
    expect(REGIMES[regime].extension?.workingDays).toBe(extension);
  });

  it("R5a an item's own rule comes before its regime's", () => {
    expect(limitsOf(itemNamed("minimum-living-allowance"))).toMatchObject({
      statutory: wd(30),
      extension: { workingDays: 15 },
    });
    expect(
      limitsOf(itemLike("tree-felling-licence", { limits: { promised: wd(8) as never, statutory: null } })),
    ).toMatchObject({
      statutory: null,
    });
  });
});

describe("which clock drives what", () => {
  it("R5b the notice clock before acceptance, the promised one after it, the delivery clock after a grant", () => {
    const before = filed(LICENCE, FRIDAY);
    const after = accepted(LICENCE);
    const decided = granted(after, "2026-09-22T09:00");
    expect([running(before), running(after), running(decided)]).toEqual([["notice"], ["promised"], ["delivery"]]);
    expect([before, after, decided].map(({ nextStage }) => nextStage?.id)).toEqual([
      "notice#1#yellow",
      "promised#1#half",
      "delivery#1#yellow",
    ]);
  });

  it("R5b 超承诺 and 超法定 are told apart by the decision", () => {
    const late = granted(accepted(LICENCE), "2026-10-13T09:00");
    expect(late.ledger.at(-1)?.facts).toMatchObject({ onTime: false, withinStatutory: true });
  });

  it("R26 ten working days to deliver run after a licence's grant; a refusal and other regimes have none", () => {
    expect(granted(accepted(LICENCE), "2026-09-22T09:00").clocks.delivery?.dueOn).toBe("2026-10-13");
    const refusal = { outcome: "refused", reason: "与规划不符", remedy: "可申请行政复议" } as const;
    expect(decide(accepted(LICENCE), refusal, occasion("2026-09-22T09:00")).clocks.delivery).toBeUndefined();
    expect(granted(accepted(BENEFIT), "2026-09-22T09:00").clocks.delivery).toBeUndefined();
  });
});

describe("a correction", () => {
  it("R25 in time starts a licence's clock on the day of acceptance", () => {
    const after = accept(noticed(filed(LICENCE, FRIDAY), "2026-09-24T17:00"), occasion("2026-10-08T09:00"));
    expect(after.clocks.promised).toMatchObject({ from: "2026-10-08", dueOn: "2026-10-19" });
  });

  it("R25 restarts a disclosure's clock, under a new due version", () => {
    const plain = accepted(DISCLOSURE, FRIDAY);
    expect(plain.clocks.promised).toMatchObject({ from: "2026-09-18", dueOn: "2026-10-15", dueVersion: 1 });
    const restarted = accept(noticed(filed(DISCLOSURE, FRIDAY), FRIDAY), occasion("2026-10-08T09:00"));
    expect(restarted.clocks.promised).toMatchObject({ from: "2026-10-08", dueOn: "2026-10-28", dueVersion: 2 });
  });
});
