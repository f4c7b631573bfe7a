/** Data returns (article 15): what is due when, what is handed in, and who is late or missing by name (R68). */
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { townRegister } from "../../shared/directory/register.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import { instant, Month, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { ReturnKind, ReturnKinds } from "../../shared/municipality/return-kinds.ts";
import { answeringCentre, correct, type DataReturn, handIn, MOST_VERSIONS } from "../../shared/returns/data-return.ts";
import { lateReturns, refsNamedIn, refsOfMonth, returnsOfMonth } from "../../shared/returns/month.ts";
import { dueDay, dueMonthOf, endOf, monthsOf, Period, periodDueIn } from "../../shared/returns/period.ts";

const { towns } = townRegister("370481");
const [first, second, third] = towns.map(({ code }) => code);
if (first === undefined || second === undefined || third === undefined) throw new Error("the register has three towns");
const name = { zh: "示例月报", en: "sample" };
const field = { name, unit: { zh: "人", en: "people" } };
const MONTHLY = ReturnKind.parse({
  ...{ kind: "monthly", name, every: "month", dueWorkingDay: 3, from: "2026-10" },
  fields: [
    { ...field, id: "staff", prefill: "staff" },
    { ...field, id: "trained" },
  ],
});
const QUARTERLY = ReturnKind.parse({ ...MONTHLY, kind: "quarterly", every: "quarter", dueWorkingDay: 5 });
const month = (text: string) => Month.parse(text);
const period = (text: string) => Period.parse(text);
const at = (local: string) => instant(`${local}+08:00`);
const NOVEMBER = month("2026-11");
const SINCE_NOVEMBER = { ...MONTHLY, from: NOVEMBER };
const material = { towns: towns.slice(0, 3), kinds: [SINCE_NOVEMBER], calendar: CHINA_CALENDAR };
/** The third working day of November 2026. */
const DUE = "2026-11-04";
const occasion = (local: string) => ({ at: at(local), token: local, kind: MONTHLY, known: { staff: 6 } });
const which = (centre: CentreCode) => ({
  ...{ centre, kind: "monthly", period: period("2026-10") },
  dueOn: dueDay(period("2026-10"), MONTHLY, CHINA_CALENDAR).dueOn,
});
const handed = (centre: CentreCode, local: string, values = { staff: 6, trained: 2 }): DataReturn =>
  handIn(which(centre), "a-director", { values }, occasion(local));

describe("the calendar of returns", () => {
  it.each([
    ["2026-10", "monthly", "2026-09", "2026-10-10"],
    ["2026-11", "monthly", "2026-10", "2026-11-04"],
    ["2026-10", "quarterly", "2026-Q3", "2026-10-13"],
    ["2027-01", "quarterly", "2026-Q4", "2027-01-08"],
    ["2027-01", "monthly", "2026-12", "2027-01-06"],
  ])("R68 in %s the %s return of %s is due on %s", (dueIn, kind, about, dueOn) => {
    const of = kind === "monthly" ? MONTHLY : QUARTERLY;
    expect(periodDueIn(of, month(dueIn))).toBe(about);
    expect(dueMonthOf(period(about))).toBe(dueIn);
    expect(dueDay(period(about), of, CHINA_CALENDAR)).toEqual({ dueOn, provisional: dueOn > "2026-12-31" });
  });

  it("R68 asks for nothing in months without a quarter's end, nor before the first month of the settings", () => {
    expect(periodDueIn(QUARTERLY, NOVEMBER)).toBeUndefined();
    expect(periodDueIn(MONTHLY, month("2026-09"))).toBeUndefined();
    expect(monthsOf(period("2026-Q4"))).toEqual(["2026-10", "2026-11", "2026-12"]);
    expect(endOf(period("2026-10"))).toBe("2026-10-31T16:00:00.000Z");
  });

  it("R68 has at most one return of a kind, field by field", () => {
    expect(ReturnKinds.safeParse([MONTHLY, MONTHLY]).success).toBe(false);
    expect(ReturnKind.safeParse({ ...MONTHLY, fields: [MONTHLY.fields[0], MONTHLY.fields[0]] }).success).toBe(false);
    expect(ReturnKind.safeParse({ ...MONTHLY, dueWorkingDay: 11 }).success).toBe(false);
  });
});

describe("a return", () => {
  it("R68 is handed in with a number for every field, and keeps what was filled in beforehand and changed", () => {
    const same = handed(first, "2026-11-02T09:00:00");
    expect(same.versions).toMatchObject([{ version: 1, by: "a-director", known: { staff: 6 }, changed: [] }]);
    expect(handed(first, "2026-11-02T09:00:00", { staff: 5, trained: 2 }).versions[0]?.changed).toEqual(["staff"]);
    for (const values of [{ staff: 6 }, { staff: 6, trained: 2, more: 1 }] as Record<string, number>[])
      expect(() => handIn(which(first), "a", { values }, occasion("2026-11-02T09:00:00"))).toThrow(
        expect.objectContaining({ code: "return-not-fit" }),
      );
  });

  it("R68 cannot be handed in before what it is about is over", () => {
    expect(() => handed(first, "2026-10-31T23:59:59.999")).toThrow(
      expect.objectContaining({ code: "return-too-early" }),
    );
    expect(handed(first, "2026-11-01T00:00:00").version).toBe(1);
  });

  it("R68 is corrected by a new version beside the older ones, up to a number of them", () => {
    const before = handed(first, "2026-11-02T09:00:00");
    let after = before;
    while (after.versions.length < MOST_VERSIONS)
      after = correct(after, "a-deputy", { values: { staff: 7, trained: 2 } }, occasion("2026-11-09T09:00:00"));
    expect(after.versions[0]).toEqual(before.versions[0]);
    expect(after).toMatchObject({ version: MOST_VERSIONS, dueOn: DUE });
    expect(() =>
      correct(after, "a-deputy", { values: { staff: 7, trained: 2 } }, occasion("2026-11-09T09:00:00")),
    ).toThrow(expect.objectContaining({ code: "return-full" }));
  });

  it.each(["clerk", "proxy", "office-member", "office-head"] as const)("R68 is not handed in by a %s", (role) => {
    expect(() => answeringCentre({ role, centre: first })).toThrow(expect.objectContaining({ code: "forbidden" }));
    expect(answeringCentre({ role: "deputy-director", centre: first })).toBe(first);
  });
});

