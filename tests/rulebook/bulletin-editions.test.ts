/** Who is shown what of a bulletin (R70): a centre, and anyone. The office's edition is the sheet itself. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Addendum } from "../../shared/bulletins/addenda.ts";
import { complaintJournalEntryOf } from "../../shared/bulletins/complaint-journal.ts";
import { centreEdition } from "../../shared/bulletins/editions.ts";
import type { Recorded } from "../../shared/bulletins/journal.ts";
import type { OtherMaterial } from "../../shared/bulletins/other-figures.ts";
import { publicExtract } from "../../shared/bulletins/public-extract.ts";
import type { BulletinSheet } from "../../shared/bulletins/sheet.ts";
import { type Cells, shownTable } from "../../shared/bulletins/suppression.ts";
import type { ComplaintKind, Finding } from "../../shared/complaints/complaint.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { instant, localDate, type Month } from "../../shared/kernel/local-date.ts";
import { aCase, type Happening, REGISTER, SEPTEMBER, sheetOf } from "../domain/bulletins/ledgers.ts";

const [CENTRE, OTHER] = [REGISTER.towns[0]!.code, REGISTER.towns[1]!.code];
const addendum = (more: Partial<Addendum>): Addendum => ({
  ...{ id: "2026-08#1", month: "2026-08" as Month, figure: "received", said: "41", right: "42", reason: "示例理由" },
  ...{ ofObjection: true, on: localDate("2026-09-21"), ...more },
});
const ADDENDA = [
  addendum({}),
  addendum({ id: "2026-08#2", centre: CENTRE }),
  addendum({ id: "2026-08#3", centre: OTHER }),
  addendum({ id: "2026-08#4", figure: "complaints" }),
  addendum({ id: "2026-08#5", figure: "complaints", centre: CENTRE }),
];

/** As many cases of a centre as told: each filed; every second decided, of which every third is refused. */
const casesOf = (counts: readonly number[]): Recorded[] =>
  counts.flatMap((count, town) =>
    Array.from({ length: count }, (_, n) => {
      const decided: Happening = ["decided", "2026-09-07", { outcome: n % 3 === 0 ? "refused" : "approved" }];
      const told: Happening[] = [
        ["filed", "2026-09-02"],
        ["accepted", "2026-09-02", { dueOn: n % 4 === 0 ? "2026-09-04" : "2026-09-10" }],
      ];
      const number = String(town * 1000 + n).padStart(12, "0");
      const centre = REGISTER.towns[town]!.code;
      const channel = n % 2 === 0 ? "online" : "counter";
      return aCase(n % 2 === 0 ? [...told, decided] : told, { number, centre, channel });
    }),
  );
/** In which centre, of which kind, and what was found. */
type Told = readonly [centre: number, kind: ComplaintKind, finding?: Finding];
const othersOf = (told: readonly Told[]): OtherMaterial => ({
  complaints: told.flatMap(([town, kind, finding], n) => {
    const of = {
      number: String(n).padStart(12, "0") as CaseNumber,
      ...{ centre: REGISTER.towns[town]!.code, kind, hiddenFromOffice: false },
    };
    const at = instant("2026-09-10T10:00:00+08:00");
    const filed = complaintJournalEntryOf(of, { version: 1, what: "filed", at, facts: {} });
    if (finding === undefined) return [filed];
    return [filed, complaintJournalEntryOf(of, { version: 2, what: "decided", at, facts: { finding, onTime: true } })];
  }),
  ratings: REGISTER.towns.flatMap(({ code }, town) =>
    Array.from({ length: town * 3 }, (_, n) => ({
      ...{ number: String(town * 100 + n).padStart(12, "0") as CaseNumber, of: "visit" as const, centre: code },
      ...{ level: ((n % 5) + 1) as 1 | 2 | 3 | 4 | 5, rated: `${code}-a1`, finalOn: localDate("2026-09-20") },
    })),
  ),
  findings: new Map([[CENTRE, []]]),
  messages: {
    ...{ month: SEPTEMBER, final: true, complete: true, pricePerPart: 0.045, byKind: [] },
    total: { messages: 4711, parts: 4711, amount: 212, currency: "CNY" },
    ...{ byState: [], byCentre: [] },
  },
  returns: [],
});
const COMPLAINTS: readonly Told[] = [
  ...([
    [0, "complaint", "upheld"],
    [0, "complaint", "upheld"],
    [1, "complaint", "upheld"],
  ] as const),
  ...([
    [0, "suggestion"],
    [2, "suggestion"],
    [2, "suggestion"],
  ] as const),
  ...([
    [3, "praise"],
    [3, "praise"],
    [3, "praise"],
  ] as const),
];
const sheetWith = (counts: readonly number[], told: readonly Told[] = COMPLAINTS) =>
  sheetOf(casesOf(counts), SEPTEMBER, { addenda: ADDENDA, others: othersOf(told) });
