import { describe, expect, it } from "vitest";
import { localDate, type Month } from "../../shared/kernel/local-date.ts";
import type { CardRow } from "../../shared/scorecards/card-row.ts";
import { type MonthFacts, scorecardsOf, type Upheld } from "../../shared/scorecards/scorecard.ts";
import { CENTRE, caseNumber, roster } from "../support/casework.ts";
import { rated } from "../support/ratings.ts";

const [first, second] = roster.posts as unknown as [(typeof roster.posts)[0], (typeof roster.posts)[0]];
const card = (change: Partial<CardRow> = {}): CardRow => ({
  schema: 1,
  subject: caseNumber("1"),
  version: 2,
  ...{ stageId: "promised#1#red", stage: "red", clock: "promised", centre: CENTRE, post: first.id },
  on: localDate("2026-09-18"),
  ...change,
});
const facts = (change: Partial<MonthFacts> = {}): MonthFacts => ({
  ...{ month: "2026-09" as Month, roster, stations: [], centreName: "示例中心", ratings: [], cards: [] },
  forOffice: true,
  mayOpen: { rating: () => true, findings: true },
  ...change,
});
const of = (change: Partial<MonthFacts>, code: string) =>
  scorecardsOf(facts(change)).find(({ unit }) => unit.code === code)!;

describe("a scorecard", () => {
  it("has one for the centre, for each window and for each post, in their order, and ranks nothing", () => {
    const codes = scorecardsOf(facts()).map(({ unit }) => unit.code);
    expect(codes).toEqual([
      CENTRE,
      ...roster.windows.flatMap(({ id }) => [
        id,
        ...roster.posts.filter(({ window }) => window === id).map((post) => post.id),
      ]),
    ]);
    expect(JSON.stringify(scorecardsOf(facts()))).not.toMatch(/rank|total|score"/);
  });

  it("is led by ratings, each level by itself, with numerator, denominator and what they are made of", () => {
    const ratings = [rated(5), rated(2), rated(4, {}, { post: second.id, rated: second.holder })];
    expect(of({ ratings }, first.id).ratings).toMatchObject({
      counted: 2,
      satisfied: 1,
      small: true,
      levels: { 5: 1, 2: 1 },
    });
    expect(of({ ratings }, CENTRE).ratings.counted).toBe(3);
    expect(of({ ratings }, first.id).ratings.links).toHaveLength(2);
    expect(Object.keys(of({ ratings }, CENTRE))[1]).toBe("ratings");
    const blind = { mayOpen: { rating: () => false, findings: false } };
    expect(of({ ratings, ...blind }, first.id).ratings).toMatchObject({ counted: 2, links: [] });
  });

  it("counts cards by the post that answered, and annulled ones apart", () => {
    const cards = [
      card(),
      card({ stageId: "promised#1#yellow", stage: "yellow", annulled: true }),
      card({ post: second.id }),
    ];
    expect(of({ cards }, first.id).cards).toMatchObject({
      red: 1,
      yellow: 0,
      annulled: 1,
      links: ["/v1/staff/cases/0000-0000-0001"],
    });
    expect(of({ cards }, CENTRE).cards).toMatchObject({ red: 2, annulled: 1 });
  });

  it("R70 says nothing of complaints to a centre's reader below three, nor of its posts and windows at all", () => {
    const numbered = (n: number) => ({ number: caseNumber(String(n)) });
    const upheld: Upheld[] = [
      { ...numbered(1), post: first.id },
      { ...numbered(2), window: first.window },
      numbered(3),
    ];
    const centre = { forOffice: false };
    expect(of({ upheld, ...centre }, CENTRE).complaints).toEqual({ upheld: 3, links: [] });
    expect(of({ upheld: upheld.slice(1), ...centre }, CENTRE).complaints).toBeUndefined();
    expect(of({ upheld, ...centre }, first.id).complaints).toBeUndefined();
    expect(of({ upheld, ...centre }, first.window).complaints).toBeUndefined();
    expect(of({ upheld }, first.id).complaints).toEqual({
      upheld: 1,
      links: ["/v1/staff/complaints/0000-0000-0001"],
    });
    expect(of({ upheld }, first.window).complaints?.links).toHaveLength(2);
    expect(of({}, CENTRE).complaints).toBeUndefined();
  });

  it("counts a station's ratings for the station and the centre, and for no post", () => {
    const station = `${CENTRE}201`;
    const { post: _, ...atStation } = { ...rated(3), station };
    const change = { ratings: [atStation], stations: [{ code: station, name: "示例站" }] };
    expect(of(change, station).ratings.counted).toBe(1);
    expect(of(change, CENTRE).ratings.counted).toBe(1);
    expect(of(change, first.id).ratings.counted).toBe(0);
  });
});
