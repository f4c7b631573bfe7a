/** A notice by SMS that never arrived (R13): what its failure makes of the clocks, of the period to correct and of silence. */
import { describe, expect, it } from "vitest";
import type { Case } from "../../shared/casework/case.ts";
import { submitCorrections } from "../../shared/casework/corrections.ts";
import { giveNotice } from "../../shared/casework/handling.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import { noteUndelivered, toGiveAgain } from "../../shared/casework/undelivered.ts";
import { filed, itemNamed, occasion } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const MISSING = [{ code: "form", name: "申请表" }];
const clock = (at: string) => occasion(at, { kind: "clock" });
const noticed = (before: Case, at: string) => giveNotice(before, { missing: MISSING, channel: "sms" }, occasion(at));
/** Its SMS failed for good on Monday morning. */
const failed = (subject: Case, at = "2026-09-21T09:00") => noteUndelivered(subject, 2, clock(at));

describe("a notice by SMS that never arrived", () => {
  const before = filed(LICENCE, "2026-09-18T09:00");
  const after = failed(noticed(before, "2026-09-18T16:00"));

  it("R13 was not given: the case is where it was, and the notice clock ends on the day on which it would have", () => {
    expect(after).toMatchObject({ state: "filed", noticeReturned: { version: 2, missing: MISSING } });
    expect(after.notice).toBeUndefined();
    expect(after.clocks).toEqual(before.clocks);
    expect(toGiveAgain(after)?.zh).toContain("改用其他方式");
  });

  it("R13 R16 ends no case: there is nothing that the resident was told to correct", () => {
    const later = upToDate(after, clock("2026-12-01T09:00"));
    expect(later.ledger.map(({ what }) => what)).not.toContain("not-accepted");
  });

  it("R13 R15 and not given again by the end of the notice limit, it is silence: a licence is accepted as of its receipt", () => {
    const silent = upToDate(after, clock("2026-09-28T09:00"));
    expect(silent).toMatchObject({ state: "accepted", acceptedOn: "2026-09-18" });
    expect(toGiveAgain(silent)).toBeUndefined();
  });

  it("R13 R14 given again another way it is the first notice, and its thirty days begin then", () => {
    const again = giveNotice(after, { missing: MISSING, channel: "post" }, occasion("2026-09-22T10:00"));
    expect(again).toMatchObject({ state: "correcting", notice: { on: "2026-09-22", correctBy: "2026-10-22" } });
    expect(again.noticeReturned).toBeUndefined();
    expect(toGiveAgain(again)).toBeUndefined();
    expect(failed(again, "2026-09-22T11:00")).toBe(again);
  });

  it("R13 lets a promise that counts from receipt run on as if nothing had been asked for", () => {
    const benefit = filed(BENEFIT, "2026-09-18T09:00");
    const late = noticed(upToDate(benefit, clock("2026-09-29T09:00")), "2026-09-29T10:00");
    const known = noteUndelivered(late, late.notice!.version!, clock("2026-09-29T11:00"));
    expect(known.clocks.promised).toMatchObject({ from: "2026-09-18", running: true });
    expect(known.ledger.at(-1)?.facts).toMatchObject({ dueOn: known.clocks.promised?.dueOn });
  });

  it("R13 is only on record where the resident has answered it all the same", () => {
    const answered = submitCorrections(noticed(before, "2026-09-18T16:00"), ["form"], occasion("2026-09-20T10:00"));
    const noted = failed(answered);
    expect(noted).toMatchObject({ state: "correcting", notice: { undeliveredOn: "2026-09-21" } });
    expect(noted.clocks).toEqual(answered.clocks);
    expect(toGiveAgain(noted)).toBeUndefined();
    expect(failed(noted)).toBe(noted);
  });
});