const CASES = [30, 12, 3, 50];
const SHEET = sheetWith(CASES);

/** The same sheet with figures that no edition knows, at every depth. */
const planted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(planted);
  if (value === null || typeof value !== "object") return value;
  const inside = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, planted(each)]));
  return { ...inside, complainants: 2, comments: ["等候太久"], named: [{ staffId: "370481001-a1" }] };
};
const withMore = (sheet: BulletinSheet): BulletinSheet => {
  const definition = { figure: "complainants", name: "投诉人", zh: "当月投诉人。", en: "Who complained in the month." };
  // A later version of the software may hold such a sheet.
  return planted({ ...sheet, definitions: [...sheet.definitions, definition] }) as BulletinSheet;
};

describe("a centre's edition", () => {
  it("R70 has its own figures and the municipality's, as the sheet has them, and of no other centre", () => {
    const edition = centreEdition(SHEET, CENTRE, true)!;
    const { others, ...own } = SHEET.centres[0]!;
    expect(edition.centre).toEqual({ ...own, others: { ratings: others!.ratings, staffing: others!.staffing } });
    expect(edition.town?.figures).toEqual(SHEET.total);
    expect(edition.openOverdue.length).toBe(SHEET.openOverdue.filter(({ centre }) => centre === CENTRE).length);
    expect(edition.openOverdue.length).toBeGreaterThan(0);
    const text = JSON.stringify(edition);
    for (const { code, name } of SHEET.centres.slice(1)) {
      expect([name, text.includes(code), text.includes(name)]).toEqual([name, false, false]);
    }
  });

  it("R65 has its own figures alone before the bulletin is issued", () => {
    const { town, ...provisional } = centreEdition(SHEET, CENTRE, false)!;
    expect(town).toBeUndefined();
    expect(provisional).toEqual({ ...centreEdition(SHEET, CENTRE, true), town: undefined });
  });

  it("R70 shows nothing that is new in the sheet, at any depth, until somebody writes it down", () => {
    expect(JSON.stringify(withMore(SHEET))).toContain("等候太久");
    for (const issued of [true, false]) {
      expect(centreEdition(withMore(SHEET), CENTRE, issued)).toEqual(centreEdition(SHEET, CENTRE, issued));
    }
  });

  const shownOf = (told: readonly Told[], centre = CENTRE) => centreEdition(sheetWith(CASES, told), centre, true)!;

  it("R70 counts the municipality's complaints from three on, and breaks them down where every part is three", () => {
    const complaintsOf = (told: readonly Told[]) => shownOf(told).town!.others!.complaints;
    expect(complaintsOf([])).toEqual({ received: {}, decided: {} });
    expect(complaintsOf(COMPLAINTS.slice(0, 2))).toEqual({ received: {}, decided: {} });
    expect(complaintsOf(COMPLAINTS.slice(0, 8))).toEqual({ received: { total: 8 }, decided: { total: 3 } });
    expect(complaintsOf(COMPLAINTS).received).toEqual({
      ...{ total: 9, by: { kind: { complaint: 3, suggestion: 3, praise: 3 } } },
    });
  });

  it("R53 R70 says nothing of the complaints of one centre: moved to any other, they change no edition", () => {
    const moved = COMPLAINTS.map(([town, ...rest], n): Told => [(town + n + 1) % 5, ...rest]);
    for (const { code } of REGISTER.towns.slice(0, 5)) {
      expect(shownOf(moved, code)).toEqual(shownOf(COMPLAINTS, code));
      expect(JSON.stringify(shownOf(COMPLAINTS, code).centre)).not.toContain("omplain");
    }
  });

  it("R70 does not say what SMS cost, nor of which complaints went to discipline inspection", () => {
    const text = JSON.stringify(shownOf(COMPLAINTS));
    expect([text.includes("4711"), text.includes("transferred"), text.includes("petitions")]).toEqual([
      ...[false, false, false],
    ]);
  });

  it("R70 tells of corrections to figures that it shows, in numbers, and not why", () => {
    const addenda = centreEdition(SHEET, CENTRE, true)!.town!.addenda;
    expect(addenda.map(({ id }) => id)).toEqual(["2026-08#1", "2026-08#2"]);
    expect(JSON.stringify(addenda)).not.toContain("示例理由");
  });

  it("R70 carries no hash, by which a hidden number could be found", () => {
    expect(JSON.stringify([centreEdition(SHEET, CENTRE, true), publicExtract(SHEET, 10)])).not.toMatch(/[0-9a-f]{64}/);
  });

  it("R70 is of a centre that the sheet knows", () => {
    expect(centreEdition(SHEET, "000000000", true)).toBeUndefined();
  });
});

