import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../infra/load/csv.ts";
import { readSheet } from "../../../infra/load/sheet.ts";

const rows = (csv: string) => parseCsv(csv).rows.map(({ cells }) => cells);
const bytes = (text: string) => new TextEncoder().encode(text);

describe("CSV", () => {
  it("reads quotes, doubled quotes, commas and line breaks inside them, and both line endings", () => {
    expect(rows('a,b\r\n"x, ""y""",z\r\n"one\ntwo",\r\n')).toEqual([
      ["a", "b"],
      ['x, "y"', "z"],
      ["one\ntwo", ""],
    ]);
    expect(rows('\uFEFF"a",b')).toEqual([["a", "b"]]);
    expect(rows("")).toEqual([]);
  });

  it("counts lines as an editor does, through quoted line breaks and empty lines", () => {
    const { rows } = parseCsv('a,b\n"one\ntwo",x\n\n,\nlast,y\n');
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "a"],
      [2, "one\ntwo"],
      [6, "last"],
    ]);
  });

  it.each([
    ['a,b\nx,"never closed\n', 2],
    ['a,b\nx,y\n"x"y,z', 3],
    ['a,b\nx,in"side\n', 2],
    ['a,b\n"one\ntwo","x\n', 3],
  ])("says on which line a quote is wrong: %j", (csv, line) => {
    expect(parseCsv(csv).broken).toBe(line);
  });

  it("gives back whatever was written with every cell quoted", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " ", "窗", "1") }).map((text) => text.trim());
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, (cells) => {
        const csv = cells.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\n");
        expect(rows(csv)).toEqual(cells.filter((row) => row.some((text) => text !== "")));
      }),
    );
  });
});

describe("a sheet", () => {
  const faults = (text: string) => readSheet("f.csv", bytes(text), ["id", "name"]).faults;

  it("takes the columns in any order, and an empty cell as absent", () => {
    const { rows, faults } = readSheet("f.csv", bytes("name,id\n 赵示安 ,x\n,y\n"), ["id", "name"]);
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { line: 2, of: { id: "x", name: "赵示安" } },
      { line: 3, of: { id: "y" } },
    ]);
  });

  it("names columns that are missing, unknown or there twice, and lines of another width", () => {
    expect(faults("id,nmae\n")).toMatchObject([
      { line: 1, column: "name" },
      { line: 1, column: "nmae" },
    ]);
    expect(faults("id,name,id\n")).toMatchObject([{ line: 1, column: "id" }]);
    expect(faults("id,name\nx\n")).toMatchObject([{ line: 2, zh: "应有 2 格，实有 1 格。" }]);
    expect(faults("")).toMatchObject([{ column: "id" }, { column: "name" }]);
  });

  it("asks for UTF-8 instead of reading nonsense", () => {
    // 赵 in GBK, as office programs in China save it by default.
    const gbk = new Uint8Array([...bytes("id,name\nx,"), 0xd5, 0xd4]);
    expect(readSheet("f.csv", gbk, ["id", "name"]).faults).toMatchObject([
      { line: 1, en: expect.stringContaining("UTF-8") },
    ]);
  });
});
