import { describe, expect, it } from "vitest";
import { isKept } from "../../../bench/soak/figures.ts";
import { guessing } from "../../../bench/soak/guesses/proof.ts";

/** A million of them: `npm run soak -- --only guesses`. */
const GUESSES = 20_000;

describe("guessing at look-up codes", () => {
  it("hits none, gets no more tries than the limit, and keeps no resident out", async () => {
    const figures = await guessing(20261123, GUESSES);
    expect(figures.find(({ what }) => what === "guesses at look-up codes")?.value).toBe(GUESSES);
    expect(figures.find(({ what }) => what.startsWith("residents"))?.value).toBe(GUESSES / 100);
    expect(figures.filter((figure) => !isKept(figure))).toEqual([]);
  });
});
