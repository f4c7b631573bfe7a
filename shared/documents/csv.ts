/** A table as CSV (RFC 4180) for spreadsheets: in UTF-8 with its mark, so that they read Chinese. */
import type { Bilingual } from "../calendar/bilingual.ts";
import { type Cell, type Column, isRate, type Row, type Table } from "./table.ts";

const MARK = "\uFEFF";
const END_OF_LINE = "\r\n";

/** A spreadsheet would run them as formulas: an apostrophe makes them text. */
const FORMULA = /^[=+\-@\t\r]/;
const textOf = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const bothOf = ({ zh, en }: Bilingual): string => (zh === en ? zh : `${zh} ${en}`);

/** A share is what it is made of: two columns, for a part of nothing has no share. */
const headingsOf = ({ name, kind }: Column): readonly string[] =>
  kind === "share" ? [`${bothOf(name)}: 分子 part`, `${bothOf(name)}: 分母 whole`] : [bothOf(name)];

const fieldsOf = (cell: Cell, { kind }: Column): readonly string[] => {
  if (cell === undefined) return kind === "share" ? ["", ""] : [""];
  if (typeof cell === "number") return [kind === "yuan" ? cell.toFixed(2) : String(cell)];
  if (typeof cell === "string") return [textOf(cell)];
  return isRate(cell) ? [String(cell.part), String(cell.whole)] : [textOf(bothOf(cell))];
};

export const csvOf = ({ columns, rows }: Table): string => {
  const lineOf = ({ cells }: Row): string => columns.flatMap((column, n) => fieldsOf(cells[n], column)).join(",");
  const heading = columns.flatMap(headingsOf).map(textOf).join(",");
  return MARK + [heading, ...rows.map(lineOf), ""].join(END_OF_LINE);
};