describe("late and missing returns", () => {
  const returns = [handed(second, "2026-11-04T23:59:59.999"), handed(third, "2026-11-05T00:00:00")];
  const statesAt = (local: string) => returnsOfMonth(NOVEMBER, material, returns, at(local)).map(({ state }) => state);

  it("R68 are told day by day, centres in register order", () => {
    expect(statesAt("2026-11-04T12:00:00")).toEqual(["awaited", "awaited", "awaited"]);
    expect(statesAt("2026-11-05T00:00:00")).toEqual(["missing", "handed-in", "missing"]);
    expect(statesAt("2026-11-05T00:00:00.001")).toEqual(["missing", "handed-in", "late"]);
  });

  it("R68 are named in the month's bulletin: centre, return, and whether it came", () => {
    const named = lateReturns(NOVEMBER, material, returns).map(({ centreName, kind, state }) => [
      centreName,
      kind,
      state,
    ]);
    expect(named).toEqual([
      [`${towns[0]?.name}便民服务中心`, "monthly", "missing"],
      [`${towns[2]?.name}便民服务中心`, "monthly", "late"],
    ]);
    expect(lateReturns(NOVEMBER, { ...material, kinds: [] }, returns)).toEqual([]);
  });

  it("R68 names nobody in the month's running figures before a last day is over", () => {
    const named = (local: string) => lateReturns(NOVEMBER, material, returns, at(local)).map(({ state }) => state);
    expect(named("2026-11-04T23:59:00")).toEqual([]);
    expect(named("2026-11-06T23:59:00")).toEqual(["missing", "late"]);
    expect(named("2026-12-20T00:00:00")).toEqual(["missing", "late"]);
  });

  it("R68 do not change in a month that is over: what comes or is corrected afterwards is not seen there", () => {
    const frozen = lateReturns(NOVEMBER, material, returns);
    const last = returns[1];
    if (last === undefined) throw new Error("two were handed in");
    const corrected = correct(last, "a", { values: { staff: 1, trained: 1 } }, occasion("2026-12-01T00:00:00"));
    const afterwards = [returns[0], corrected, handed(first, "2026-12-01T00:00:00")].filter(
      (each) => each !== undefined,
    );
    expect(lateReturns(NOVEMBER, material, afterwards)).toEqual(frozen);
    const now = returnsOfMonth(NOVEMBER, material, afterwards, plusMilliseconds(at("2026-12-01T00:00:00"), 1));
    expect(now.map(({ state, version }) => [state, version])).toEqual([
      ["late", 1],
      ["handed-in", 1],
      ["late", 2],
    ]);
  });

  it("R68 stay named, month for month, until they come, and once more as late in the month in which they do", () => {
    const returnsThen = [...returns, handed(first, "2027-01-15T10:00:00")];
    const namedIn = (text: string) =>
      lateReturns(month(text), material, returnsThen)
        .filter(({ period: about }) => about === "2026-10")
        .map(({ centre, state }) => [centre, state]);
    expect(namedIn("2026-11")).toEqual([
      [first, "missing"],
      [third, "late"],
    ]);
    expect(namedIn("2026-12")).toEqual([[first, "missing"]]);
    expect(namedIn("2027-01")).toEqual([[first, "late"]]);
    expect(namedIn("2027-02")).toEqual([]);
  });

  it("R68 that never come are named for twelve months after their own, the oldest first within a centre", () => {
    const oldest = (text: string) => lateReturns(month(text), { ...material, towns: towns.slice(0, 1) }, [])[0];
    expect(oldest("2027-11")).toMatchObject({ period: "2026-10", state: "missing" });
    expect(oldest("2027-12")).toMatchObject({ period: "2026-11", state: "missing" });
    const both = lateReturns(month("2026-12"), { ...material, kinds: [MONTHLY] }, []).map(
      ({ centre, period: about }) => [centre, about],
    );
    expect(both.slice(0, 3)).toEqual([
      [first, "2026-09"],
      [first, "2026-10"],
      [first, "2026-11"],
    ]);
  });

  it("R68 are looked for among all that are due, and nowhere else", () => {
    const both = { towns, kinds: [MONTHLY, QUARTERLY] };
    expect(refsOfMonth(NOVEMBER, both)).toHaveLength(towns.length);
    expect(refsOfMonth(month("2026-10"), both)).toHaveLength(towns.length * 2);
    expect(refsNamedIn(NOVEMBER, both)).toHaveLength(towns.length * 3);
  });
});
