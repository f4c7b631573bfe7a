import PDFDocument from "pdfkit";
import readExcelFile from "read-excel-file/node";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, it } from "vitest";
import { pdfOf } from "../../../functions/runtime/documents/pdf.ts";
import { workbookOf } from "../../../functions/runtime/documents/workbook.ts";
import { bulletinDocument } from "../../../shared/bulletins/bulletin-document.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import type { Document } from "../../../shared/documents/document.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { FONT } from "../../support/fonts.ts";
import { frozenSample } from "../../support/sample-bulletin.ts";
import { SAMPLE_DOCUMENT, UNITS } from "../../support/sample-document.ts";

const AT = instant("2026-10-07T22:30:00Z");
const pdf = (document: Document) => pdfOf(document, { font: FONT, at: AT });
const sheetsOf = async (document: Document) => readExcelFile(Buffer.from(await workbookOf(document)));

describe("a report as a workbook", () => {
  it("has a sheet a table, with numbers, shares and days as what they are", async () => {
    const sheets = await sheetsOf(SAMPLE_DOCUMENT);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["空表", "各单位情况（件）"]);
    const [head, total, first, second] = sheets[1]!.data;
    expect(head?.slice(0, 6)).toEqual([
      "单位",
      "收件",
      "逾期",
      "按期办结率（分子）",
      "按期办结率（分母）",
      "按期办结率",
    ]);
    expect(total?.slice(1, 6)).toEqual([17430, 2310, 1890, 2100, 0.9]);
    expect(first?.[6]).toEqual(new Date("2026-10-01T00:00:00Z"));
    expect(second?.[5]).toBe(0.9);
  });

  it("takes no text for a formula", async () => {
    const nasty = { ...UNITS, rows: [{ cells: ["=1+1", 1, 2, undefined, undefined, 3, "@SUM(A1)"] }] };
    const block = { kind: "table" as const, table: nasty };
    const [sheet] = await sheetsOf({
      ...SAMPLE_DOCUMENT,
      sections: [{ id: "x", title: { zh: "x", en: "x" }, blocks: [block] }],
    });
    expect(sheet?.data[1]?.[0]).toBe("'=1+1");
    expect(sheet?.data[1]?.at(-1)).toBe("'@SUM(A1)");
  });

  it("names every sheet of the bulletin once, within what Excel takes", async () => {
    const names = (await sheetsOf(bulletinDocument(frozenSample()))).map(({ sheet }) => sheet);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });
});

describe("a report as PDF", () => {
  it("can be searched in Chinese, says what it is, and has its font inside", async () => {
    const bytes = await pdf(bulletinDocument(frozenSample()));
    const file = await getDocumentProxy(new Uint8Array(bytes));
    const { text, totalPages } = await extractText(file, { mergePages: true });
    for (const words of ["滕州市", "2026年9月", "按期办结率", "荆河街道", "404/520", `第 1 页 共 ${totalPages} 页`]) {
      expect(text.replaceAll(/\s+/g, " ")).toContain(words);
    }
    expect((await getMeta(file)).info?.Title).toContain("便民服务中心");
    expect(bytes.length).toBeLessThan(600_000);
    expect(Buffer.from(bytes).toString("latin1")).toContain("/FontFile");
  });

  it("is the same bytes each time", async () => {
    expect(Buffer.from(await pdf(SAMPLE_DOCUMENT)).equals(Buffer.from(await pdf(SAMPLE_DOCUMENT)))).toBe(true);
  });

  it("has a letter for every character of the town's names, items and the bulletin's texts", async () => {
    const paper = new PDFDocument({ font: FONT as unknown as string });
    // fontkit's own, of which pdfkit's types say nothing.
    const { font } = (paper as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
    const texts = [JSON.stringify(bulletinDocument(frozenSample())), JSON.stringify(SAMPLE_ITEMS), "第页共：，。“”—"];
    const missing = [...new Set(texts.join(""))].filter((each) => !font.hasGlyphForCodePoint(each.codePointAt(0)!));
    expect(missing).toEqual([]);
  });
});
