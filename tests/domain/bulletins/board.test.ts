import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BoardCount, boardOf, countersOf, FEWEST_ON_A_LINE } from "../../../shared/bulletins/board.ts";
import { boardPage } from "../../../shared/bulletins/board-page.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { FIRST_CENTRE } from "./ledgers.ts";

const at = instant("2026-09-30T16:30:00Z");
const counts = (itemCode: string, received: number): BoardCount => ({
  centre: FIRST_CENTRE,
  itemCode,
  received,
  accepted: received,
  decided: received,
  delivered: received,
  withLimit: received,
  inTime: Math.max(0, received - 1),
});
const board = (thisMonth: readonly BoardCount[], today: readonly BoardCount[] = []) =>
  boardOf({ at, name: "示例市便民服务", today, thisMonth, items: SAMPLE_ITEMS, sample: true });

const SENSITIVE = SAMPLE_ITEMS.filter(({ sensitive }) => sensitive).map(({ code }) => code);
const OPEN = SAMPLE_ITEMS.filter(({ sensitive }) => !sensitive).map(({ code }) => code);
const some = (codes: readonly string[]) =>
  fc
    .array(fc.record({ item: fc.constantFrom(...codes), n: fc.nat(20) }), { maxLength: 12 })
    .map((all) => all.map(({ item, n }) => counts(item, n)));
const OTHERS = "其他事项（合计）";

describe("the board", () => {
  it("is the same to the last letter whatever sensitive items, or items no longer in the catalogue, are counted", () => {
    const hidden = some([...SENSITIVE, "an-item-of-last-year"]);
    fc.assert(
      fc.property(some(OPEN), some(OPEN), hidden, hidden, (month, today, ofMonth, ofToday) => {
        const shown = board([...ofMonth, ...month], [...today, ...ofToday]);
        expect(shown).toEqual(board(month, today));
        expect(boardPage(shown)).toBe(boardPage(board(month, today)));
      }),
      { seed: 34 },
    );
    expect(SENSITIVE.length).toBeGreaterThan(2);
  });

  it("shows no small number by item, neither on a line nor by taking the lines from their sum", () => {
    fc.assert(
      fc.property(some(OPEN), (month) => {
        const { lines, thisMonth } = board(month);
        const own = lines.filter(({ name }) => name.zh !== OTHERS);
        for (const { received } of own) expect(received).toBeGreaterThanOrEqual(FEWEST_ON_A_LINE);
        const rest = thisMonth.received - own.reduce((sum, { received }) => sum + received, 0);
        if (own.length > 0 && rest > 0) expect(rest).toBeGreaterThanOrEqual(FEWEST_ON_A_LINE);
        expect(lines.find(({ name }) => name.zh === OTHERS)?.received ?? 0).toBe(rest);
      }),
      { seed: 34 },
    );
  });

  it("belongs to the day and month of Shanghai, and says what share kept the promised limit", () => {
    const shown = board([counts(OPEN[0]!, 7)], [counts(OPEN[0]!, 2)]);
    expect(shown).toMatchObject({ day: "2026-10-01", month: "2026-10", inTime: { part: 6, whole: 7 } });
    expect(shown.today).toEqual({ received: 2, accepted: 2, decided: 2, delivered: 2 });
    expect(shown.sampleData).toBe(true);
  });

  it("counts four kinds of entries, and the limit of a decision that had one", () => {
    expect(countersOf({ what: "filed" })).toEqual(["received"]);
    expect(countersOf({ what: "decided" })).toEqual(["decided"]);
    expect(countersOf({ what: "decided", onTime: false })).toEqual(["decided", "withLimit"]);
    expect(countersOf({ what: "decided", onTime: true })).toEqual(["decided", "withLimit", "inTime"]);
    expect(countersOf({ what: "suspended", onTime: true })).toEqual([]);
  });

  it("is a page in Chinese first, without a script or anything to load, with its time and what it leaves out", () => {
    const page = boardPage(board(OPEN.map((code, n) => counts(code, 5 + n))));
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|https?:/i);
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain("2026年10月1日 00:30");
    expect(page).toContain("示例数据，非政府发布");
    expect(page).toContain("均不含救助、健康类等敏感事项");
    expect(page).not.toMatch(/投诉|complaint/i);
  });

  it("escapes every name", () => {
    const items = SAMPLE_ITEMS.map((item) => ({ ...item, name: `<b onclick="x">` }));
    const html = boardPage(
      boardOf({ at, name: "<i>", today: [], thisMonth: [counts(OPEN[0]!, 9)], items, sample: false }),
    );
    expect(html).toContain("&lt;b onclick=&quot;x&quot;&gt;");
    expect(html).not.toMatch(/<i>|<b onclick/);
    expect(html).not.toContain("示例数据");
  });
});
