/** What a centre's edition says of the number of complaints (R70): every edition there can be, and what follows from it. */
import { describe, expect, it } from "vitest";
import { type ComplaintFigures, SMALLEST_SHOWN, shownToCentre } from "../../shared/complaints/small-numbers.ts";

/** All ways to spread a total over cells. */
const spreads = (total: number, cells: number): readonly (readonly number[])[] =>
  cells === 1
    ? [[total]]
    : Array.from({ length: total + 1 }, (_, first) =>
        spreads(total - first, cells - 1).map((rest) => [first, ...rest]),
      ).flat();
const named = (counts: readonly number[]) => Object.fromEntries(counts.map((count, n) => [`c${n}`, count]));

/** By kind and by window: every way in which up to nine complaints can fall. */
const months: readonly ComplaintFigures[] = Array.from({ length: 10 }, (_, total) =>
  spreads(total, 3).flatMap((kinds) =>
    spreads(total, 2).map((windows) => ({ total, by: { kind: named(kinds), window: named(windows) } })),
  ),
).flat();
const cellsOf = ({ total, by }: Partial<ComplaintFigures>): ReadonlyMap<string, number> =>
  new Map([
    ...(total === undefined ? [] : [["total", total] as const]),
    ...Object.entries(by ?? {}).flatMap(([name, cells]) =>
      Object.entries(cells).map(([cell, count]) => [`${name} ${cell}`, count] as const),
    ),
  ]);

describe("complaints in a centre's edition", () => {
  it("R70 no count below three is shown, and no zero", () => {
    for (const month of months) {
      for (const count of cellsOf(shownToCentre(month)).values()) expect(count).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
    }
  });

  it("R70 of no count that is hidden can anyone work out that there is one, nor that there is none", () => {
    const byEdition = new Map<string, ComplaintFigures[]>();
    for (const month of months) {
      const edition = JSON.stringify(shownToCentre(month));
      byEdition.set(edition, [...(byEdition.get(edition) ?? []), month]);
    }
    let hidden = 0;
    for (const [edition, alike] of byEdition) {
      const shown = cellsOf(JSON.parse(edition));
      for (const cell of cellsOf(alike[0]!).keys()) {
        if (shown.has(cell)) continue;
        hidden += 1;
        const possible = new Set(alike.map((month) => cellsOf(month).get(cell)));
        expect([edition, cell, possible.has(0), possible.size > 1]).toEqual([edition, cell, true, true]);
      }
    }
    expect(months.length).toBeGreaterThan(1000);
    expect(hidden).toBeGreaterThan(30);
  });

  it("R70 shows what is large enough: all of it, or the total", () => {
    const whole = { total: 9, by: { kind: { complaint: 6, suggestion: 3 }, window: { w01: 4, w02: 5 } } };
    expect(shownToCentre(whole)).toEqual(whole);
    const oneSmall = { total: 9, by: { ...whole.by, window: { w01: 2, w02: 7 } } };
    expect(shownToCentre(oneSmall)).toEqual({ total: 9 });
    expect(shownToCentre({ total: 2, by: { kind: { complaint: 2 } } })).toEqual({});
    expect(shownToCentre({ total: 0, by: {} })).toEqual({});
  });

  it("R70 a breakdown that leaves some out is a mistake: what is missing would be a figure, too", () => {
    expect(() => shownToCentre({ total: 7, by: { finding: { upheld: 3, "not-upheld": 3 } } })).toThrow(RangeError);
  });
});
