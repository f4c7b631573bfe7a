import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../../shared/casework/case.ts";
import { completeAtOnce } from "../../../shared/casework/handling.ts";
import { firstBrokenEntry, GENESIS } from "../../../shared/casework/ledger.ts";
import { canonicalJson } from "../../../shared/kernel/canonical-json.ts";
import { filingOf, itemNamed, occasion, roster, sha256 } from "../../support/casework.ts";

const { ledger } = completeAtOnce(
  filingOf(itemNamed("birth-registration")),
  { outcome: "refused", reason: "不符合条件", remedy: "可申请复议" },
  roster,
  occasion("2026-09-18T10:00"),
);

describe("the ledger", () => {
  it("R50 begins at the genesis, and each entry holds the hash of the one before", () => {
    expect(ledger.map(({ previousHash }) => previousHash)).toEqual([
      GENESIS,
      ...ledger.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(firstBrokenEntry(ledger, sha256)).toBeUndefined();
  });

  it("R50 any single changed byte breaks the chain", () => {
    const text = JSON.stringify(ledger);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }), (at, byte) => {
        const changed = text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1);
        fc.pre(changed !== text);
        let read: LedgerEntry[];
        try {
          read = JSON.parse(changed);
        } catch {
          return; // no longer a ledger at all
        }
        fc.pre(canonicalJson(read) !== canonicalJson(ledger));
        expect(firstBrokenEntry(read, sha256)).not.toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it("R50 shows an entry that was taken out or put in another place", () => {
    expect(firstBrokenEntry(ledger.toSpliced(1, 1), sha256)).toBe(2);
    expect(firstBrokenEntry([ledger[1]!, ledger[0]!], sha256)).toBe(1);
  });
});

describe("canonical JSON", () => {
  it("is the same for the same content, in whatever order it was written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it("keeps the order of lists, which means something", () => {
    expect(canonicalJson({ b: [2, 1], a: { d: 1, c: null } })).toBe('{"a":{"c":null,"d":1},"b":[2,1]}');
  });
});
