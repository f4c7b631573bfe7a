/** A report as a workbook (XLSX): a sheet that says what it is, then one sheet for each table, every cell of its own type. */
import writeXlsxFile, { type CellObject, type Row as SheetRow } from "write-excel-file/node";
import type { Bilingual } from "../../../shared/calendar/bilingual.ts";
import { type Block, type Document, tablesOf } from "../../../shared/documents/document.ts";
import { type Cell, type Column, isRate, type Table } from "../../../shared/documents/table.ts";

const SAMPLE: Bilingual = { zh: "示例数据", en: "Sample data" };
const FORMATS = { count: "0", yuan: "#,##0.00", share: "0.0%", day: "yyyy-mm-dd" } as const;
/** In characters of the sheet's font. */
const WIDTHS = { text: 22, count: 12, yuan: 14, share: 12, day: 13 } as const;

const bothOf = ({ zh, en }: Bilingual): string => (zh === en ? zh : `${zh} ${en}`);

/** XML knows no other control characters. A text is a text, whatever it begins with: no cell is a formula. */
const textCell = (text: string, more: Partial<CellObject> = {}): CellObject => ({
  type: String,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  value: text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ""),
  ...more,
});
const bold = { fontWeight: "bold", wrap: true } as const;

const cellsOf = (cell: Cell, { kind }: Column, more: Partial<CellObject>): SheetRow => {
  if (cell === undefined) return kind === "share" ? [null, null, null] : [null];
  if (typeof cell === "number") {
    return [{ type: Number, value: cell, format: kind === "yuan" ? FORMATS.yuan : FORMATS.count, ...more }];
  }
  if (typeof cell === "string") {
    return kind === "day"
      ? [{ type: Date, value: new Date(`${cell}T00:00:00Z`), format: FORMATS.day, ...more }]
      : [textCell(cell, more)];
  }
  if (!isRate(cell)) return [textCell(bothOf(cell), more)];
  const { part, whole } = cell;
  const count = (value: number): CellObject => ({ type: Number, value, format: FORMATS.count, ...more });
  const share = whole === 0 ? null : { type: Number, value: part / whole, format: FORMATS.share, ...more };
  return [count(part), count(whole), share];
};

/** A share takes three columns: its part, its whole, and itself. */
const headingsOf = ({ name, kind }: Column): readonly string[] =>
  kind === "share" ? [`${bothOf(name)} 分子 part`, `${bothOf(name)} 分母 whole`, `${bothOf(name)} %`] : [bothOf(name)];

const sheetOf = ({ title, note, columns, rows, empty }: Table, sheet: string) => {
  const heading = columns.flatMap(headingsOf).map((text) => textCell(text, bold));
  const lines = rows.map(({ cells, total }) =>
    columns.flatMap((column, n) => cellsOf(cells[n], column, total ? { fontWeight: "bold" } : {})),
  );
  const none = rows.length === 0 && empty !== undefined ? [[textCell(bothOf(empty))]] : [];
  const above = [[textCell(bothOf(title), { fontWeight: "bold" })], ...(note ? [[textCell(bothOf(note))]] : [])];
  return {
    sheet,
    data: [...above, heading, ...lines, ...none],
    stickyRowsCount: above.length + 1,
    stickyColumnsCount: 1,
    columns: columns.flatMap((column) => headingsOf(column).map(() => ({ width: WIDTHS[column.kind] }))),
    orientation: "landscape" as const,
  };
};

const wordsOf = (block: Block): readonly SheetRow[] => {
  if (block.kind === "text") return [[textCell(bothOf(block.text))]];
  if (block.kind === "terms")
    return block.terms.map(({ name, meaning }) => [textCell(bothOf(name)), textCell(bothOf(meaning))]);
  if (block.kind !== "key-figures") return [];
  return block.figures.map(({ name, value, beside }) => [
    textCell(bothOf(name)),
    textCell(value),
    textCell(beside ?? ""),
  ]);
};

const aboutOf = (document: Document) => ({
  sheet: "说明 About",
  data: [
    [textCell(bothOf(document.title), { fontWeight: "bold", fontSize: 14 })],
    [textCell(bothOf(document.subtitle))],
    ...(document.sample ? [[textCell(bothOf(SAMPLE), { fontWeight: "bold" })]] : []),
    ...document.sections.flatMap(({ title, blocks }) => {
      const words = blocks.flatMap(wordsOf);
      return words.length === 0 ? [] : [[null], [textCell(bothOf(title), { fontWeight: "bold" })], ...words];
    }),
    ...(document.signing.length === 0 ? [] : [[null]]),
    ...document.signing.map((line) => [textCell(bothOf(line))]),
    [null],
    ...document.colophon.map((line) => [textCell(bothOf(line))]),
  ],
  columns: [{ width: 40 }, { width: 60 }, { width: 30 }],
});

/** At most 31 characters, and none that a workbook refuses; numbered, so that no two are alike. */
const sheetName = ({ title }: Table, n: number): string =>
  `${n + 1} ${title.zh.replace(/[[\]:*?/\\']/g, " ")}`.slice(0, 31);

export const workbookOf = async (document: Document): Promise<Uint8Array> => {
  const sheets = tablesOf(document).map((table, n) => sheetOf(table, sheetName(table, n)));
  return writeXlsxFile([aboutOf(document), ...sheets]).toBuffer();
};
