/** A report as a workbook: a sheet a table, typed cells, frozen headers. Texts are texts, whatever they begin with. */
import writeExcelFile, { type Row, type Sheet } from "write-excel-file/node";
import { harmless } from "../../../shared/documents/csv.ts";
import { type Document, tablesOf } from "../../../shared/documents/document.ts";
import { type Cell, type Column, isRate, type Table } from "../../../shared/documents/table.ts";

/** What Excel takes for a sheet's name: at most 31 characters, none of these. */
const NAME_LIMIT = 31;
const FORBIDDEN = /[\\/?*[\]:]/g;

type Written = Row[number];

const sheetName = ({ title }: Table, taken: ReadonlySet<string>): string => {
  const plain = title.zh.replaceAll(FORBIDDEN, " ").slice(0, NAME_LIMIT - 3);
  if (!taken.has(plain)) return plain;
  const numbered = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${plain} ${n}`).find((name) => !taken.has(name));
  if (numbered === undefined) throw new RangeError(`too many tables are called ${plain}`);
  return numbered;
};

const text = (value: string): Written => ({ type: String, value: harmless(value) });
const EMPTY: Written = { type: String, value: "" };

const shareCells = (cell: Cell): readonly Written[] => {
  if (typeof cell !== "object" || !isRate(cell)) return [EMPTY, EMPTY, EMPTY];
  const { part, whole } = cell;
  const count = (value: number): Written => ({ type: Number, value, format: "#,##0" });
  return [count(part), count(whole), whole === 0 ? EMPTY : { type: Number, value: part / whole, format: "0.0%" }];
};

/** Midnight of the day in UTC is how the format keeps a date without a zone. */
const dayCell = (day: string): Written => ({ type: Date, value: new Date(`${day}T00:00:00Z`), format: "yyyy-mm-dd" });

const cellsOf = (cell: Cell, { kind }: Column): readonly Written[] => {
  if (kind === "share") return shareCells(cell);
  if (cell === undefined) return [EMPTY];
  if (typeof cell === "number") return [{ type: Number, value: cell, format: kind === "yuan" ? "#,##0.00" : "#,##0" }];
  if (typeof cell === "object") return [text(isRate(cell) ? `${cell.part}/${cell.whole}` : `${cell.zh} ${cell.en}`)];
  return [kind === "day" ? dayCell(cell) : text(cell)];
};

const headerOf = ({ name, kind }: Column): readonly Written[] => {
  const titles = kind === "share" ? [`${name.zh}（分子）`, `${name.zh}（分母）`, name.zh] : [name.zh];
  return titles.map((value) => ({ type: String, value, fontWeight: "bold", wrap: true }));
};

/** In characters, a Chinese one counting two. */
const widthOf = (column: Column, first: boolean): number[] =>
  column.kind === "share" ? [10, 10, 10] : [first ? 28 : column.kind === "text" ? 24 : 12];

const sheetOf = (table: Table, name: string): Sheet<Buffer> => ({
  sheet: name,
  data: [
    table.columns.flatMap(headerOf),
    ...table.rows.map(({ cells }) => cells.flatMap((cell, n) => cellsOf(cell, table.columns[n]!))),
  ],
  columns: table.columns.flatMap((column, n) => widthOf(column, n === 0).map((width) => ({ width }))),
  stickyRowsCount: 1,
  stickyColumnsCount: 1,
});

export const workbookOf = async (document: Document): Promise<Uint8Array> => {
  const taken = new Set<string>();
  const sheets = tablesOf(document).map((table) => {
    const name = sheetName(table, taken);
    taken.add(name);
    return sheetOf(table, name);
  });
  return writeExcelFile(sheets).toBuffer();
};
