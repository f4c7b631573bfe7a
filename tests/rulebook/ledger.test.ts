import { describe, expect, it } from "vitest";
import { accept, decide } from "../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { filed, itemNamed, occasion, sha256 } from "../support/casework.ts";

const DAY = "2026-09-18T10:00";
const subject = decide(
  accept(filed(itemNamed("tree-felling-licence"), DAY, { note: "杨树二十株" }), occasion(DAY)),
  { outcome: "refused", reason: "超出采伐限额", remedy: "可申请行政复议" },
  occasion(DAY),
);

describe("the ledger", () => {
  it("R50 is whole, and any entry that is changed, taken out or moved shows", () => {
    expect(firstBrokenEntry(subject.ledger, sha256)).toBeUndefined();
    const [first, second, third] = subject.ledger;
    expect(firstBrokenEntry([first!, { ...second!, at: third!.at, facts: {} }, third!], sha256)).toBe(2);
    expect(firstBrokenEntry([first!, third!], sha256)).toBe(2);
    expect(firstBrokenEntry([second!, first!, third!], sha256)).toBe(1);
  });

  it("R50 holds ids, codes, dates and keyed hashes: the texts can be erased without breaking it", () => {
    const written = JSON.stringify(subject.ledger);
    for (const text of ["杨树", "采伐限额", "行政复议", "示例甲"]) expect(written).not.toContain(text);
    expect(firstBrokenEntry({ ...subject, personal: { applicant: { name: "" } } }.ledger, sha256)).toBeUndefined();
  });
});
