import { describe, expect, it } from "vitest";
import { submitCorrections } from "../../shared/casework/corrections.ts";
import { accept, giveNotice } from "../../shared/casework/handling.ts";
import { askFurther } from "../../shared/casework/telling.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import { attentionOf } from "../../shared/casework/writing.ts";
import { filed, itemNamed, occasion, RESIDENT, told } from "../support/casework.ts";

const FRIDAY = "2026-09-18T10:00";
const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const NOTICE = { missing: [{ code: "x", name: "某" }] };
const owesRed = (subject: ReturnType<typeof filed>) =>
  attentionOf({ ...subject, firedStages: told("notice#1#yellow", "promised#1#half") }, occasion(FRIDAY))?.id ===
  "notice#1#red";

describe("an answer after the notice limit", () => {
  it("R15 owes the window its red card, whether the clerk or the sweep came first", () => {
    const late = "2026-09-24T17:33";
    expect(owesRed(accept(filed(LICENCE, FRIDAY), occasion(late)))).toBe(true);
    expect(owesRed(accept(filed(BENEFIT, FRIDAY), occasion(late)))).toBe(true);
    expect(owesRed(giveNotice(filed(BENEFIT, FRIDAY), NOTICE, occasion(late)))).toBe(true);
    expect(owesRed(accept(filed(LICENCE, FRIDAY), occasion("2026-09-24T17:30")))).toBe(false);
  });

  it("R15 R17 cannot make conditional what the law has accepted", () => {
    const promise = {
      on: "2026-09-24",
      supplyBy: "2026-10-09",
      document: "承诺1号",
      missing: [{ code: "x", name: "某" }],
      supplied: [],
      ifUnkept: "not-accepted",
    } as never;
    const late = occasion("2026-09-24T17:33");
    const standing = upToDate(filed(LICENCE, FRIDAY), { ...late, by: { kind: "clock" } });
    const conditionally = () => accept(standing, late, promise);
    expect(conditionally).toThrow("move-not-allowed");
  });
});

describe("asking again after the last day to correct", () => {
  it("R14 R16 takes nothing back from a resident who handed everything in on time", () => {
    const noticed = giveNotice(filed(LICENCE, FRIDAY), NOTICE, occasion("2026-09-21T10:00"));
    const submitted = submitCorrections(noticed, ["x"], occasion("2026-09-22T10:00", RESIDENT));
    const day = "2026-11-02T10:00";
    expect(noticed.notice!.correctBy < "2026-11-02").toBe(true);
    const asked = askFurther(submitted, { missing: NOTICE.missing, channel: "post" }, occasion(day));
    expect(asked.notice?.submitted).toMatchObject({ complete: { on: "2026-09-22" }, papers: [] });
    expect(attentionOf(asked, occasion(day))?.id).not.toContain("correction");
  });
});
