import { describe, expect, it } from "vitest";
import { csvOf, csvOfTable } from "../../../shared/documents/csv.ts";
import { SAMPLE_DOCUMENT, UNITS } from "../../support/sample-document.ts";

const withText = (text: string) => ({ ...UNITS, rows: [{ cells: [text, 1, 2, undefined, undefined, 3, text] }] });

describe("a report as CSV", () => {
  it("holds every figure of every table, a share as what it is made of, with the mark that spreadsheets need", () => {
    const csv = csvOf(SAMPLE_DOCUMENT);
    expect(csv.startsWith("﻿表,行,指标,值,分子,分母\r\n")).toBe(true);
    expect(csv).toContain("各单位情况（件）,全市,按期办结率,,1890,2100\r\n");
    expect(csv.trim().split("\r\n")).toHaveLength(1 + 22 * 6);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])("lets %j begin no formula", (text) => {
    for (const line of csvOfTable(withText(text)).split("\r\n").slice(1))
      expect(line).not.toMatch(/(^|,)"?[=+\-@\t\r]/);
  });

  it("quotes commas, quotation marks and line ends, and leaves numbers below zero alone", () => {
    expect(csvOfTable(withText('a,"b"\nc'))).toContain('"a,""b""\nc",1,2');
    const below = { ...UNITS, rows: [{ cells: ["镇", -5, 2, undefined, undefined, 3, ""] }] };
    expect(csvOfTable(below)).toContain("镇,-5,2,");
  });
});
