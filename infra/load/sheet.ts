/** A file of records under named columns. */
import { type Csv, parseCsv } from "./csv.ts";
import type { Fault } from "./fault.ts";

/** One line; a column without text is absent. */
export type SheetRow<Column extends string> = {
  readonly line: number;
  readonly of: Readonly<Partial<Record<Column, string>>>;
};
export type Sheet<Column extends string> = {
  readonly file: string;
  readonly rows: readonly SheetRow<Column>[];
  readonly faults: readonly Fault[];
};

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const headFaults = (file: string, head: readonly string[], columns: readonly string[]): Fault[] => {
  const line = 1;
  const missing = columns.filter((column) => !head.includes(column));
  const unknown = head.filter((column) => !columns.includes(column));
  const twice = head.filter((column, n) => head.indexOf(column) !== n);
  return [
    ...missing.map((column) => ({ file, line, column, zh: "缺少这一列。", en: "The column is missing." })),
    ...unknown.map((column) => ({ file, line, column, zh: "没有这样的列。", en: "There is no such column." })),
    ...twice.map((column) => ({ file, line, column, zh: "这一列重复。", en: "The column is there twice." })),
  ];
};

const rowFaults = (file: string, { rows, broken }: Csv, width: number): Fault[] => [
  ...rows
    .filter(({ cells }) => cells.length !== width)
    .map(({ line, cells }) => ({
      file,
      line,
      zh: `应有 ${width} 格，实有 ${cells.length} 格。`,
      en: `It has ${cells.length} cells instead of ${width}.`,
    })),
  ...(broken === undefined
    ? []
    : [{ file, line: broken, zh: "引号不成对。", en: "A quote is not closed, or followed by text." }]),
];

/** @param columns all of them, in any order in the file */
export const readSheet = <Column extends string>(
  file: string,
  bytes: Uint8Array,
  columns: readonly Column[],
): Sheet<Column> => {
  const text = decoded(bytes);
  if (text === undefined) {
    const fault = {
      file,
      line: 1,
      zh: "不是 UTF-8 编码，请另存为“CSV UTF-8”。",
      en: "Not UTF-8: save it as CSV UTF-8.",
    };
    return { file, rows: [], faults: [fault] };
  }
  const csv = parseCsv(text);
  const head = csv.rows[0]?.cells ?? [];
  const wrong = [...headFaults(file, head, columns), ...rowFaults(file, csv, head.length)];
  if (wrong.length > 0) return { file, rows: [], faults: wrong };
  const rows = csv.rows.slice(1).map(({ line, cells }) => {
    const filled = columns.map((column) => [column, cells[head.indexOf(column)]] as const).filter(([, cell]) => cell);
    // Object.fromEntries forgets the keys' type.
    return { line, of: Object.fromEntries(filled) as Partial<Record<Column, string>> };
  });
  return { file, rows, faults: [] };
};
