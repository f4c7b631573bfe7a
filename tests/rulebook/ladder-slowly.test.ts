/** The ladder against a slow count by the rules alone; in full by `npm run soak`. */
import { describe, expect, it } from "vitest";
import { ladderProof } from "../../bench/soak/ladders.ts";

const SEED = 20_260_918;
const TRIALS = 1_500;

describe("random ladders, calendars, absences and moved due dates", () => {
  it("R28, R29, R30, R31, R32, R33, R34 give the stages, people and instants that counting day by day gives", () => {
    expect(ladderProof(SEED, TRIALS).wrong).toEqual([]);
  });
});
