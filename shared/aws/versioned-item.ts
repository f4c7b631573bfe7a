/** One item with its ledger inside, moved on by one conditional write: a case, a complaint. */
import type { Paged, Turned } from "../casework/ledger-pages.ts";

/** What goes to the end of the ledger, or the whole of what it goes on holding. */
export type LedgerChange = { readonly appends: boolean; readonly entries: readonly unknown[] };

/** Appended; or, where a page has been turned, what is left of it. */
export const ledgerChange = <Entry extends Paged>(
  ledger: readonly Entry[],
  expecting: number,
  { page, held }: Turned<Entry>,
): LedgerChange =>
  page === undefined
    ? { appends: true, entries: ledger.filter(({ version }) => version > expecting) }
    : { appends: false, entries: held };

type Move = {
  readonly Key: Record<string, string>;
  /** The version that was read. */
  readonly expecting: number;
  /** Undefined: the attribute goes. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly ledger: LedgerChange;
};

const stillAsRead = "#version = :expecting";

/** The one write of a move; where it does not fit any more, DynamoDB answers with the item as it is. */
export const moveUpdate = ({ Key, expecting, changes, ledger }: Move) => {
  const names = Object.keys(changes);
  const kept = names.filter((name) => changes[name] !== undefined);
  const gone = names.filter((name) => changes[name] === undefined);
  const entries = ledger.appends ? "#ledger = list_append(#ledger, :entries)" : "#ledger = :entries";
  const sets = [...kept.map((name) => `#${name} = :${name}`), entries];
  const clauses = [`SET ${sets.join(", ")}`];
  if (gone.length > 0) clauses.push(`REMOVE ${gone.map((name) => `#${name}`).join(", ")}`);
  return {
    Key,
    UpdateExpression: clauses.join(" "),
    ConditionExpression: stillAsRead,
    ExpressionAttributeNames: { ...Object.fromEntries(names.map((name) => [`#${name}`, name])), "#ledger": "ledger" },
    ExpressionAttributeValues: {
      ...Object.fromEntries(kept.map((name) => [`:${name}`, changes[name]])),
      ":entries": ledger.entries,
      ":expecting": expecting,
    },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  } as const;
};
