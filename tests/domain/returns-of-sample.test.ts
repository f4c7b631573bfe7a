/** What the sample town has handed in when a run begins. */
import { describe, expect, it } from "vitest";
import { sampleReturns } from "../../infra/local/sample-returns.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { townRegister } from "../../shared/directory/register.ts";
import { instant, Month } from "../../shared/kernel/local-date.ts";
import { lateReturns } from "../../shared/returns/month.ts";

const { towns } = townRegister(tengzhou.divisionCode);

describe("the data returns of the sample town", () => {
  it("have come from every centre but one when their day is over", () => {
    const at = instant("2026-11-24T09:00:00+08:00");
    const returns = sampleReturns(tengzhou, at);
    const material = { towns, kinds: tengzhou.returns, calendar: CHINA_CALENDAR };
    const missing = lateReturns(Month.parse("2026-10"), material, returns, at);
    expect(missing.map(({ centre, kind }) => [centre, kind])).toEqual([["370481102", "entrusted-services"]]);
  });

  it("are none before the first of them was due", () => {
    expect(sampleReturns(tengzhou, instant("2026-09-18T09:00:00+08:00"))).toEqual([]);
  });
});
