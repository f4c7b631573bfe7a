/** Ranking centres: nowhere, unless a document approved it (R66). */
import { describe, expect, it } from "vitest";
import { freeze } from "../../../shared/bulletins/bulletin.ts";
import { bulletinDocument } from "../../../shared/bulletins/bulletin-document.ts";
import { centreEdition } from "../../../shared/bulletins/editions.ts";
import { publicExtract } from "../../../shared/bulletins/public-extract.ts";
import type { BulletinSheet } from "../../../shared/bulletins/sheet.ts";
import { tablesOf } from "../../../shared/documents/document.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { BulletinRules } from "../../../shared/municipality/bulletin-rules.ts";
import { aCase, REGISTER, SEPTEMBER, sheetOf } from "./ledgers.ts";

const DOCUMENT = "示例政办发〔2026〕12号";
/** So many cases of a centre due in the month, so many of them late. */
const casesOf = (town: number, due: number, late: number) =>
  Array.from({ length: due }, (_, n) =>
    aCase(
      [
        ["filed", "2026-09-01"],
        ["accepted", "2026-09-01", { dueOn: "2026-09-08" }],
        ["decided", n < late ? "2026-09-10" : "2026-09-03", { outcome: "approved", onTime: n >= late }],
      ],
      { number: String(town * 1000 + n).padStart(12, "0"), centre: REGISTER.towns[town]!.code },
    ),
  );
const CASES = [...casesOf(0, 20, 4), ...casesOf(1, 10, 1), ...casesOf(2, 30, 3), ...casesOf(3, 9, 0)];
const documentOf = (sheet: BulletinSheet) =>
  bulletinDocument(
    freeze(sheet, { at: instant("2026-10-08T22:30:00Z"), codeVersion: "1", sha256: () => "a".repeat(64) }),
  );
const plain = sheetOf(CASES, SEPTEMBER);
const ranked = sheetOf(CASES, SEPTEMBER, { ranking: { document: DOCUMENT } });
const inRegisterOrder = REGISTER.towns.map(({ name }) => name);

describe("ranking centres", () => {
  it("R66 is off without the number of the document that approved it", () => {
    expect(BulletinRules.parse({}).ranking).toBeUndefined();
    expect(BulletinRules.safeParse({ ranking: { document: " " } }).success).toBe(false);
    expect(plain).not.toHaveProperty("ranking");
    expect(JSON.stringify(documentOf(plain))).not.toMatch(/排名|名次|[Rr]anking/);
  });

  it("R66 is one table headed by the document, equal shares with equal ranks, small units without one", () => {
    const tables = tablesOf(documentOf(ranked));
    const ranking = tables.find(({ id }) => id === "ranking");
    expect(ranking?.note?.zh).toContain(DOCUMENT);
    const [first, second, third] = inRegisterOrder;
    expect(ranking?.rows.slice(0, 3).map(({ cells }) => cells.slice(0, 2))).toEqual([
      [second, 1],
      [third, 1],
      [first, 3],
    ]);
    expect(ranking?.rows.slice(3).every(({ cells }) => cells[1] === undefined)).toBe(true);
    expect(ranking?.rows).toHaveLength(inRegisterOrder.length);
  });

  it("R66 leaves every other table in register order", () => {
    for (const { id, columns, rows } of tablesOf(documentOf(ranked))) {
      if (id === "ranking" || columns[0]?.id !== "unit" || rows.length < inRegisterOrder.length) continue;
      expect(rows.flatMap(({ cells, total }) => (total ? [] : [cells[0]]))).toEqual(inRegisterOrder);
    }
  });

  it("R66 stands in no centre's edition and in no public extract", () => {
    expect(JSON.stringify(centreEdition(ranked, REGISTER.towns[0]!.code, true))).not.toContain(DOCUMENT);
    expect(JSON.stringify(publicExtract(ranked, 10))).not.toContain(DOCUMENT);
  });
});
