/** The soak's proofs (`npm run soak`) in a small form. */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { putDueCases, putLightItems, readFigures } from "../../../bench/soak/due-cases.ts";
import { isKept } from "../../../bench/soak/figures.ts";
import { remind } from "../../../bench/soak/reminding.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { freshTables } from "../../support/tables.ts";

beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
afterAll(() => vi.restoreAllMocks());

describe("the sweep among many open deadlines", () => {
  const DUE = 30;
  const OPEN = 300;
  const LATER = instant("2026-10-20T08:30:00+08:00");

  const sweptAmong = async (open: number) => {
    const { names } = await freshTables();
    const endpoint = inject("dynamodbEndpoint");
    const numbers = Array.from({ length: open }, (_, n) => String(900_000_000_000 + n));
    await putLightItems(endpoint, names.cases, numbers, LATER);
    return remind(endpoint, names, await putDueCases(endpoint, names, DUE));
  };

  it("reads for those that are due, and no more when ten times as many are not", async () => {
    const [alone, among] = [await sweptAmong(0), await sweptAmong(OPEN)];
    expect([alone.outcome.fired, among.outcome.fired]).toEqual([DUE, DUE]);
    const figures = readFigures(alone, among, OPEN);
    expect(figures.filter(({ bound }) => bound !== undefined)).toHaveLength(2);
    expect(figures.filter((figure) => !isKept(figure))).toEqual([]);
  });
});
