/** What the sample town has handed in when a run begins. */
import { describe, expect, it } from "vitest";
import { FORGETFUL, sampleReturns } from "../../infra/local/sample-returns.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { townRegister } from "../../shared/directory/register.ts";
import { instant, Month } from "../../shared/kernel/local-date.ts";
import { lateReturns, returnsOfMonth } from "../../shared/returns/month.ts";

const { towns } = townRegister(tengzhou.divisionCode);

describe("the data returns of the sample town", () => {
  it("have come from every centre but one when their day is over", () => {
    const at = instant("2026-11-24T09:00:00+08:00");
    const returns = sampleReturns(tengzhou, at);
    const material = { towns, kinds: tengzhou.returns, calendar: CHINA_CALENDAR };
    const missing = lateReturns(Month.parse("2026-10"), material, returns, at);
    expect(missing.map(({ centre, kind }) => [centre, kind])).toEqual([[FORGETFUL, "entrusted-services"]]);
  });

  it("of the months to come are shown only when they come", () => {
    const at = instant("2026-11-24T09:00:00+08:00");
    const material = { towns, kinds: tengzhou.returns, calendar: CHINA_CALENDAR };
    const statesAt = (local: string) =>
      new Set(
        returnsOfMonth(Month.parse("2027-01"), material, sampleReturns(tengzhou, at), instant(local)).map(
          ({ centre, state }) => (centre === FORGETFUL ? "forgotten" : state),
        ),
      );
    expect(statesAt("2026-12-31T23:00:00+08:00")).toEqual(new Set(["awaited", "forgotten"]));
    expect(statesAt("2027-01-01T10:00:00+08:00")).toEqual(new Set(["handed-in", "forgotten"]));
  });
});
