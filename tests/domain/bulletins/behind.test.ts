import { describe, expect, it } from "vitest";
import { type Behind, casesBehind, FigureId, FigureQuery, OwnFigureQuery } from "../../../shared/bulletins/behind.ts";
import { freeze } from "../../../shared/bulletins/bulletin.ts";
import { bulletinDocument } from "../../../shared/bulletins/bulletin-document.ts";
import { HANDLED, KINDS, ON_TIME, OVERDUE, RECEIVED, SUPERVISED } from "../../../shared/bulletins/columns.ts";
import { itemLinesOf } from "../../../shared/bulletins/item-lines.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { OverdueReason } from "../../../shared/casework/overdue-reasons.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { type Cell, isRate } from "../../../shared/documents/table.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { aCase, dueRowsOf, type Happening, journalOf, REGISTER, SEPTEMBER, sheetOf } from "./ledgers.ts";

const DAY = (n: number) => `2026-09-${String(n).padStart(2, "0")}`;
const ITEMS = ["pension-enrolment", "tree-felling-licence", "long-gone"];
const CHANNELS = ["online", "counter", "phone", "station", "appointment"] as const;

/** Sixty cases with everything in them, at three centres. */
const CASES = Array.from({ length: 60 }, (_, n) => {
  const due = { dueOn: DAY(8 + (n % 21)) };
  const happenings: Happening[] = [
    ["filed", DAY(1 + (n % 5))],
    ...(n % 7 === 0 ? ([["notice-given", DAY(6)]] as Happening[]) : []),
    ...(n % 14 === 0 ? ([["second-notice", DAY(7)]] as Happening[]) : []),
    ["accepted", DAY(7), { ...due, deemed: n % 9 === 0 }],
    ...(n % 8 === 0 ? ([["suspended", DAY(7)]] as Happening[]) : []),
    ...(n % 10 === 0
      ? ([
          ["supervision-ordered", DAY(8)],
          ["supervision-answered", DAY(8)],
        ] as Happening[])
      : []),
    ...(n % 6 === 0
      ? n % 12 === 0
        ? ([
            ["overdue-reason-given", DAY(30), { overdueReason: OverdueReason.options[1], overdueSince: due.dueOn }],
          ] as Happening[])
        : []
      : ([
          [
            "decided",
            DAY(9 + (n % 9)),
            {
              outcome: n % 4 === 0 ? "refused" : "approved",
              onTime: n % 5 !== 0,
              withinStatutory: n % 10 !== 0,
              ...(n % 5 === 0 ? { overdueReason: OverdueReason.options[n % 3] } : {}),
            },
          ],
          ["delivered", DAY(20)],
        ] as Happening[])),
  ];
  return aCase(happenings, {
    number: String(n + 1).padStart(12, "0"),
    centre: REGISTER.towns[n % 3]!.code,
    itemCode: ITEMS[n % 3]!,
    channel: CHANNELS[n % 5]!,
  });
});
const CARDS = CASES.filter((_, n) => n % 4 === 0).map(({ number, centre }, n) => ({
  ...{ subject: number, centre, on: localDate(DAY(15)) },
  stage: (["yellow", "red", "supervision"] as const)[n % 3]!,
}));
const SHEET = sheetOf(CASES, SEPTEMBER, { cards: CARDS });
const MADE_AT = instant("2026-10-08T06:30:00+08:00");
const KIND_OF = new Map(SAMPLE_ITEMS.map(({ code, kind }) => [code, kind]));
const MONTH: Behind = {
  entries: journalOf(CASES, SEPTEMBER),
  dues: dueRowsOf(CASES, SEPTEMBER),
  cards: CARDS,
  openOverdue: SHEET.openOverdue,
  monthEnd: localDate("2026-09-30"),
  calendar: CHINA_CALENDAR,
  kindOf: (item) => KIND_OF.get(item),
  lineOf: itemLinesOf(SAMPLE_ITEMS).lineOf,
};
/** Every one that can be asked for: of a share, the part. */
const COLUMNS = [...ON_TIME, ...RECEIVED, ...KINDS, ...HANDLED, ...OVERDUE, ...SUPERVISED].filter(
  ({ id, kind }) => kind === "count" || FigureId.safeParse(id).success,
);
const countOf = (cell: Cell): number => (typeof cell === "object" && isRate(cell) ? cell.part : Number(cell));

describe("the cases behind a figure", () => {
  it.each(COLUMNS.map((column) => [column.id, column] as const))(
    "are as many as the figure %s says, of the municipality and of each centre",
    (id, { of }) => {
      const figure = FigureId.parse(id);
      expect(casesBehind({ figure }, MONTH)).toHaveLength(countOf(of(SHEET.total)));
      for (const { code, figures } of SHEET.centres) {
        expect(casesBehind({ figure, centreCode: code }, MONTH)).toHaveLength(countOf(of(figures)));
      }
    },
  );

  it("are found for every figure that can be asked for, and none of them is always empty", () => {
    const empty = FigureId.options.filter((figure) => casesBehind({ figure }, MONTH).length === 0);
    // Nothing of the kind happened in this month.
    expect(empty).toEqual([
      "proxy",
      "certificate",
      "enquiry",
      "not-accepted",
      "withdrawn",
      "on-time-extended",
      "paused",
      "extended",
      "annulled",
    ]);
  });

  it("are as many as every number says that the page leads from: by unit, by item, by reason", () => {
    const { sections } = bulletinDocument(freeze(SHEET, { at: MADE_AT, codeVersion: "1", sha256: () => "" }));
    const tables = sections.flatMap(({ blocks }) => blocks.flatMap((block) => ("table" in block ? [block.table] : [])));
    const followed = new Map<string, number>();
    for (const { id, columns, rows } of tables) {
      for (const { cells, link } of rows) {
        for (const [n, column] of columns.entries()) {
          if (link === undefined || column.link === undefined) continue;
          const query = Object.fromEntries(new URLSearchParams(`${link}${column.link}`.split("?")[1]));
          const asked = FigureQuery.parse(query);
          expect([id, query, casesBehind(asked, MONTH).length]).toEqual([id, query, countOf(cells[n]!)]);
          followed.set(id, (followed.get(id) ?? 0) + countOf(cells[n]!));
        }
      }
    }
    expect([...followed.keys()]).toEqual([
      ...[
        "on-time",
        "received",
        "kinds",
        "handled",
        "overdue",
        "late-reasons",
        "overdue-reasons",
        "supervised",
        "by-item",
      ],
    ]);
    // None of these tables says only nothing.
    expect([...followed.values()].filter((sum) => sum === 0)).toEqual([]);
  });

  it.each([
    [{ figure: "yellow", line: "pension-enrolment" }, "line"],
    [{ figure: "over-10", line: "pension-enrolment" }, "line"],
    [{ figure: "received", reason: "none" }, "reason"],
    [{ figure: "decided", reason: "weather" }, "reason"],
  ])("are not asked for by what their records do not say: %o", (query, field) => {
    expect(FigureQuery.safeParse(query).error?.issues.map(({ path }) => path)).toEqual([[field]]);
    expect(OwnFigureQuery.safeParse(query).error?.issues.map(({ path }) => path)).toEqual([[field]]);
  });
});
