import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EarlierSheets } from "../../../shared/bulletins/comparison.ts";
import type { Recorded } from "../../../shared/bulletins/journal.ts";
import { OverdueReason } from "../../../shared/casework/overdue-reasons.ts";
import type { Month } from "../../../shared/kernel/local-date.ts";
import { aCase, type Happening, REGISTER, sheetOf } from "./ledgers.ts";

const MONTHS = ["2026-07", "2026-08", "2026-09"] as Month[];
const day = (n: number): string => new Date(Date.UTC(2026, 6, 1 + n)).toISOString().slice(0, 10);

const REASONS = OverdueReason.options;

/**
 * Filed, perhaps accepted with a due date, perhaps decided, and explained now and then once it is over that date; within
 * July, August and September.
 */
const life = fc
  .record({
    filed: fc.nat(70),
    wait: fc.nat(9),
    limit: fc.integer({ min: 1, max: 20 }),
    took: fc.nat(40),
    steps: fc.integer({ min: 1, max: 3 }),
    centre: fc.nat(20),
    approved: fc.boolean(),
    explained: fc.array(fc.record({ after: fc.integer({ min: 1, max: 45 }), code: fc.constantFrom(...REASONS) }), {
      maxLength: 3,
    }),
  })
  .map(({ filed, wait, limit, took, steps, centre, approved, explained }) => {
    const accepted = filed + wait;
    const [due, ends] = [accepted + limit, steps < 3 ? Number.POSITIVE_INFINITY : accepted + took];
    const given = explained
      .map(({ after, code }) => ({ on: due + after, code }))
      .filter(({ on }) => steps > 1 && on < ends)
      .toSorted((a, b) => a.on - b.on)
      .map(({ on, code }): Happening => {
        const facts = { overdueReason: code, overdueSince: day(due) };
        return ["overdue-reason-given", day(on), facts];
      });
    const happenings: Happening[] = [
      ["filed", day(filed)],
      ["accepted", day(accepted), { dueOn: day(due) }],
      ["decided", day(accepted + took), { outcome: approved ? "approved" : "refused" }],
    ];
    const ended = happenings.slice(2, steps);
    return {
      happenings: [...happenings.slice(0, Math.min(2, steps)), ...given, ...ended],
      centre: REGISTER.towns[centre]!.code,
    };
  });

const onDayOf = (subject: Recorded, what: string): string | undefined =>
  subject.ledger.find((entry) => entry.what === what)?.at.slice(0, 10);
const dueOf = (subject: Recorded): string =>
  String(subject.ledger.find(({ what }) => what === "accepted")?.facts.dueOn ?? "");

const newestReason = ({ ledger }: Recorded, month: Month): string => {
  const given = ledger.filter(({ what, at }) => what === "overdue-reason-given" && at.slice(0, 7) <= month);
  return String(given.at(-1)?.facts.overdueReason ?? "none given");
};

/** From the ledgers alone, one figure at a time; every instant here is on the same day in UTC and in Shanghai. */
const slowly = (cases: readonly Recorded[], month: Month) => {
  const happened = (what: string) => cases.filter((subject) => onDayOf(subject, what)?.startsWith(month)).length;
  const due = cases.filter((subject) => dueOf(subject).startsWith(month));
  const onTime = due.filter((subject) => (onDayOf(subject, "decided") ?? "9999") <= dueOf(subject)).length;
  const open = cases.filter((subject) => {
    const dueOn = dueOf(subject);
    const decided = onDayOf(subject, "decided");
    return dueOn !== "" && dueOn <= `${month}-31` && (decided === undefined || decided > `${month}-31`);
  });
  return {
    received: happened("filed"),
    accepted: happened("accepted"),
    decided: happened("decided"),
    due: due.length,
    onTime,
    open: open.length,
    reasons: open.map((subject) => `${subject.number} ${newestReason(subject, month)}`).toSorted(),
  };
};

describe("a month's sheet", () => {
  it("equals a slow recount from the cases' own ledgers, month after month", () => {
    fc.assert(
      fc.property(fc.array(life, { maxLength: 25 }), (lives) => {
        const cases = lives.map(({ happenings, centre }, n) =>
          aCase(happenings, { number: String(n).padStart(12, "0"), centre }),
        );
        let earlier: EarlierSheets = [];
        for (const month of MONTHS) {
          const sheet = sheetOf(cases, month, { earlier });
          const { received, accepted, decided, promise } = sheet.total;
          expect({
            received,
            accepted,
            decided,
            due: promise.due,
            onTime: promise.onTime,
            open: sheet.openOverdue.length,
            reasons: sheet.openOverdue
              .map(({ caseNumber, reason = "none given" }) => `${caseNumber} ${reason}`)
              .toSorted(),
          }).toEqual(slowly(cases, month));
          const byReason = sheet.total.overdueReasons.reduce(
            (sum, { upTo3, from4To10, over10 }) => sum + upTo3 + from4To10 + over10,
            0,
          );
          expect(byReason).toBe(sheet.openOverdue.length);
          expect(sheet.centres.reduce((sum, { figures }) => sum + figures.promise.due, 0)).toBe(promise.due);
          earlier = [...earlier, sheet];
        }
      }),
      { numRuns: 150 },
    );
  });
});
