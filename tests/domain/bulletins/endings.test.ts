import { describe, expect, it } from "vitest";
import { standingAt } from "../../../shared/bulletins/due-register.ts";
import type { CaseNumber } from "../../../shared/kernel/ids.ts";
import { lastDayOf, type Month } from "../../../shared/kernel/local-date.ts";
import { aCase, dueRowsOf } from "./ledgers.ts";

const OCTOBER = "2026-10" as Month;
type Happenings = Parameters<typeof aCase>[0];
const standing = (happenings: Happenings) => {
  const rows = dueRowsOf([aCase(happenings, { number: "000000000009" as CaseNumber })], OCTOBER);
  return rows.map((row) => standingAt(row, lastDayOf(OCTOBER)));
};
const accepted: Happenings = [
  ["filed", "2026-09-28"],
  ["accepted", "2026-09-28", { dueOn: "2026-10-12" }],
];

describe("a promise whose case ended without a decision", () => {
  it.each(["withdrawn", "not-accepted"] as const)("R67 %s in time: shown apart, neither kept nor missed", (what) => {
    expect(standing([...accepted, [what, "2026-10-12"]])).toEqual(["paused"]);
  });

  it("R67 withdrawn after it was missed: late, and open no longer", () => {
    expect(standing([...accepted, ["withdrawn", "2026-10-14"]])).toEqual(["late"]);
  });

  it("R16 R67 runs on while what was handed in is asked for once more", () => {
    const handedIn: Happenings = [
      ["filed", "2026-09-18"],
      ["notice-given", "2026-09-18"],
      ["corrections-submitted", "2026-09-28", { dueOn: "2026-10-12" }],
      ["asked-again", "2026-09-29", {}],
    ];
    expect(standing(handedIn)).toEqual(["open"]);
    expect(standing([...handedIn, ["corrections-submitted", "2026-09-30", {}]])).toEqual(["open"]);
  });

  it("R13 runs again when the notice that stopped it never arrived", () => {
    const promised: Happenings = [
      ["filed", "2026-09-18", { dueOn: "2026-10-12" }],
      ["notice-given", "2026-09-18"],
    ];
    expect(standing(promised)).toEqual(["paused"]);
    const returned = ["notice-undelivered", "2026-09-21", { dueOn: "2026-10-12" }] as const;
    expect(standing([...promised, returned])).toEqual(["open"]);
  });

  it("R16 is kept by the decision when the corrections were handed in first", () => {
    const happenings: Happenings = [
      ["filed", "2026-09-18"],
      ["corrections-submitted", "2026-09-28", { dueOn: "2026-10-12" }],
      ["accepted", "2026-09-30", { dueOn: "2026-10-12" }],
      ["decided", "2026-10-09", { dueOn: "2026-10-12", onTime: true }],
    ];
    expect(standing(happenings)).toEqual(["on-time"]);
  });
});
