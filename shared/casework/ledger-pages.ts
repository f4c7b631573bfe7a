/**
 * Where the lines of a long ledger lie (ADR 0009). A case, or a complaint, holds its latest entries and the few that it is
 * shown by; the others lie on pages beside it, so that a move writes as much after ten years as on the first day.
 */
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Sha256 } from "../kernel/ids.ts";
import type { Case, LedgerEntry } from "./case.ts";
import { firstBrokenEntry } from "./ledger.ts";

/** More entries than this that need not stay: the oldest go to a page. */
export const MOST_HELD = 64;
/** Entries on a page; always as many, so that two who turn the same page write the same. */
export const PAGE_SIZE = 32;

/** Of a case: the texts that residents read are found by them, in the one read of a look-up. A complaint's have no need of it. */
const SHOWN_BY: readonly string[] = ["suspended", "extended"];

/** What a page asks of an entry of any ledger. */
export type Paged = Pick<LedgerEntry, "version"> & { readonly what: string };

/** Entries of one ledger, in order; their versions need not follow each other. */
export type LedgerPage<Entry extends Paged = LedgerEntry> = readonly Entry[];
export type Turned<Entry extends Paged = LedgerEntry> = {
  /** Absent: nothing has to move. */
  readonly page?: LedgerPage<Entry>;
  /** What goes on being held. */
  readonly held: readonly Entry[];
};

/**
 * @param ledger what it would hold after a move
 * @param expecting the last version that is written already: nothing newer goes to a page
 */
export const turnPage = <Entry extends Paged>(ledger: readonly Entry[], expecting: number): Turned<Entry> => {
  const movable = ledger.filter(({ version, what }) => version > 1 && !SHOWN_BY.includes(what));
  const page = movable.filter(({ version }) => version <= expecting).slice(0, PAGE_SIZE);
  if (movable.length <= MOST_HELD || page.length < PAGE_SIZE) return { held: ledger };
  const gone = new Set(page.map(({ version }) => version));
  return { page, held: ledger.filter(({ version }) => !gone.has(version)) };
};

/** Every entry has its own version, counted from 1: fewer than the version of the whole means that some lie on pages. */
export const holdsWholeLedger = ({ ledger, version }: Pick<Case, "ledger" | "version">): boolean =>
  ledger.length >= version;

type Held<Entry extends Paged> = { readonly version: number; readonly ledger: readonly Entry[] };

/**
 * It with all that its pages hold up to its own version, in order. An entry that lies on a page and is held too, because
 * whoever turned the page did not come to the end, is there once: entries never change.
 */
export const withPages = <Entry extends Paged, S extends Held<Entry>>(
  subject: S & Held<Entry>,
  pages: readonly LedgerPage<Entry>[],
): S & { readonly ledger: Entry[] } => {
  const byVersion = new Map([...pages.flat(), ...subject.ledger].map((entry) => [entry.version, entry]));
  const ledger = [...byVersion.values()]
    .filter(({ version }) => version <= subject.version)
    .sort((a, b) => a.version - b.version);
  return { ...subject, ledger };
};

/** The version of the first entry that is not later than the one before it. */
const firstOutOfOrder = (entries: readonly LedgerEntry[]): number | undefined =>
  entries.find(({ version }, n) => version <= (entries[n - 1]?.version ?? 0))?.version;

/** The version of the first held entry that lies on a page too and says something else there. */
const firstContradicted = (held: readonly LedgerEntry[], onPages: readonly LedgerEntry[]): number | undefined => {
  const paged = new Map(onPages.map((entry) => [entry.version, entry]));
  return held.find((entry) => {
    const other = paged.get(entry.version);
    return other !== undefined && canonicalJson(other) !== canonicalJson(entry);
  })?.version;
};

/**
 * The version at which the ledger is not what was written, as it is stored: held by the case and on its pages, in the order
 * of their keys. Undefined: nothing was changed, taken out, moved, doubled or cut off at the end.
 */
export const firstFalseEntry = (
  { ledger, version }: Pick<Case, "ledger" | "version">,
  pages: readonly LedgerPage[],
  sha256: Sha256,
): number | undefined => {
  const onPages = pages.flat();
  const misplaced = firstOutOfOrder(onPages) ?? firstOutOfOrder(ledger) ?? firstContradicted(ledger, onPages);
  if (misplaced !== undefined) return misplaced;
  const whole = [...new Map([...onPages, ...ledger].map((entry) => [entry.version, entry])).values()].sort(
    (a, b) => a.version - b.version,
  );
  const last = whole.at(-1)?.version ?? 0;
  return firstBrokenEntry(whole, sha256) ?? (last === version ? undefined : Math.min(last, version) + 1);
};
