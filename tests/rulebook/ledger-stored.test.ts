import { describe, expect, it } from "vitest";
import { type Case, LedgerEntry } from "../../shared/casework/case.ts";
import { accept, decide, giveNotice, reissueCode } from "../../shared/casework/handling.ts";
import { firstFalseEntry, type LedgerPage, turnPage } from "../../shared/casework/ledger-pages.ts";
import type { Sha256 } from "../../shared/kernel/ids.ts";
import { filed, itemNamed, occasion, sha256 } from "../support/casework.ts";

const DAY = "2026-09-18T10:00";

/** Hashing the untouched entries once is enough. */
const known = new Map<string, string>();
const remembering: Sha256 = (text) => {
  const hash = known.get(text) ?? sha256(text);
  known.set(text, hash);
  return hash;
};

/** As the store keeps it: what the case holds, and its pages. */
type Stored = { readonly held: readonly LedgerEntry[]; readonly pages: readonly LedgerPage[] };

/** A hundred moves of several kinds and by several hands, written one by one as the store writes them. */
const lived = (): Stored & { readonly version: number } => {
  let subject: Case = filed(itemNamed("tree-felling-licence"), DAY, { note: "杨树二十株" });
  const pages: LedgerPage[] = [];
  const move = (after: Case): void => {
    const { page, held } = turnPage(after.ledger, subject.version);
    if (page !== undefined) pages.push(page);
    subject = { ...after, ledger: [...held] };
  };
  move(giveNotice(subject, { missing: [{ code: "form", name: "表" }], ifUncorrected: "withdrawn" }, occasion(DAY)));
  while (subject.version < 50) move(reissueCode(subject, "id-card", occasion(DAY)));
  move(accept(subject, occasion(DAY)));
  while (subject.version < 99) move(reissueCode(subject, "other", occasion(DAY)));
  move(decide(subject, { outcome: "refused", reason: "超出采伐限额", remedy: "可申请行政复议" }, occasion(DAY)));
  return { held: subject.ledger, pages, version: subject.version };
};
const { held, pages, version } = lived();
const falseAt = (stored: Stored, until = version): number | undefined =>
  firstFalseEntry({ ledger: [...stored.held], version: until }, stored.pages, remembering);

/** Every place at which entries lie: what is there now, and the whole with something else in its stead. */
const PLACES: readonly {
  readonly entries: readonly LedgerEntry[];
  readonly holding: (entries: LedgerEntry[]) => Stored;
}[] = [
  { entries: held, holding: (entries) => ({ held: entries, pages }) },
  ...pages.map((page, n) => ({
    entries: page,
    holding: (entries: LedgerEntry[]) => ({ held, pages: pages.with(n, entries) }),
  })),
];
const everyEntry = PLACES.flatMap(({ entries, holding }) =>
  entries.map((entry, n) => ({ entry, n, entries: [...entries], holding })),
);

/** Another character of the same kind, so that what is changed can still be read, where that is possible at all. */
const other = (char: string): string => {
  if (/[0-8a-ep-yA-Y]/.test(char)) return String.fromCharCode(char.charCodeAt(0) + 1);
  return char === "9" ? "0" : char === "f" ? "a" : "x";
};
/** Undefined: no longer an entry at all, and no reader takes it for one. */
const readBack = (text: string): LedgerEntry | undefined => {
  try {
    return LedgerEntry.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** Entries alike are looked at in every fifth character, each beginning at another; the first of its kind in every one. */
const charactersOf = ({ entry, n, entries }: (typeof everyEntry)[number]): readonly number[] => {
  const alike = entries.findIndex(({ what }) => what === entry.what) < n;
  const all = [...JSON.stringify(entry)].map((_, at) => at);
  return alike ? all.filter((at) => at % 5 === n % 5) : all;
};

describe("a stored ledger", () => {
  it("R50 of a hundred entries, held and on two pages, is what was written", () => {
    expect([version, pages.length, held.length]).toEqual([100, 2, 36]);
    expect(new Set(everyEntry.map(({ entry }) => entry.version)).size).toBe(100);
    expect(falseAt({ held, pages })).toBeUndefined();
  });

  it("R50 shows any single changed character of any entry, held or on any page", () => {
    const unseen: string[] = [];
    let [changes, read] = [0, 0];
    for (const each of everyEntry) {
      const { entry, n, entries, holding } = each;
      const text = JSON.stringify(entry);
      for (const at of charactersOf(each)) {
        changes += 1;
        const changed = readBack(text.slice(0, at) + other(text.charAt(at)) + text.slice(at + 1));
        if (changed === undefined) continue;
        read += 1;
        const found = falseAt(holding(entries.with(n, changed)));
        if (found === undefined) unseen.push(`${entry.version}: ${text.slice(at - 10, at)}[${text.charAt(at)}]`);
      }
    }
    expect(unseen).toEqual([]);
    // Not seen only because it could not be read: the greater part of them is.
    expect([changes > 8_000, read > changes / 2]).toEqual([true, true]);
  });

  it("R50 shows any entry that is taken out, doubled, or changes places with the next", () => {
    const missed = everyEntry.flatMap(({ entry, n, entries, holding }) => {
      const next = entries[n + 1];
      const forged = {
        removed: entries.toSpliced(n, 1),
        doubled: entries.toSpliced(n, 0, entry),
        ...(next && { swapped: entries.with(n, next).with(n + 1, entry) }),
      };
      return Object.entries(forged)
        .filter(([, put]) => falseAt(holding(put)) === undefined)
        .map(([how]) => `${entry.version} ${how}`);
    });
    expect(missed).toEqual([]);
  });

  it("R50 shows a place that is cut off at its end, after any of its entries", () => {
    const missed = everyEntry.filter(({ n, entries, holding }) => falseAt(holding(entries.slice(0, n))) === undefined);
    expect(missed).toEqual([]);
    expect(falseAt({ held: held.slice(0, -1), pages })).toBe(version);
    expect(falseAt({ held: [], pages: [] })).toBe(1);
  });

  it("R50 shows a page that is taken out, doubled, or changes places with another", () => {
    const [first = [], second = []] = pages;
    expect(falseAt({ held, pages: [second] })).toBe(first[0]?.version);
    expect(falseAt({ held, pages: [first] })).toBe(second[0]?.version);
    for (const forged of [
      [second, first],
      [first, first, second],
      [first, second, second],
      [first, second, held],
    ]) {
      expect(falseAt({ held: forged.includes(held) ? held.slice(0, 1) : held, pages: forged })).toBeDefined();
    }
  });

  it("R50 takes no offence at entries that are still held after their page was put, unless they differ", () => {
    const [first = [], second = []] = pages;
    const both = [...held, ...second].sort((a, b) => a.version - b.version);
    expect(falseAt({ held: both, pages })).toBeUndefined();
    const differing = second.with(3, { ...second[3]!, token: "forged" });
    expect(falseAt({ held: both, pages: [first, differing] })).toBe(second[3]!.version);
  });

  it("R50 shows an entry too many, and a case that says it has another number of them", () => {
    expect(falseAt({ held, pages }, version - 1)).toBe(version);
    expect(falseAt({ held, pages }, version + 1)).toBe(version + 1);
  });
});
