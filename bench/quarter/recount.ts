/**
 * A month's plain figures counted from what lies in the tables, by none of the sheet's own code: no journal, no due register, no
 * definitions shared. What differs is a mistake of the one or of the other.
 */
import { type DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { BulletinSheet } from "../../shared/bulletins/sheet.ts";
import type { Case, LedgerEntry } from "../../shared/casework/case.ts";

/** By name: what the sheet says, and what was counted. */
export type Compared = { readonly figure: string; readonly sheet: number; readonly counted: number };
type Happened = { readonly what: string; readonly at: string; readonly facts: LedgerEntry["facts"] };
type Kept = {
  readonly kind?: string;
  readonly level?: number;
  readonly finalOn?: string;
  readonly marks?: ReadonlySet<string>;
  readonly ledger?: readonly Happened[];
};

const CHINA_MS = 8 * 3_600_000;
const monthIn = (at: string): string => new Date(Date.parse(at) + CHINA_MS).toISOString().slice(0, 7);

/** Every item of a kind, as it lies in its table. */
export const keptIn = async (
  client: DynamoDBDocumentClient,
  table: string,
  sortKey: string,
): Promise<readonly Kept[]> => {
  const found: Kept[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) {
    found.push(...Items.filter(({ sk }) => sk === sortKey));
  }
  return found;
};

const tally = (cases: readonly Case[], month: string) => {
  const happened = cases.flatMap(({ ledger }) => ledger).filter(({ at }) => monthIn(at) === month);
  const of = (what: string, also: (entry: Happened) => boolean = () => true): number =>
    happened.filter((entry) => entry.what === what && also(entry)).length;
  return {
    received: of("filed"),
    decided: of("decided"),
    approved: of("decided", ({ facts }) => facts.outcome === "approved"),
    refused: of("decided", ({ facts }) => facts.outcome === "refused"),
    overPromised: of("decided", ({ facts }) => facts.onTime === false),
    delivered: of("delivered"),
    notices: of("notice-given"),
    secondNotices: of("second-notice"),
    withdrawn: of("withdrawn"),
    suspended: of("suspended"),
    extended: of("extended"),
  };
};
const redCards = (cases: readonly Case[], month: string): number =>
  cases
    .flatMap(({ firedStages }) => Object.entries(firedStages))
    .filter(([id, { at }]) => id.endsWith("#red") && monthIn(at) === month).length;

export type InTables = {
  readonly cases: readonly Case[];
  readonly complaints: readonly Kept[];
  readonly ratings: readonly Kept[];
};

const ofCases = (sheet: BulletinSheet, cases: readonly Case[]): readonly Compared[] => {
  const figuresOf = (name: string, of: readonly Case[], said: BulletinSheet["total"]): readonly Compared[] =>
    Object.entries(tally(of, sheet.month)).map(([key, counted]) => ({
      figure: `${name} ${key}`,
      sheet: Number(said[key as keyof typeof said]),
      counted,
    }));
  const byCentre = Map.groupBy(cases, ({ centre }) => centre);
  return [
    ...figuresOf("total", cases, sheet.total),
    ...sheet.centres.flatMap(({ code, figures }) => figuresOf(code, byCentre.get(code) ?? [], figures)),
    { figure: "total red cards", sheet: sheet.total.cards.red, counted: redCards(cases, sheet.month) },
  ];
};

/** Every figure that both can say. */
export const compare = (sheet: BulletinSheet, { cases, complaints, ratings }: InTables): readonly Compared[] => {
  const { month, others } = sheet;
  const filed = (kind: string): number =>
    complaints.filter(
      (each) => each.kind === kind && each.ledger?.some(({ what, at }) => what === "filed" && monthIn(at) === month),
    ).length;
  const rated = (level: number): number =>
    ratings.filter((each) => each.level === level && each.marks === undefined && each.finalOn?.startsWith(month))
      .length;
  if (others === undefined) return ofCases(sheet, cases);
  return [
    ...ofCases(sheet, cases),
    ...(["complaint", "suggestion", "praise"] as const).map((kind) => ({
      figure: `received ${kind}`,
      sheet: others.complaints.received[kind],
      counted: filed(kind),
    })),
    ...others.ratings.levels.map((said, n) => ({ figure: `rated ${n + 1}`, sheet: said, counted: rated(n + 1) })),
  ];
};