describe("the public extract", () => {
  it("R70 shows nothing that is new in the sheet, at any depth, until somebody writes it down", () => {
    expect(publicExtract(withMore(SHEET), 10)).toEqual(publicExtract(SHEET, 10));
  });

  it("R70 shows large numbers as they are, in register order, and names no case and nobody", () => {
    const counts = REGISTER.towns.map((_, n) => 60 + n);
    const sheet = sheetWith(counts);
    const extract = publicExtract(sheet, 5);
    expect(extract.centres.map(({ code }) => code)).toEqual(REGISTER.towns.map(({ code }) => code));
    expect(extract.centres.map(({ received }) => received)).toEqual(counts);
    const { total } = sheet;
    expect(extract.total).toMatchObject({
      ...{ received: total.received, decided: total.decided, approved: total.approved, refused: total.refused },
      promise: { onTime: total.promise.onTime, due: total.promise.due },
    });
    expect(Object.keys(extract.total.promise!)).toEqual(["onTime", "due"]);
    expect(JSON.stringify(extract)).not.toContain(sheet.openOverdue[0]!.caseNumber);
  });

  it("R27 R70 says of what is open over its date why and how long, each number from the bound on, in no sum", () => {
    const given = { overdueReason: "complex-case", overdueSince: "2026-09-04" };
    const open = (n: number, explained: boolean) =>
      aCase(
        [
          ["filed", "2026-09-02"],
          ["accepted", "2026-09-02", { dueOn: explained ? "2026-09-04" : "2026-09-28" }],
          ...(explained ? [["overdue-reason-given", "2026-09-08", given] satisfies Happening] : []),
        ],
        { number: String(n).padStart(12, "0"), centre: REGISTER.towns[n % 3]!.code },
      );
    const sheet = sheetOf(
      Array.from({ length: 9 }, (_, n) => open(n, n < 5)),
      SEPTEMBER,
    );
    expect(publicExtract(sheet, 4).overdueReasons).toEqual([{ reason: "complex-case", over10: 5 }, { upTo3: 4 }]);
    expect(publicExtract(sheet, 5).overdueReasons).toEqual([{ reason: "complex-case", over10: 5 }]);
    expect(publicExtract(sheet, 6).overdueReasons).toEqual([]);
    const own = centreEdition(sheet, CENTRE, true)!;
    expect(own.centre.figures.overdueReasons).toEqual([
      { reason: "complex-case", upTo3: 0, from4To10: 0, over10: 2 },
      { upTo3: 1, from4To10: 0, over10: 0 },
    ]);
    expect(own.openOverdue.map(({ reason }) => reason)).toEqual(["complex-case", "complex-case", undefined]);
    expect(own.definitions.map(({ figure }) => figure)).toContain("overdueReasons");
  });

  it("R70 says nothing of complaints, of staff and of what SMS cost, and of ratings how many were satisfied", () => {
    const extract = publicExtract(SHEET, 3);
    expect(JSON.stringify(extract)).not.toMatch(/omplain|staffing|uncovered|4711|followUps|levels"/);
    const { part, whole } = SHEET.others!.ratings.satisfied;
    expect(extract.total.satisfied).toEqual({ part, whole });
    const last = SHEET.centres.at(-1)!;
    expect(extract.centres.at(-1)!.satisfied).toEqual({
      ...{ part: last.others!.ratings.satisfied.part, whole: last.others!.ratings.satisfied.whole },
    });
    expect(extract.centres[0]!.satisfied).toBeUndefined();
  });

  it("R70 is made of a sheet from before there were complaints and ratings in it, too", () => {
    const { others, ...before } = SHEET;
    const sheet = { ...before, centres: SHEET.centres.map(({ others: _, ...centre }) => centre) };
    expect(publicExtract(sheet, 10).total.satisfied).toBeUndefined();
    expect(centreEdition(sheet, CENTRE, true)?.town?.others).toBeUndefined();
    expect(others).toBeDefined();
  });

  it("R70 tells which figures of the municipality were corrected, and no number that was hidden there", () => {
    expect(publicExtract(SHEET, 10).addenda).toEqual([
      { id: "2026-08#1", month: "2026-08", figure: "received", on: "2026-09-21" },
    ]);
  });

  it("R70 no number below the bound is shown, and nothing is the only one hidden beside its sum", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(25), { maxLength: 21 }), fc.integer({ min: 3, max: 12 }), (counts, bound) => {
        const sheet = sheetWith(counts);
        const { total, centres, lateReasons, overdueReasons } = publicExtract(sheet, bound);
        const numbers = JSON.stringify(
          [
            total,
            centres.map(({ code, name, ...shown }) => shown),
            lateReasons,
            overdueReasons.map(({ reason, ...shown }) => Object.values(shown)),
          ],
          (key, each) => (key === "line" ? undefined : each),
        ).match(/\d+/g);
        expect((numbers ?? []).filter((each) => Number(each) < bound)).toEqual([]);
        const hidden = <T extends object>(places: readonly T[], name: keyof T): number =>
          places.filter((each) => each[name] === undefined).length;
        for (const name of ["received", "accepted", "decided", "delivered", "promise", "satisfied"] as const) {
          const shown = total[name] !== undefined;
          expect([name, shown && hidden(centres, name) === 1]).toEqual([name, false]);
          if (!shown) expect([name, hidden(centres, name)]).toEqual([name, centres.length]);
        }
        for (const name of ["received", "decided", "promise"] as const) {
          expect([name, total[name] !== undefined && hidden(total.byItem, name) === 1]).toEqual([name, false]);
        }
        if (total.decided !== undefined) expect(hidden([total], "approved")).toBe(hidden([total], "refused"));
      }),
      { seed: 70, numRuns: 150 },
    );
  });
});

