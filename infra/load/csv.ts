/** CSV as RFC 4180 writes it, and as office programs save it: with a byte-order mark, with either line ending. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };
/** `broken`: the line of the quote that nothing closes, or that something follows. */
export type Csv = { readonly rows: readonly CsvRow[]; readonly broken?: number };

type Cell = { readonly text: string; readonly end: number };

/** @param start just after the opening quote. Undefined: never closed, or followed by text */
const quotedCell = (csv: string, start: number): Cell | undefined => {
  let text = "";
  for (let at = start; ; ) {
    const quote = csv.indexOf('"', at);
    if (quote === -1) return undefined;
    text += csv.slice(at, quote);
    const next = csv[quote + 1];
    if (next === undefined || next === "," || next === "\n") return { text, end: quote + 1 };
    if (next !== '"') return undefined;
    text += '"';
    at = quote + 2;
  }
};

const plainCell = (csv: string, start: number): Cell | undefined => {
  const ends = [csv.indexOf(",", start), csv.indexOf("\n", start), csv.length].filter((end) => end !== -1);
  const end = Math.min(...ends);
  const text = csv.slice(start, end);
  return text.includes('"') ? undefined : { text, end };
};

const linesIn = (text: string): number => text.split("\n").length - 1;

/** Rows without any text are left out. A row's line is the one it begins on: a quoted cell may hold line breaks. */
export const parseCsv = (file: string): Csv => {
  const csv = file
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .replace(/\n$/, "");
  const rows: CsvRow[] = [];
  let line = 1;
  for (let at = 0; at <= csv.length; ) {
    const start = at;
    const cells: string[] = [];
    for (;;) {
      const cell = csv[at] === '"' ? quotedCell(csv, at + 1) : plainCell(csv, at);
      if (cell === undefined) return { rows, broken: line + linesIn(csv.slice(start, at)) };
      cells.push(cell.text.trim());
      at = cell.end + 1;
      if (csv[cell.end] !== ",") break;
    }
    if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
    line += linesIn(csv.slice(start, at - 1)) + 1;
  }
  return { rows };
};
