/** The hash chain of a ledger, a case's or a contact's: each entry holds the hash of the one before, so a changed byte shows. */
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Sha256 } from "../kernel/ids.ts";
import type { LedgerEntry } from "./case.ts";

/** What the first entry has in the place of a predecessor's hash. */
export const GENESIS = "0".repeat(64);

/** What chains an entry of any ledger to the one before. */
type Chained = Pick<LedgerEntry, "version" | "previousHash" | "hash">;
type Draft<Entry extends Chained> = Omit<Entry, keyof Chained>;

const hashOf = (entry: object, sha256: Sha256): string => sha256(canonicalJson(entry));

/** The ledger with one more entry; its version follows the last one's. */
export const appendEntry = <Entry extends Chained>(
  ledger: readonly Entry[],
  draft: Draft<Entry>,
  sha256: Sha256,
): Entry[] => {
  const last = ledger.at(-1);
  const entry = { ...draft, version: (last?.version ?? 0) + 1, previousHash: last?.hash ?? GENESIS };
  // A draft and what chains it are all of an entry.
  return [...ledger, { ...entry, hash: hashOf(entry, sha256) } as Draft<Entry> & Chained as Entry];
};

/** The version that the first entry which does not fit the chain should have; undefined when the ledger is whole. */
export const firstBrokenEntry = (ledger: readonly Chained[], sha256: Sha256): number | undefined => {
  let previous: Chained | undefined;
  for (const entry of ledger) {
    const { hash, ...content } = entry;
    // Not the entry's own word: that may be what was changed.
    const expected: number = (previous?.version ?? 0) + 1;
    const fits =
      entry.version === expected &&
      entry.previousHash === (previous?.hash ?? GENESIS) &&
      hash === hashOf(content, sha256);
    if (!fits) return expected;
    previous = entry;
  }
  return undefined;
};
