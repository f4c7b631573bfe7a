import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differencesOf } from "../../../shared/bulletins/differences.ts";
import { recountOf } from "../../../shared/bulletins/recount.ts";
import type { FiredStage } from "../../../shared/casework/case.ts";
import { instant, type Month } from "../../../shared/kernel/local-date.ts";
import { aCase, dueRowsOf, type Happening, journalOf, REGISTER, SEPTEMBER, sheetOf } from "./ledgers.ts";

const MONTHS = ["2026-08", "2026-09", "2026-10"] as Month[];
/** Any instant of three months in Shanghai, at any hour. */
const at = fc.integer({ min: 0, max: 92 * 24 - 9 }).map((hour) => new Date(Date.UTC(2026, 7, 1, hour)).toISOString());
const life = fc
  .record({
    moments: fc.array(at, { minLength: 1, maxLength: 7 }),
    centre: fc.nat(20),
    due: fc.nat(40),
    red: fc.boolean(),
  })
  .map(({ moments, centre, due, red }) => {
    const whats = [
      "filed",
      "accepted",
      "suspended",
      "extended",
      "overdue-reason-given",
      "decided",
      "delivered",
    ] as const;
    const dueOn = new Date(Date.UTC(2026, 7, 5 + due)).toISOString().slice(0, 10);
    const facts: NonNullable<Happening[2]>[] = [
      {},
      { dueOn },
      {},
      {},
      { overdueReason: "staffing", overdueSince: dueOn },
      {},
      {},
    ];
    const happenings = moments.toSorted().map((moment, n): Happening => [whats[n]!, moment, facts[n] ?? {}]);
    const fired: Record<string, FiredStage> = red ? { "promised#1#red": { at: instant(moments[0]!) } } : {};
    return { happenings, centre: REGISTER.towns[centre]!.code, fired };
  });

describe("a month counted again from the cases", () => {
  it("is what the journal says, at whatever hour things happened", () => {
    fc.assert(
      fc.property(fc.array(life, { maxLength: 20 }), (lives) => {
        const cases = lives.map(({ happenings, centre, fired }, n) => ({
          ...aCase(happenings, { number: String(n).padStart(12, "0"), centre }),
          firedStages: fired,
        }));
        for (const month of MONTHS) {
          const parts = cases.map((subject) => recountOf(subject, month));
          expect(parts.flatMap(({ entries }) => entries)).toEqual(journalOf(cases, month));
          expect(parts.flatMap(({ dues }) => dues)).toEqual(dueRowsOf(cases, month));
        }
        const cards = MONTHS.flatMap((month) => cases.flatMap((subject) => recountOf(subject, month).cards));
        expect(cards).toHaveLength(lives.filter(({ fired }) => Object.keys(fired).length > 0).length);
      }),
      { seed: 65, numRuns: 150 },
    );
  });

  it("says where two sheets differ", () => {
    const one = sheetOf([aCase([["filed", "2026-09-01"]])], SEPTEMBER);
    expect(differencesOf(one, sheetOf([aCase([["filed", "2026-09-01"]])], SEPTEMBER))).toEqual([]);
    const none = differencesOf(one, sheetOf([], SEPTEMBER));
    expect(none).toContainEqual({ path: "total.received", frozen: 1, recounted: 0 });
    expect(none).toContainEqual({ path: "centres.0.figures.received", frozen: 1, recounted: 0 });
  });
});
