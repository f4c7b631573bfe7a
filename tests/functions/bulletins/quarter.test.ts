/** A small invented quarter of the whole town: the same twice, equal to a plain count, and such as a reader would believe. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { liveQuarter, type QuarterBulletin } from "../../../bench/quarter/quarter.ts";
import { livesOf } from "../../../bench/quarter/town-life.ts";
import { theSample } from "../../../infra/local/sample.ts";
import { freshTables } from "../../support/tables.ts";

const TOWN = theSample();
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const quarterOf = async (): Promise<readonly QuarterBulletin[]> => {
  const { client, names } = await freshTables();
  return liveQuarter(client, names, TOWN, { seed: 7, cases: 150, sha256, tell: () => undefined, files: false });
};
const sum = (all: readonly QuarterBulletin[], of: (bulletin: QuarterBulletin) => number): number =>
  all.reduce((before, each) => before + of(each), 0);

describe("a generated quarter of the whole town", () => {
  let first: readonly QuarterBulletin[];
  let second: readonly QuarterBulletin[];
  beforeAll(async () => {
    first = await quarterOf();
    second = await quarterOf();
  }, 400_000);

  it("gives three sheets, the same from the same seed", () => {
    expect(first.map(({ month }) => month)).toEqual(["2026-07", "2026-08", "2026-09"]);
    expect(second.map((each) => each.sha256)).toEqual(first.map((each) => each.sha256));
  });

  it("equals a recount from its cases, by the sheet's rules and by a plain count", () => {
    for (const { differences, compared } of first) {
      expect(differences).toEqual([]);
      expect(compared.filter(({ sheet, counted }) => sheet !== counted)).toEqual([]);
      expect(compared.length).toBeGreaterThan(200);
    }
  });

  it("keeps most promises and not all, and knows every channel", () => {
    const due = sum(first, ({ sheet }) => sheet.total.promise.due);
    const share = sum(first, ({ sheet }) => sheet.total.promise.onTime) / due;
    expect(due).toBeGreaterThan(80);
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1);
    for (const channel of ["counter", "online", "phone", "station"] as const) {
      expect(sum(first, ({ sheet }) => sheet.total.byChannel[channel])).toBeGreaterThan(0);
    }
    expect(sum(first, ({ sheet }) => sheet.others?.ratings.satisfied.whole ?? 0)).toBeGreaterThan(30);
    const named = first.flatMap(({ sheet }) => sheet.others?.returns ?? []);
    expect(new Set(named.map(({ state }) => state))).toEqual(new Set(["late", "missing"]));
    expect(named.length).toBeLessThan(20);
  });
});

describe("the lives of a generated quarter", () => {
  const lives = [...livesOf(TOWN, { seed: 7, cases: 600 })].map((steps) => steps.at(-1)!.state);

  it("give no red card to a case that was decided in time", () => {
    const red = lives.filter(({ firedStages }) => Object.keys(firedStages).some((id) => /^promised#\d+#red$/.test(id)));
    expect(red.length).toBeGreaterThan(0);
    const inTime = red.filter(({ ledger }) =>
      ledger.some(({ what, facts }) => what === "decided" && facts.onTime !== false),
    );
    expect(inTime.map(({ number }) => number)).toEqual([]);
  });

  it("go on in order, and get to a decision of every item", () => {
    for (const { ledger } of lives) {
      expect(ledger.map(({ at }) => at)).toEqual(ledger.map(({ at }) => at).toSorted());
    }
    const decided = new Set(lives.filter(({ decision }) => decision !== undefined).map(({ itemCode }) => itemCode));
    expect(TOWN.items.filter(({ code }) => !decided.has(code)).map(({ code }) => code)).toEqual([]);
  });

  it("use no telephone number that could be anybody's", () => {
    for (const { personal } of lives) expect(personal.applicant?.phone).toMatch(/^1000000\d{4}$/);
  });
});
