import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { complaintFiguresOf, seenByOffice } from "../../../shared/bulletins/complaint-figures.ts";
import { type ComplaintJournalEntry, complaintJournalEntryOf } from "../../../shared/bulletins/complaint-journal.ts";
import { ratingFiguresOf } from "../../../shared/bulletins/rating-figures.ts";
import { staffingFiguresOf } from "../../../shared/bulletins/staffing-figures.ts";
import type { ComplaintEntryKind } from "../../../shared/complaints/complaint.ts";
import type { Finding } from "../../../shared/directory/findings.ts";
import type { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant, localDate, localDateOf } from "../../../shared/kernel/local-date.ts";
import type { ListedRating } from "../../../shared/ratings/ratings.ts";
import { FIRST_CENTRE } from "./ledgers.ts";

const END = localDate("2026-09-30");
const numbered = (n: number) => String(n).padStart(12, "0") as CaseNumber;
const entry = (
  n: number,
  version: number,
  what: ComplaintEntryKind,
  facts: Record<string, string | boolean> = {},
  more: { kind?: ComplaintJournalEntry["kind"]; hidden?: boolean; at?: string } = {},
): ComplaintJournalEntry =>
  complaintJournalEntryOf(
    {
      number: numbered(n),
      centre: FIRST_CENTRE,
      kind: more.kind ?? "complaint",
      hiddenFromOffice: more.hidden ?? false,
    },
    { version, what, at: instant(more.at ?? "2026-09-10T02:00:00Z"), facts },
  );

describe("the figures of a month's complaints", () => {
  it("R52 R59 count what was received by kind, decided in time, found, and said on the phone", () => {
    const figures = complaintFiguresOf([
      entry(1, 1, "filed"),
      entry(1, 2, "decided", { finding: "upheld", onTime: true }),
      entry(1, 3, "called-back", { result: "dissatisfied" }),
      entry(1, 4, "decided", { finding: "partly-upheld", onTime: false }),
      entry(2, 1, "filed", {}, { kind: "praise" }),
      entry(3, 1, "filed"),
      entry(3, 2, "petition-registered"),
      entry(4, 1, "filed"),
      entry(4, 2, "referred"),
    ]);
    expect(figures).toMatchObject({
      received: { complaint: 3, suggestion: 0, praise: 1 },
      petitions: 1,
      transferred: 1,
      decided: 2,
      onTime: { kept: 1, decided: 2, small: true },
      findings: { upheld: 1, partlyUpheld: 1, notUpheld: 0 },
      callBacks: { satisfied: 0, dissatisfied: 1 },
    });
  });

  it("R53 leave no trace of a complaint that the office is walled from, whenever in the month it came to be", () => {
    const open = [entry(1, 1, "filed"), entry(1, 2, "decided", { finding: "upheld", onTime: true })];
    const walled = [entry(2, 1, "filed"), entry(2, 2, "interest-declared", {}, { hidden: true })];
    expect(complaintFiguresOf(seenByOffice([...walled, ...open]))).toEqual(complaintFiguresOf(open));
  });

  it("R10 belong to the month of the day in Shanghai, in whatever zone the process runs", () => {
    expect(entry(1, 1, "filed", {}, { at: "2026-09-30T16:30:00Z" }).on).toBe("2026-10-01");
    expect(entry(1, 1, "filed", {}, { at: "2026-09-30T15:59:59Z" }).on).toBe("2026-09-30");
  });

  it("equal a slow count, whatever order they come in", () => {
    const kinds = ["filed", "decided", "called-back", "joined", "withdrawn", "referred"] as const;
    const any = fc.record({ n: fc.nat(5), what: fc.constantFrom(...kinds), late: fc.boolean(), hidden: fc.boolean() });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (happened) => {
        const entries = happened.map(({ n, what, late, hidden }, version) =>
          entry(n, version, what, what === "decided" ? { finding: "upheld", onTime: !late } : {}, { hidden }),
        );
        const hidden = new Set(happened.filter((each) => each.hidden).map(({ n }) => n));
        let [filed, decided, kept] = [0, 0, 0];
        for (const { n, what, late } of happened) {
          if (hidden.has(n)) continue;
          if (what === "filed") filed += 1;
          if (what === "decided") decided += 1;
          if (what === "decided" && !late) kept += 1;
        }
        const figures = complaintFiguresOf(seenByOffice(entries.toReversed()));
        expect([figures.received.complaint, figures.decided, figures.onTime.kept]).toEqual([filed, decided, kept]);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});

const rating = (level: ListedRating["level"], more: Partial<ListedRating> = {}): ListedRating => ({
  number: numbered(level),
  of: "visit",
  level,
  centre: FIRST_CENTRE,
  rated: "s1",
  finalOn: localDate("2026-09-20"),
  ...more,
});
const appealed = (on: string, decidedOn?: string): Partial<ListedRating> => ({
  appeal: {
    on: localDate(on),
    body: "centre",
    decider: "s2",
    ...(decidedOn === undefined ? {} : { decided: { on: localDate(decidedOn), outcome: "set-aside" } }),
  },
});

describe("the figures of a month's ratings", () => {
  it("R64 R65 count each level, and apart what is marked, set aside or under review", () => {
    const figures = ratingFiguresOf(
      [
        rating(5),
        rating(4),
        rating(5, { marks: new Set(["staff-account"] as const) }),
        rating(2, appealed("2026-09-25", "2026-09-28")),
        rating(1, appealed("2026-09-25")),
      ],
      END,
    );
    expect(figures).toMatchObject({
      levels: [1, 0, 0, 1, 1],
      satisfied: { part: 2, whole: 3, small: true },
      marked: 1,
      setAside: 1,
      underReview: 1,
    });
  });

  it("R65 are as of the month's end: what is decided later changes nothing", () => {
    const until = ratingFiguresOf([rating(1, appealed("2026-09-25")), rating(2)], END);
    const later = [rating(1, appealed("2026-09-25", "2026-10-08")), rating(2, appealed("2026-10-09"))];
    expect(ratingFiguresOf(later, END)).toEqual(until);
  });

  it("R62 say what the follow-ups of poor ones came to", () => {
    const followed = (how: "satisfied" | "no-contact"): Partial<ListedRating> => ({
      followUp: { body: "centre", handler: "s2", hasContact: true, callBacks: [], closed: { on: END, how } },
    });
    const figures = ratingFiguresOf([rating(1, followed("satisfied")), rating(2, followed("no-contact"))], END);
    expect(figures.followUps).toEqual({ closed: 2, satisfied: 1, dissatisfied: 0, notReached: 1 });
  });
});

describe("the figures of posts", () => {
  it("R42 count a post once a day, however often it was found without anyone", () => {
    const found = (kind: Finding["kind"], day: string, ...posts: string[]): Finding => ({
      ...{ kind, posts, date: localDate(day), from: instant(`${day}T01:00:00Z`) },
    });
    const figures = staffingFiguresOf([
      found("both-absent", "2026-09-01", "p1"),
      found("nobody-at-post", "2026-09-01", "p1", "p2"),
      found("both-absent", "2026-09-02", "p1"),
      found("taken-over-unrecorded", "2026-09-02", "p1"),
    ]);
    expect(figures).toMatchObject({ uncovered: 3, takenOverUnrecorded: 1, coversMany: 0 });
    expect(localDateOf(instant("2026-09-01T01:00:00Z"))).toBe("2026-09-01");
  });
});
