/** The soak's proofs (`npm run soak`) in a small form. */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { missingPeople } from "../../../bench/soak/crashes/missing.ts";
import { crashProof } from "../../../bench/soak/crashes/proof.ts";
import { unlike } from "../../../bench/soak/crashes/two-databases.ts";
import { putDueCases, putLightItems, readFigures } from "../../../bench/soak/due-cases.ts";
import { isKept } from "../../../bench/soak/figures.ts";
import { remind } from "../../../bench/soak/reminding.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { freshTables } from "../../support/tables.ts";

beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
afterAll(() => vi.restoreAllMocks());

describe("the sweep among many open deadlines", () => {
  const DUE = 20;
  const OPEN = 200;
  const LATER = instant("2026-10-20T08:30:00+08:00");

  const sweptAmong = async (open: number) => {
    const { names } = await freshTables();
    const endpoint = inject("dynamodbEndpoint");
    const numbers = Array.from({ length: open }, (_, n) => String(900_000_000_000 + n));
    await putLightItems(endpoint, names.cases, numbers, LATER);
    return remind(endpoint, names, await putDueCases(endpoint, names, DUE));
  };

  it("reads for those that are due, and no more when ten times as many are not", { timeout: 120_000 }, async () => {
    const [alone, among] = [await sweptAmong(0), await sweptAmong(OPEN)];
    // Half and yellow.
    expect([alone.outcome.fired, among.outcome.fired]).toEqual([2 * DUE, 2 * DUE]);
    const figures = readFigures(alone, among, OPEN);
    expect(figures.filter(({ bound }) => bound !== undefined)).toHaveLength(2);
    expect(figures.filter((figure) => !isKept(figure))).toEqual([]);
  });
});

describe("deaths and pauses wherever something is awaited", () => {
  const SEED = 20_260_918;

  it("R32, R34 leave nobody untold and tell nobody twice; unasked, no more often than the sending was cut short", {
    timeout: 120_000,
  }, async () => {
    const { figures, wrong } = await crashProof(SEED, { cases: 2, everyNth: 37, pairs: 6, casesOfPair: 6 });
    expect(wrong).toEqual([]);
    expect(figures.filter((figure) => !isKept(figure))).toEqual([]);
  });

  it("R34 tell the office at last, whoever is missing, and after three days without a tick all who are owed, once", async () => {
    expect((await missingPeople(SEED)).filter((figure) => !isKept(figure))).toEqual([]);
  });

  it("end on DynamoDB Local as they end on the quick tables of the proof", async () => {
    expect(await unlike(inject("dynamodbEndpoint"), SEED, 2, 3)).toEqual([]);
  });
});
