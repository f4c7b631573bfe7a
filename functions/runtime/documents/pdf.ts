/**
 * A report as PDF on A4, with a subset of its font inside: Chinese text that can be searched and copied on any machine. The
 * same document, font and instant always give the same bytes.
 */
import PDFDocument from "pdfkit";
import type { Bilingual } from "../../../shared/calendar/bilingual.ts";
import type { Block, Document, KeyFigure, Section, Term } from "../../../shared/documents/document.ts";
import type { Instant } from "../../../shared/kernel/local-date.ts";
import { drawChart } from "./pdf-charts.ts";
import { BOTTOM, type Paper, room, WIDTH, X } from "./pdf-paper.ts";
import { drawTable } from "./pdf-table.ts";

/** An OpenType file. */
export type Font = Uint8Array;

const RED = "#a3181b";
const GREY = "#4d4d4d";

const both = ({ zh, en }: Bilingual): string => (zh === en ? zh : `${zh}　${en}`);

const heading = (paper: Paper, { title }: Section): void => {
  // With the beginning of what it heads.
  room(paper, 150);
  const y = paper.y + 12;
  paper.rect(X, y, 3, 16).fill(RED);
  paper
    .fillColor("black")
    .fontSize(13)
    .text(title.zh, X + 10, y, { lineBreak: false });
  const after = X + 16 + paper.widthOfString(title.zh);
  paper
    .fillColor(GREY)
    .fontSize(9)
    .text(title.en, after, y + 4, { lineBreak: false });
  paper.y = y + 24;
};

const keyFigures = (paper: Paper, figures: readonly KeyFigure[]): void => {
  room(paper, 62);
  const { y } = paper;
  const width = WIDTH / figures.length;
  for (const [n, { name, value, beside }] of figures.entries()) {
    const x = X + n * width;
    paper
      .rect(x, y, width - 6, 44)
      .lineWidth(0.5)
      .stroke("#c9ced6");
    paper
      .fillColor("black")
      .fontSize(8)
      .text(both(name), x + 6, y + 5, { lineBreak: false });
    paper.fontSize(15).text(value, x + 6, y + 17, { lineBreak: false });
    if (beside !== undefined)
      paper
        .fillColor(GREY)
        .fontSize(7)
        .text(beside, x + 6, y + 39, { lineBreak: false });
  }
  paper.y = y + 60;
};

const paragraph = (paper: Paper, words: string, size: number, colour = "black"): void => {
  paper.fontSize(size);
  room(paper, paper.heightOfString(words, { width: WIDTH }) + 4);
  paper.fillColor(colour).text(words, X, paper.y, { width: WIDTH });
  paper.y += 4;
};

const terms = (paper: Paper, all: readonly Term[]): void => {
  for (const { name, meaning } of all) {
    paper.fontSize(8);
    const text = `${name.zh}：${meaning.zh}`;
    room(paper, paper.heightOfString(text, { width: WIDTH }) + 24);
    paper.fillColor("black").text(text, X, paper.y, { width: WIDTH });
    paper.fillColor(GREY).fontSize(7).text(meaning.en, X, paper.y, { width: WIDTH });
    paper.y += 4;
  }
};

const block = (paper: Paper, each: Block): void => {
  if (each.kind === "key-figures") keyFigures(paper, each.figures);
  if (each.kind === "text") paragraph(paper, both(each.text), 9);
  if (each.kind === "terms") terms(paper, each.terms);
  if (each.kind === "chart") drawChart(paper, each.chart);
  if (each.kind === "table" || each.kind === "chart") drawTable(paper, each.table);
};

const title = (paper: Paper, { title: named, subtitle, sample }: Document): void => {
  if (sample) {
    paper.rect(X, paper.y, WIDTH, 18).fillAndStroke("#fff3c4", "#8a6d00");
    paper.fillColor("#4a3a00").fontSize(9);
    paper.text("示例数据，非政府发布　Sample data, not published by any government", X, paper.y + 4, {
      width: WIDTH,
      align: "center",
    });
    paper.y += 12;
  }
  paper
    .fillColor(RED)
    .fontSize(20)
    .text(named.zh, X, paper.y + 4, { width: WIDTH, align: "center" });
  paper.fillColor("black").fontSize(12).text(subtitle.zh, { width: WIDTH, align: "center" });
  paper.fillColor(GREY).fontSize(9).text(`${named.en}, ${subtitle.en}`, { width: WIDTH, align: "center" });
  paper.y += 6;
  paper
    .moveTo(X, paper.y)
    .lineTo(X + WIDTH, paper.y)
    .lineWidth(2)
    .stroke(RED);
  paper.y += 4;
  paragraph(paper, "比率旁为分子/分母；带 * 的基数少于10，仅供参考。", 8, GREY);
};

const closing = (paper: Paper, { signing, colophon }: Document): void => {
  if (signing.length > 0) {
    room(paper, 60);
    const y = paper.y + 26;
    const width = WIDTH / signing.length;
    for (const [n, { zh }] of signing.entries()) {
      paper
        .fillColor("black")
        .fontSize(10)
        .text(zh, X + n * width, y, { lineBreak: false });
      paper
        .moveTo(X + n * width, y + 15)
        .lineTo(X + (n + 1) * width - 20, y + 15)
        .lineWidth(0.7)
        .stroke("black");
    }
    paper.y = y + 28;
  }
  for (const line of colophon) paragraph(paper, line.zh, 7, GREY);
};

/** Known only when all pages are there. */
const pageNumbers = (paper: Paper, sample: boolean): void => {
  const { start, count } = paper.bufferedPageRange();
  for (let n = 0; n < count; n += 1) {
    paper.switchToPage(start + n);
    // Below the margin: no text may begin another page.
    paper.page.margins.bottom = 0;
    const words = `第 ${n + 1} 页 共 ${count} 页${sample ? "　示例数据" : ""}`;
    paper
      .fillColor(GREY)
      .fontSize(8)
      .text(words, X, BOTTOM + 14, { width: WIDTH, align: "center", lineBreak: false });
  }
};

/** @param at stands in the file as the time of its making */
export const pdfOf = async (document: Document, { font, at }: { font: Font; at: Instant }): Promise<Uint8Array> => {
  const paper = new PDFDocument({
    ...{ size: "A4", margins: { top: 40, bottom: 46, left: X, right: X }, bufferPages: true, lang: "zh-CN" },
    // No built-in font: it holds no Chinese, and its metrics would have to lie beside the bundle.
    font: Buffer.from(font) as unknown as string,
    info: { Title: document.title.zh, CreationDate: new Date(at), ModDate: new Date(at) },
    displayTitle: true,
  });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    paper.on("data", (chunk: Buffer) => chunks.push(chunk));
    paper.on("end", resolve);
    paper.on("error", reject);
  });
  title(paper, document);
  for (const section of document.sections) {
    heading(paper, section);
    for (const each of section.blocks) block(paper, each);
  }
  closing(paper, document);
  pageNumbers(paper, document.sample);
  paper.end();
  await done;
  return Buffer.concat(chunks);
};
