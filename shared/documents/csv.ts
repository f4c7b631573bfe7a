/**
 * A report as CSV (RFC 4180, UTF-8 with its mark so that spreadsheets read Chinese): one line a figure, so that one file
 * holds every table. A text can never begin a formula.
 */
import type { Document } from "./document.ts";
import { tablesOf } from "./document.ts";
import { type Cell, type Column, isRate, type Table } from "./table.ts";

const MARK = "﻿";
/** With these a spreadsheet begins a formula, or leaves the cell. */
const RISKY = /^[=+\-@\t\r]/;

/** For CSV and workbooks: what a spreadsheet takes for text. */
export const harmless = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

const quoted = (field: string | number): string => {
  if (typeof field === "number") return String(field);
  const text = harmless(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const lineOf = (fields: readonly (string | number)[]): string => `${fields.map(quoted).join(",")}\r\n`;

export const textOf = (cell: Cell): string => {
  if (cell === undefined) return "";
  if (typeof cell === "object") return isRate(cell) ? `${cell.part}/${cell.whole}` : cell.zh;
  return String(cell);
};

/** value, part, whole: of a share the last two, of anything else the first. */
const fieldsOf = (cell: Cell): readonly (string | number)[] => {
  if (typeof cell === "object" && isRate(cell)) return ["", cell.part, cell.whole];
  return [typeof cell === "number" ? cell : textOf(cell), "", ""];
};

const linesOf = ({ title, columns, rows }: Table): readonly string[] =>
  rows.flatMap(({ cells: [first, ...cells] }) =>
    cells.map((cell, n) => {
      const { name }: Column = columns[n + 1]!;
      return lineOf([title.zh, textOf(first), name.zh, ...fieldsOf(cell)]);
    }),
  );

export const csvOf = (document: Document): string =>
  [MARK, lineOf(["表", "行", "指标", "值", "分子", "分母"]), ...tablesOf(document).flatMap(linesOf)].join("");

/** One table as a sheet of its own, as people see it; a share takes three columns. */
export const csvOfTable = ({ columns, rows }: Table): string => {
  const head = columns.flatMap(({ name, kind }) =>
    kind === "share" ? [`${name.zh}（分子）`, `${name.zh}（分母）`] : [name.zh],
  );
  const fields = (cell: Cell, { kind }: Column): readonly (string | number)[] => {
    if (kind === "share") return typeof cell === "object" && isRate(cell) ? [cell.part, cell.whole] : ["", ""];
    return [typeof cell === "number" ? cell : textOf(cell)];
  };
  const lines = rows.map(({ cells }) => lineOf(cells.flatMap((cell, n) => fields(cell, columns[n]!))));
  return [MARK, lineOf(head), ...lines].join("");
};
