import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { freeze } from "../../../shared/bulletins/bulletin.ts";
import { lastReportable, monthsToMake } from "../../../shared/bulletins/schedule.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { instant, localDate, type Month } from "../../../shared/kernel/local-date.ts";
import { aCase, FIRST_CENTRE, journalOf, OCTOBER, REGISTER, SEPTEMBER, sheetOf } from "./ledgers.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const promiseIn = (...args: Parameters<typeof sheetOf>) => sheetOf(...args).total.promise;
const zone = process.env.TZ;

describe("the month's sheet", () => {
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("counts what happened in the month, by channel, outcome and item", () => {
    const cases = [
      aCase([
        ["filed", "2026-09-01"],
        ["accepted", "2026-09-02", { dueOn: "2026-09-04" }],
        ["decided", "2026-09-03", { outcome: "approved" }],
        ["delivered", "2026-09-03"],
      ]),
      aCase(
        [
          ["filed", "2026-09-08"],
          ["notice-given", "2026-09-09"],
        ],
        { number: "000000000002", channel: "online", itemCode: "tree-felling-licence" },
      ),
    ];
    const { total, centres } = sheetOf(cases, SEPTEMBER);
    expect(total).toMatchObject({
      received: 2,
      byChannel: { online: 1, counter: 1, phone: 0, station: 0 },
      notices: 1,
      accepted: 1,
      decided: 1,
      approved: 1,
      refused: 0,
      delivered: 1,
    });
    expect(total.byItem.find(({ line }) => line === "pension-enrolment")).toMatchObject({
      received: 1,
      decided: 1,
      onTime: 1,
      due: 1,
      small: true,
    });
    expect(centres[0]?.figures.received).toBe(2);
  });

  it("R27 counts decisions over the limit by the reason entered, for the whole municipality only", () => {
    const late = (number: string, overdueReason: string) =>
      aCase(
        [
          ["filed", "2026-09-01"],
          ["decided", "2026-09-20", { outcome: "approved", onTime: false, overdueReason }],
        ],
        { number },
      );
    const sheet = sheetOf(
      [late("000000000001", "staffing"), late("000000000002", "staffing"), late("000000000003", "other")],
      SEPTEMBER,
    );
    expect(sheet.lateReasons).toEqual([
      { code: "staffing", decisions: 2 },
      { code: "other", decisions: 1 },
    ]);
    expect(JSON.stringify(sheet.centres)).not.toContain("staffing");
  });

  it("R66 lists every centre in register order, whatever its figures", () => {
    expect(sheetOf([], SEPTEMBER).centres.map(({ code }) => code)).toEqual(REGISTER.towns.map(({ code }) => code));
  });

  it("R67 counts a case finished on its due date as on time and one a day later as late", () => {
    const due = { dueOn: "2026-09-10" };
    const finished = (number: string, on: string) =>
      aCase(
        [
          ["filed", "2026-09-01"],
          ["accepted", "2026-09-01", due],
          ["decided", on],
        ],
        { number },
      );
    const cases = [finished("000000000001", "2026-09-10"), finished("000000000002", "2026-09-11")];
    expect(promiseIn(cases, SEPTEMBER)).toMatchObject({ onTime: 1, due: 2, finishedLate: 1, stillOpen: 0 });
  });

  it("R67 counts a case in the month of its due date, also when it was finished in the month before", () => {
    const cases = [
      aCase([
        ["filed", "2026-09-28"],
        ["accepted", "2026-09-28", { dueOn: "2026-10-12" }],
        ["decided", "2026-09-29"],
      ]),
    ];
    expect(promiseIn(cases, SEPTEMBER).due).toBe(0);
    expect(promiseIn(cases, OCTOBER)).toMatchObject({ onTime: 1, due: 1 });
  });

  it("R67 judges a moved case by the date that is valid at the finish", () => {
    const cases = [
      aCase([
        ["filed", "2026-09-21", { dueOn: "2026-09-28" }],
        ["notice-given", "2026-09-22", { stopsPromise: true }],
        ["accepted", "2026-09-25", { dueOn: "2026-10-12" }],
        ["decided", "2026-10-10"],
      ]),
    ];
    expect(promiseIn(cases, SEPTEMBER)).toMatchObject({ due: 0, paused: 0 });
    expect(promiseIn(cases, OCTOBER)).toMatchObject({ onTime: 1, due: 1 });
  });

  it("R23 shows a clock stopped in time apart, and one stopped too late as overdue", () => {
    const paused = (number: string, on: string) =>
      aCase(
        [
          ["filed", "2026-09-01", { dueOn: "2026-09-08" }],
          ["notice-given", on],
        ],
        { number },
      );
    const cases = [paused("000000000001", "2026-09-08"), paused("000000000002", "2026-09-09")];
    expect(promiseIn(cases, SEPTEMBER)).toMatchObject({ due: 1, stillOpen: 1, paused: 1 });
  });

  it("R15 lets a notice given too late stop no clock", () => {
    const cases = [
      aCase([
        ["filed", "2026-09-01", { dueOn: "2026-09-15" }],
        ["notice-given", "2026-09-10", { stopsPromise: false }],
      ]),
    ];
    expect(promiseIn(cases, SEPTEMBER)).toMatchObject({ due: 1, stillOpen: 1, paused: 0 });
  });

  it("R65 says the same of a month when it is made late", () => {
    const until = aCase([
      ["filed", "2026-09-18"],
      ["accepted", "2026-09-18", { dueOn: "2026-09-25" }],
    ]);
    const later = aCase([
      ["filed", "2026-09-18"],
      ["accepted", "2026-09-18", { dueOn: "2026-09-25" }],
      ["decided", "2026-10-09", { onTime: false }],
    ]);
    expect(sheetOf([later], SEPTEMBER)).toEqual(sheetOf([until], SEPTEMBER));
  });

  it("carries a case that is open over the month's end, ages it in working days, and lets it go when it is decided", () => {
    const cases = [
      aCase([
        ["filed", "2026-09-18"],
        ["accepted", "2026-09-18", { dueOn: "2026-09-24" }],
        ["decided", "2026-11-02"],
      ]),
    ];
    const september = sheetOf(cases, SEPTEMBER);
    expect(september.openOverdue).toEqual([{ caseNumber: "000000000001", centre: FIRST_CENTRE, dueOn: "2026-09-24" }]);
    expect(september.total.openOverdue).toEqual({ upTo3: 1, from4To10: 0, over10: 0 });
    const october = sheetOf(cases, OCTOBER, { earlier: [september] });
    expect(october.total.promise.due).toBe(0);
    expect(october.centres[0]?.figures.openOverdue).toEqual({ upTo3: 0, from4To10: 0, over10: 1 });
    expect(sheetOf(cases, "2026-11" as Month, { earlier: [october] }).openOverdue).toEqual([]);
  });

  it.each(["UTC", "America/Los_Angeles", "Pacific/Auckland"])(
    "R10 ends the month at midnight in Shanghai when the process runs in %s",
    (tz) => {
      process.env.TZ = tz;
      const cases = [
        aCase([["filed", "2026-09-30T15:59:59Z"]]),
        aCase([["filed", "2026-09-30T16:30:00Z"]], { number: "000000000002" }),
      ];
      expect(sheetOf(cases, SEPTEMBER).total.received).toBe(1);
      expect(sheetOf(cases, OCTOBER).total.received).toBe(1);
    },
  );

  it("refuses a month whose journal lacks an entry, naming case and version", () => {
    const entries = journalOf(
      [
        aCase([
          ["filed", "2026-09-01"],
          ["notice-given", "2026-09-02"],
          ["accepted", "2026-09-03"],
        ]),
      ],
      SEPTEMBER,
    );
    const broken = entries.filter(({ version }) => version !== 2);
    expect(() => sheetOf([], SEPTEMBER, { entries: broken })).toThrow(
      expect.objectContaining({
        code: "journal-gap",
        facts: expect.objectContaining({ subject: "000000000001", version: 2 }),
      }),
    );
  });

  it("takes no gap from an entry of the month before", () => {
    const cases = [
      aCase([
        ["filed", "2026-09-30"],
        ["accepted", "2026-10-08", { dueOn: "2026-10-12" }],
      ]),
    ];
    expect(sheetOf(cases, OCTOBER).total).toMatchObject({ received: 0, accepted: 1 });
  });

  it("R65 has the same hash whatever order the rows came in and whenever it was made", () => {
    const cases = [1, 2, 3].map((n) =>
      aCase(
        [
          ["filed", `2026-09-0${n}`],
          ["accepted", "2026-09-08", { dueOn: "2026-09-10" }],
        ],
        { number: `00000000000${n}` },
      ),
    );
    const hash = (order: typeof cases, at: string, codeVersion: string) =>
      freeze(sheetOf(order, SEPTEMBER), { at: instant(at), codeVersion, sha256 }).envelope.sha256;
    expect(hash(cases.toReversed(), "2026-10-20T00:00:00Z", "2")).toBe(hash(cases, "2026-10-08T00:00:00Z", "1"));
  });

  it("never names an assistance item, nor one that left the catalogue", () => {
    const cases = [
      aCase([["filed", "2026-09-01"]], { itemCode: "minimum-living-allowance" }),
      aCase([["filed", "2026-09-01"]], { number: "000000000002", itemCode: "long-gone" }),
    ];
    const sheet = sheetOf(cases, SEPTEMBER);
    expect(JSON.stringify(sheet)).not.toMatch(/minimum-living|最低生活|long-gone/);
    expect(sheet.total.byItem.slice(-2).map(({ received }) => received)).toEqual([1, 1]);
  });
});

describe("the months whose sheets are due", () => {
  it("R65 makes September's on the first working day after National Day", () => {
    expect(lastReportable(localDate("2026-10-07"), CHINA_CALENDAR)).toBe("2026-08");
    expect(lastReportable(localDate("2026-10-08"), CHINA_CALENDAR)).toBe("2026-09");
  });
  it("catches up on missed months in order, from the first that has a journal", () => {
    expect(monthsToMake(OCTOBER, { newest: undefined, first: "2026-08" as Month })).toEqual([
      "2026-08",
      "2026-09",
      "2026-10",
    ]);
    expect(monthsToMake(OCTOBER, { newest: SEPTEMBER, first: undefined })).toEqual([OCTOBER]);
    expect(monthsToMake(SEPTEMBER, { newest: SEPTEMBER, first: undefined })).toEqual([]);
    expect(monthsToMake(SEPTEMBER, { newest: undefined, first: undefined })).toEqual([]);
  });
});
