import { describe, expect, it } from "vitest";
import type { SheetMaterial } from "../../../shared/bulletins/sheet.ts";
import { localDate, type Month } from "../../../shared/kernel/local-date.ts";
import { aCase, FIRST_CENTRE, type Happening, OCTOBER, REGISTER, SEPTEMBER, sheetOf } from "./ledgers.ts";

const totalOf = (...args: Parameters<typeof sheetOf>) => sheetOf(...args).total;
const numbered = (n: number) => ({ number: String(n).padStart(12, "0") });
const PROXY = {
  station: "370481001001",
  staffId: "p1",
  authorisedOn: localDate("2026-09-01"),
  until: localDate("2026-10-01"),
  by: "signature",
  free: true,
  // Only that there was one is counted.
} as unknown as NonNullable<Parameters<typeof aCase>[1]>["proxy"];
const LEG = {
  body: "市民政局",
  sentOn: localDate("2026-09-03"),
  responsible: { post: `${FIRST_CENTRE}-p01` },
} as NonNullable<NonNullable<Parameters<typeof aCase>[1]>["upwardLegs"]>[number];

describe("the figures of a month's cases", () => {
  it("count what was received by kind, and by proxy; an item that left the catalogue has no kind any more", () => {
    const cases = [
      aCase([["filed", "2026-09-01"]], { ...numbered(1), proxy: PROXY }),
      aCase([["filed", "2026-09-01"]], { ...numbered(2), itemCode: "tree-felling-licence" }),
      aCase([["filed", "2026-09-01"]], { ...numbered(3), itemCode: "long-gone" }),
    ];
    const { received, byKind, byProxy } = totalOf(cases, SEPTEMBER);
    expect(Object.values(byKind).reduce((sum, each) => sum + each, 0)).toBe(received);
    expect([byKind.approval, byKind.unlisted, byProxy]).toEqual([1, 1, 1]);
  });

  it("R15 tell acceptance by law from acceptance by a person", () => {
    const accepted = (n: number, deemed: boolean) =>
      aCase(
        [
          ["filed", "2026-09-01"],
          ["accepted", "2026-09-09", { acceptedOn: "2026-09-01", deemed, dueOn: "2026-09-29" }],
        ],
        numbered(n),
      );
    expect(totalOf([accepted(1, true), accepted(2, false)], SEPTEMBER)).toMatchObject({
      accepted: 2,
      deemedAccepted: 1,
    });
  });

  it("R5b count 超承诺 and 超法定 apart", () => {
    const decided = (n: number, facts: Happening[2]) =>
      aCase([["filed", "2026-09-01"], ["decided", "2026-09-20", facts] as Happening], numbered(n));
    const cases = [
      decided(1, { onTime: false, withinStatutory: true }),
      decided(2, { onTime: false, withinStatutory: false }),
      decided(3, { onTime: true }),
    ];
    expect(totalOf(cases, SEPTEMBER)).toMatchObject({ decided: 3, overPromised: 2, overStatutory: 1 });
  });

  it("R14 R31 count second notices, orders, answers, cases not taken on and withdrawn", () => {
    const happenings: Happening[] = [
      ["filed", "2026-09-01"],
      ["notice-given", "2026-09-02"],
      ["second-notice", "2026-09-03"],
      ["supervision-ordered", "2026-09-10"],
      ["supervision-answered", "2026-09-11"],
      ["withdrawn", "2026-09-12"],
    ];
    const cases = [
      aCase(happenings, numbered(1)),
      aCase(
        [
          ["filed", "2026-09-01"],
          ["not-accepted", "2026-09-02"],
        ],
        numbered(2),
      ),
    ];
    expect(totalOf(cases, SEPTEMBER)).toMatchObject({
      notices: 1,
      secondNotices: 1,
      orders: { given: 1, answered: 1 },
      withdrawn: 1,
      notAccepted: 1,
    });
  });

  it("say what was decided without a higher body", () => {
    const decided: Happening[] = [
      ["filed", "2026-09-01"],
      ["decided", "2026-09-20"],
    ];
    const cases = [aCase(decided, numbered(1)), aCase(decided, { ...numbered(2), upwardLegs: [LEG] })];
    expect(totalOf(cases, SEPTEMBER)).toMatchObject({ decided: 2, decidedHere: 1 });
  });

  it("R67 show suspended and extended cases apart, also after their date moved to a later month", () => {
    const suspended: Happening[] = [
      ["filed", "2026-09-01"],
      ["accepted", "2026-09-02", { dueOn: "2026-09-16" }],
      ["suspended", "2026-09-03", { dueOn: "2026-09-23" }],
      ["extended", "2026-09-04", { dueOn: "2026-10-12" }],
      ["decided", "2026-10-12"],
    ];
    const apart = (month: Month) => totalOf([aCase(suspended)], month).promise;
    expect(apart(SEPTEMBER)).toMatchObject({ due: 0 });
    expect(apart(OCTOBER)).toMatchObject({
      due: 1,
      suspended: { onTime: 1, due: 1 },
      extended: { onTime: 1, due: 1 },
    });
    expect(totalOf([aCase(suspended)], SEPTEMBER)).toMatchObject({ suspended: 1, extended: 1 });
  });

  it("R31a count the cards given in the month by centre, and those annulled in it", () => {
    const cards: SheetMaterial["cards"] = [
      { centre: FIRST_CENTRE, stage: "yellow", on: localDate("2026-09-09") },
      { centre: FIRST_CENTRE, stage: "red", on: localDate("2026-09-11") },
      { centre: REGISTER.towns[1]!.code, stage: "red", on: localDate("2026-09-11") },
    ];
    const annulled = aCase([
      ["filed", "2026-09-01"],
      ["card-annulled", "2026-09-12"],
    ]);
    const { total, centres } = sheetOf([annulled], SEPTEMBER, { cards });
    expect(total.cards).toEqual({ yellow: 1, red: 2, supervision: 0, annulled: 1 });
    expect(centres[0]?.figures.cards).toEqual({ yellow: 1, red: 1, supervision: 0, annulled: 1 });
  });
});

describe("a month beside others", () => {
  const year = ["2025-09", "2025-10", "2026-08"] as Month[];
  const earlier = year.map((month) => sheetOf([aCase([["filed", `${month}-08`]])], month));

  it("is compared with the month before and the same month of the year before, as frozen", () => {
    const { comparison } = sheetOf([], SEPTEMBER, { earlier });
    expect(comparison.previous).toMatchObject({ month: "2026-08", received: 1 });
    expect(comparison.lastYear).toMatchObject({ month: "2025-09", received: 1 });
    expect(comparison.trend.map(({ month }) => month)).toEqual(["2025-09", "2025-10", "2026-08", "2026-09"]);
  });

  it("says nothing where there is no sheet", () => {
    expect(sheetOf([], "2026-12" as Month, { earlier }).comparison).toEqual({
      trend: [
        expect.objectContaining({ month: "2026-08" }),
        expect.objectContaining({ month: "2026-12", received: 0 }),
      ],
    });
  });
});
