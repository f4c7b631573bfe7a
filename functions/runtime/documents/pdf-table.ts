/** A table on paper: its header again on every page, no row cut in two. */
import { type Cell, isRate, shareOf, type Table } from "../../../shared/documents/table.ts";
import { type Paper, room, WIDTH, X } from "./pdf-paper.ts";

const SIZE = 7;
const ENGLISH_SIZE = 5.5;
const ROW = 13;
const PAD = 3;
const LINE = "#c9ced6";

const written = (cell: Cell): string => {
  if (cell === undefined) return "—";
  if (typeof cell !== "object") return String(cell);
  if (!isRate(cell)) return `${cell.zh} ${cell.en}`;
  const share = shareOf(cell);
  return share === undefined ? "— 0/0" : `${share}${cell.small ? "*" : ""} ${cell.part}/${cell.whole}`;
};

/** In points: as much as its widest text wants, then all shrunk or stretched to the paper. */
const widthsOf = (paper: Paper, { columns, rows }: Table): readonly number[] => {
  paper.fontSize(SIZE);
  const wanted = columns.map(({ name }, n) => {
    const texts = rows.map(({ cells }) => paper.widthOfString(written(cells[n])));
    return Math.min(170, Math.max(24, paper.widthOfString(name.zh) * 0.7, ...texts) + 2 * PAD);
  });
  const sum = wanted.reduce((all, each) => all + each, 0);
  return wanted.map((each) => (each * WIDTH) / sum);
};

type Line = { readonly texts: readonly string[]; readonly fill?: string | undefined };

const drawLine = (
  paper: Paper,
  widths: readonly number[],
  { texts, fill }: Line,
  textual: readonly boolean[],
): void => {
  paper.fontSize(SIZE);
  const height = Math.max(
    ROW,
    ...texts.map((each, n) => paper.heightOfString(each, { width: widths[n]! - 2 * PAD }) + 4),
  );
  room(paper, height);
  const { y } = paper;
  if (fill !== undefined) paper.rect(X, y, WIDTH, height).fill(fill);
  let x = X;
  for (const [n, each] of texts.entries()) {
    const width = widths[n]!;
    paper.rect(x, y, width, height).lineWidth(0.4).stroke(LINE);
    paper.fillColor("black").text(each, x + PAD, y + 2.5, {
      width: width - 2 * PAD,
      align: textual[n] ? "left" : "right",
    });
    x += width;
  }
  paper.y = y + height;
};

const headHeight = (paper: Paper, widths: readonly number[], { columns }: Table): number =>
  Math.max(
    ...columns.map(({ name }, n) => {
      const width = widths[n]! - 2 * PAD;
      const chinese = paper.fontSize(SIZE).heightOfString(name.zh, { width });
      return chinese + paper.fontSize(ENGLISH_SIZE).heightOfString(name.en, { width }) + 5;
    }),
  );

const drawHead = (paper: Paper, widths: readonly number[], table: Table): void => {
  const height = headHeight(paper, widths, table);
  const { y } = paper;
  paper.rect(X, y, WIDTH, height).fill("#eef1f5");
  let x = X;
  for (const [n, { name }] of table.columns.entries()) {
    const width = widths[n]!;
    const align = n === 0 ? "left" : "center";
    paper.rect(x, y, width, height).lineWidth(0.4).stroke(LINE);
    paper
      .fillColor("black")
      .fontSize(SIZE)
      .text(name.zh, x + PAD, y + 2, { width: width - 2 * PAD, align });
    paper
      .fillColor("#4d4d4d")
      .fontSize(ENGLISH_SIZE)
      .text(name.en, x + PAD, paper.y, { width: width - 2 * PAD, align });
    x += width;
  }
  paper.y = y + height;
};

export const drawTable = (paper: Paper, table: Table): void => {
  const { title, columns, rows, empty, note } = table;
  if (rows.length === 0 && empty !== undefined) {
    room(paper, 20);
    paper.fillColor("black").fontSize(9).text(`${empty.zh}　${empty.en}`, X, paper.y, { width: WIDTH });
    return;
  }
  const widths = widthsOf(paper, table);
  const textual = columns.map(({ kind }, n) => n === 0 || kind === "text");
  const head = headHeight(paper, widths, table);
  room(paper, head + 16 + 3 * ROW);
  paper
    .fillColor("black")
    .fontSize(8.5)
    .text(`${title.zh}　${title.en}`, X, paper.y + 2, { width: WIDTH });
  paper.y += 2;
  drawHead(paper, widths, table);
  for (const { cells, total } of rows) {
    const texts = columns.map((_, n) => written(cells[n]));
    const page = paper.bufferedPageRange().count;
    room(paper, 2 * ROW);
    if (paper.bufferedPageRange().count > page) drawHead(paper, widths, table);
    drawLine(paper, widths, { texts, fill: total ? "#f7f8fa" : undefined }, textual);
  }
  if (note !== undefined) {
    room(paper, 14);
    paper
      .fillColor("#4d4d4d")
      .fontSize(7)
      .text(`${note.zh}　${note.en}`, X, paper.y + 2, { width: WIDTH });
  }
  paper.y += 8;
};
