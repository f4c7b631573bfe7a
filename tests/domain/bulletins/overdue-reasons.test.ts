import { describe, expect, it } from "vitest";
import { BulletinSheet } from "../../../shared/bulletins/sheet.ts";
import { aCase, type Happening, OCTOBER, REGISTER, SEPTEMBER, sheetOf } from "./ledgers.ts";

describe("the reasons of what is open over its date", () => {
  const reason = (on: string, overdueReason: string, overdueSince = "2026-09-24"): Happening => [
    "overdue-reason-given",
    on,
    { overdueReason, overdueSince },
  ];
  const open = (...more: readonly Happening[]) =>
    aCase([["filed", "2026-09-18"], ["accepted", "2026-09-18", { dueOn: "2026-09-24" }], ...more]);
  const reasonsIn = (...more: readonly Happening[]) => {
    const cases = [open(...more)];
    const september = sheetOf(cases, SEPTEMBER);
    const october = sheetOf(cases, OCTOBER, { earlier: [september] });
    return [september, october].map(({ openOverdue }) => openOverdue.map((each) => each.reason ?? "none given"));
  };

  it("R27 R67 is the newest one that was given by the month's end, and is carried with the case", () => {
    expect(reasonsIn()).toEqual([["none given"], ["none given"]]);
    expect(reasonsIn(reason("2026-09-28", "staffing"))).toEqual([["staffing"], ["staffing"]]);
    const twice = [reason("2026-09-28", "staffing"), reason("2026-09-29", "complex-case")];
    expect(reasonsIn(...twice)).toEqual([["complex-case"], ["complex-case"]]);
    const later = [reason("2026-09-28", "staffing"), reason("2026-10-09", "other")];
    expect(reasonsIn(...later)).toEqual([["staffing"], ["other"]]);
    expect(reasonsIn(reason("2026-09-30T16:30:00Z", "other"))).toEqual([["none given"], ["other"]]);
  });

  it("R27 is that of the date it was given about, and of no later one", () => {
    const [moved] = reasonsIn(
      reason("2026-09-25", "staffing"),
      ["deadline-moved", "2026-09-25", { dueOn: "2026-09-28" }],
      reason("2026-09-30", "other", "2026-09-28"),
    );
    expect(moved).toEqual(["other"]);
    const [unexplained] = reasonsIn(reason("2026-09-25", "staffing"), [
      "deadline-moved",
      "2026-09-25",
      { dueOn: "2026-09-28" },
    ]);
    expect(unexplained).toEqual(["none given"]);
    const [sameAgain] = reasonsIn(
      reason("2026-09-25", "staffing"),
      ["deadline-moved", "2026-09-25", { dueOn: "2026-10-30" }],
      ["deadline-moved", "2026-09-28", { dueOn: "2026-09-24" }],
    );
    expect(sameAgain).toEqual(["none given"]);
  });

  it("R27 R67 are counted by age beside those without one, of the municipality and of each centre", () => {
    const overdue = (n: number, dueOn: string, code?: string) =>
      aCase(
        [
          ["filed", "2026-09-01"],
          ["accepted", "2026-09-01", { dueOn }],
          ...(code === undefined ? [] : [reason("2026-09-29", code, dueOn)]),
        ],
        { number: String(n).padStart(12, "0"), centre: REGISTER.towns[n % 2]!.code },
      );
    const cases = [
      overdue(1, "2026-09-02", "other"),
      overdue(2, "2026-09-28", "staffing"),
      overdue(3, "2026-09-28", "staffing"),
      overdue(4, "2026-09-16"),
    ];
    const { total, centres } = sheetOf(cases, SEPTEMBER);
    expect(total.overdueReasons).toEqual([
      { reason: "staffing", upTo3: 2, from4To10: 0, over10: 0 },
      { reason: "other", upTo3: 0, from4To10: 0, over10: 1 },
      { upTo3: 0, from4To10: 1, over10: 0 },
    ]);
    expect(centres.slice(0, 3).map(({ figures }) => figures.overdueReasons.map((each) => each.reason))).toEqual([
      ...[["staffing", undefined], ["staffing", "other"], []],
    ]);
    expect(total.openOverdue).toEqual({ upTo3: 2, from4To10: 1, over10: 1 });
  });

  it("R27 are not counted among the reasons of late decisions, and go with the case when it is decided", () => {
    const cases = [
      open(reason("2026-09-28", "staffing"), [
        "decided",
        "2026-09-29",
        { outcome: "approved", onTime: false, overdueReason: "other" },
      ]),
    ];
    const sheet = sheetOf(cases, SEPTEMBER);
    expect([sheet.openOverdue, sheet.lateReasons]).toEqual([[], [{ code: "other", decisions: 1 }]]);
  });

  it("R65 a sheet frozen before there were any still reads", () => {
    const { total, centres, ...sheet } = sheetOf([open()], SEPTEMBER);
    const asBefore = ({ overdueReasons: _, ...figures }: typeof total) => figures;
    const frozen = {
      ...{ ...sheet, total: asBefore(total) },
      centres: centres.map((centre) => ({ ...centre, figures: asBefore(centre.figures) })),
    };
    const read = BulletinSheet.parse(JSON.parse(JSON.stringify(frozen)));
    expect([read.total.overdueReasons, read.openOverdue[0]?.reason]).toEqual([[], undefined]);
  });
});