/** All ways to fill so many cells with numbers up to `most`. */
const fillings = (cells: number, most: number): readonly (readonly number[])[] =>
  cells === 0
    ? [[]]
    : Array.from({ length: most + 1 }, (_, value) => fillings(cells - 1, most).map((rest) => [value, ...rest])).flat();

type Table = { readonly whole: Cells; readonly breakdowns: readonly (readonly Cells[])[] };
/** What a reader sees. */
const seen = ({ whole, breakdowns }: Table, bound: number): string => {
  const shown = shownTable(whole, breakdowns, bound);
  const lines = breakdowns.map((lines, b) => lines.map((cells, n) => (shown.breakdowns[b]?.[n] ? cells : null)));
  return JSON.stringify([shown.sum ? whole : null, lines]);
};
/** Of every table that there can be: how many numbers are hidden, and which of them the reader can work out all the same. */
const workedOut = (tables: readonly Table[], bound: number) => {
  const alike = Map.groupBy(tables, (table) => seen(table, bound));
  let hidden = 0;
  const found: string[] = [];
  for (const [text, possible] of alike) {
    const [, lines]: [unknown, (Cells | null)[][]] = JSON.parse(text);
    for (const [b, places] of lines.entries()) {
      for (const [n, shown] of places.entries()) {
        if (shown !== null) continue;
        for (const column of possible[0]!.breakdowns[b]![n]!.keys()) {
          hidden += 1;
          if (new Set(possible.map((table) => table.breakdowns[b]![n]![column])).size === 1) found.push(text);
        }
      }
    }
  }
  return { hidden, found };
};
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const single = (values: readonly number[]): Cells[] => values.map((value): Cells => [value]);

describe("hidden numbers", () => {
  it.each([
    [1, 9],
    [2, 9],
    [3, 8],
    [4, 6],
    [5, 4],
  ])(
    "R70 of %i places beside their sum, numbers up to %i: none can be worked out, knowing the rules",
    (cells, most) => {
      const tables = fillings(cells, most).map((values) => ({
        whole: [sum(values)] as Cells,
        breakdowns: [single(values)],
      }));
      const { hidden, found } = workedOut(tables, 3);
      expect(hidden).toBeGreaterThan(0);
      expect(found).toEqual([]);
    },
  );

  it("R70 nor from another way to break down the same sum", () => {
    const bySum = Map.groupBy(fillings(2, 7), sum);
    const tables = fillings(3, 5).flatMap((centres) =>
      (bySum.get(sum(centres)) ?? []).map((rulings) => ({
        whole: [sum(centres)] as Cells,
        breakdowns: [single(centres), single(rulings)],
      })),
    );
    expect(tables.length).toBeGreaterThan(500);
    expect(workedOut(tables, 3).found).toEqual([]);
  });

  it("R70 nor a rate's numerator or denominator from the sums of both", () => {
    const rates = fillings(2, 5).filter(([onTime = 0, due = 0]) => onTime <= due);
    const tables = rates.flatMap((a) =>
      rates.flatMap((b) =>
        rates.map((c) => {
          const lines = [a, b, c] as unknown as Cells[]; // two numbers each
          const whole = [sum(lines.map(([onTime]) => onTime)), sum(lines.map((each) => each[1]!))] as const;
          return { whole: whole as Cells, breakdowns: [lines] };
        }),
      ),
    );
    const { hidden, found } = workedOut(tables, 3);
    expect(hidden).toBeGreaterThan(1000);
    expect(found).toEqual([]);
  });

  it("R70 leave as much to read as they can: the large ones beside two that change places", () => {
    const lines = single([40, 2, 31, 12, 50]);
    expect(shownTable([135], [lines], 10)).toEqual({ sum: true, breakdowns: [[true, false, true, false, true]] });
    expect(shownTable([133], [single([40, 31, 12, 50])], 10)).toEqual({
      ...{ sum: true, breakdowns: [[true, true, true, true]] },
    });
  });
});
