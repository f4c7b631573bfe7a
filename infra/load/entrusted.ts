/** `entrusted.csv`: what each centre entrusts to its stations, one line a station and item (R48). */
import { EntrustedLevel, type Entrustment, entrustable } from "../../shared/directory/entrustment.ts";
import { centreCodeOf } from "../../shared/directory/names.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import type { Village } from "../../shared/directory/units.ts";
import { type Fault, inOrder } from "./fault.ts";
import type { Sheet, SheetRow } from "./sheet.ts";

export const ENTRUSTED_COLUMNS = ["station", "item", "level"] as const;
type Column = (typeof ENTRUSTED_COLUMNS)[number];
type Known = {
  readonly villages: readonly Village[];
  readonly items: readonly ServiceItem[];
  /** Shown with 示例数据. */
  readonly sample: boolean;
};
type Line = { readonly station: string; readonly item: string; readonly level: EntrustedLevel };

const NO_STATION = { column: "station", zh: "名册中没有这个村（社区）。", en: "The register has no such village." };
const NO_LEVEL = { column: "level", zh: "须为 file、accept 或 handle。", en: "It is file, accept or handle." };
const TWICE = { column: "item", zh: "该站点的这一事项重复。", en: "The item is there twice for this station." };

const listOf = ({ station, item, level }: Line, sample: boolean): Entrustment => ({
  schema: 1,
  station,
  centre: centreCodeOf(station),
  items: { [item]: level },
  sample,
});

/** What a line says, or everything that is wrong with it. */
const read = ({ line, of }: SheetRow<Column>, file: string, { villages, items, sample }: Known): Line | Fault[] => {
  const { station = "", item = "" } = of;
  const level = EntrustedLevel.safeParse(of.level);
  const faults = [
    ...(villages.some(({ code }) => code === station) ? [] : [NO_STATION]),
    ...(level.success ? [] : [NO_LEVEL]),
  ];
  if (faults.length > 0 || !level.success) return faults.map((fault) => ({ file, line, ...fault }));
  const found = { station, item, level: level.data };
  const problems = entrustable(listOf(found, sample), items);
  if (problems.length === 0) return found;
  return problems.map(({ code, zh, en }) => ({
    file,
    line,
    column: code === "unknown-item" ? "item" : "level",
    zh: `${zh}。`,
    en: `${en}.`,
  }));
};

/** The lists, one a station, and every fault of the file. A station's list becomes what the file says, whole. */
export const entrustmentsFrom = (
  { file, rows, faults }: Sheet<Column>,
  known: Known,
): { readonly entrustments: readonly Entrustment[]; readonly faults: readonly Fault[] } => {
  const lists = new Map<string, Entrustment>();
  const found: Fault[] = [...faults];
  for (const row of rows) {
    const line = read(row, file, known);
    if ("length" in line) {
      found.push(...line);
      continue;
    }
    const before = lists.get(line.station);
    if (before !== undefined && line.item in before.items) found.push({ file, line: row.line, ...TWICE });
    const list = listOf(line, known.sample);
    lists.set(line.station, { ...list, items: { ...before?.items, ...list.items } });
  }
  return { entrustments: [...lists.values()], faults: inOrder(found) };
};
