/** Random lives against a slow model by the rules alone; in full by `npm run soak`. */
import { describe, expect, it } from "vitest";
import { compareLives } from "../../bench/soak/lives/proof.ts";

const SEED = 20_260_918;
const LIVES = 400;

describe("random ladders, calendars, absences and moved due dates", () => {
  it("R28 R29 R30 R31 R32 R33 R34 R39 R42 give the stages, people and instants that asking day by day gives", () => {
    const { stages, differing } = compareLives(SEED, LIVES);
    expect(differing).toEqual([]);
    expect(stages).toBeGreaterThan(2 * LIVES);
  });
});
