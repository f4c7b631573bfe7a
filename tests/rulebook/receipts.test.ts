import { describe, expect, it } from "vitest";
import type { Case } from "../../shared/casework/case.ts";
import { accept, decide, giveNotice } from "../../shared/casework/handling.ts";
import { notVerifiedPage, receiptPaper, verifiedPage } from "../../shared/casework/receipt-pages.ts";
import { type Receipt, receiptOf, verifiedReceipt } from "../../shared/casework/receipts.ts";
import { actOnSilence } from "../../shared/casework/silent-acceptance.ts";
import { extend } from "../../shared/casework/suspending.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { filed, itemNamed, occasion } from "../support/casework.ts";

const DAY = "2026-09-18T10:00";
const CHECK = { address: "https://api.example/check", qr: "<svg></svg>" };
const LICENCE = itemNamed("tree-felling-licence");
const shown = { applicant: "示例甲", verificationCode: () => "AAAABBBB", sample: true };
const all = (subject: Case): Receipt[] => subject.issued.map((issued) => receiptOf(subject, issued, shown));
const last = (subject: Case): Receipt => all(subject).at(-1)!;
const accepted = accept(filed(LICENCE, DAY), occasion(DAY));
const refusal = {
  outcome: "refused",
  reason: "超出当年采伐限额",
  remedy: "可自收到之日起六十日内申请行政复议",
} as const;

describe("a receipt", () => {
  it("R18 of an acceptance is dated and numbered, in the name of the deciding organ, never the centre's", () => {
    expect(last(accepted)).toMatchObject({
      number: "0000-0000-0001-2",
      kind: "acceptance",
      title: { zh: "受理通知书" },
      issuedOn: "2026-09-18",
      decidingOrgan: "滕州市民政局",
      acceptedOn: "2026-09-18",
      dueOn: "2026-09-30",
    });
    expect(receiptPaper(last(accepted), CHECK)).not.toContain("便民服务中心");
  });

  it("R18 of a refusal carries the reason and the remedy", () => {
    const refused = decide(accepted, refusal, occasion("2026-09-22T10:00"));
    expect(last(refused)).toMatchObject({
      kind: "decision",
      title: { zh: "不予行政许可决定书" },
      outcome: "refused",
      reason: refusal.reason,
      remedy: refusal.remedy,
    });
    const paper = receiptPaper(last(refused), CHECK);
    for (const text of [refusal.reason, refusal.remedy, "专用章", "2026年9月22日"]) expect(paper).toContain(text);
  });

  it("R18 R15 of a deemed acceptance names the day of receipt", () => {
    const silent = actOnSilence(filed(LICENCE, DAY), occasion("2026-09-24T17:31", { kind: "clock" }));
    expect(last(silent)).toMatchObject({ kind: "acceptance", issuedOn: "2026-09-24", acceptedOn: "2026-09-18" });
  });

  it("R13 of a notice lists everything missing and the last day to correct", () => {
    const noticed = giveNotice(filed(LICENCE, DAY), { missing: [{ code: "x", name: "林权证" }] }, occasion(DAY));
    expect(last(noticed)).toMatchObject({ kind: "correction-notice", missing: ["林权证"], correctBy: "2026-10-19" });
    // R9: the thirtieth day is a Sunday, and the paper says that rolling it on is by analogy.
    expect(receiptPaper(last(noticed), CHECK)).toContain("参照民法典第二百零三条顺延");
  });

  it("R18 says the same whenever it is made again, whatever has moved since", () => {
    const later = extend(accepted, { workingDays: 5, document: "延1号", reason: "踏勘" }, occasion("2026-09-21T10:00"));
    expect(later.clocks.promised?.dueOn).not.toBe("2026-09-30");
    expect(all(later)[0]).toEqual(last(accepted));
  });

  it("R18 R7 names the same last day to correct after the year's calendar has moved it, and calls it provisional as it did", () => {
    const noticed = giveNotice(filed(LICENCE, DAY), { missing: [{ code: "x", name: "林权证" }] }, occasion(DAY));
    const moved: Case = {
      ...noticed,
      notice: { ...noticed.notice!, correctBy: localDate("2026-10-20"), provisional: true },
    };
    expect(all(moved)).toEqual(all(noticed));
  });

  it("R18 says on the paper where it is checked, and tells whoever scans a paper that is not ours", () => {
    expect(receiptPaper(last(accepted), CHECK)).toContain(CHECK.address);
    expect(notVerifiedPage(true)).toContain("未查到此文书");
  });

  it("R18 is issued once for each act, and for nothing else", () => {
    const decided = decide(accepted, { outcome: "approved" }, occasion("2026-09-22T10:00"));
    expect(all(decided).map(({ kind }) => kind)).toEqual(["acceptance", "decision"]);
    expect(all(filed(LICENCE, DAY))).toEqual([]);
  });

  it("R18 can be checked by anyone, who learns nothing about a person", () => {
    const issued = accepted.issued[0]!;
    const checked = verifiedReceipt(accepted, issued, true);
    expect(checked).toMatchObject({ genuine: true, number: "0000-0000-0001-2", decidingOrgan: "滕州市民政局" });
    const told = JSON.stringify(checked) + verifiedPage(checked);
    for (const text of ["示例甲", "林木", LICENCE.name]) expect(told).not.toContain(text);
  });

  it("R18 lets nothing that anyone typed become markup", () => {
    const nasty = receiptPaper({ ...last(accepted), applicant: "<script>", reason: "<b>&" }, CHECK);
    expect(nasty).not.toContain("<script>");
    expect(nasty).toContain("&lt;b&gt;&amp;");
  });
});
