import { sampled } from "../../shared/directory/sample-notice.ts";
import { monthOf } from "../../shared/kernel/local-date.ts";
import { refsOfMonth, returnsOfMonth } from "../../shared/returns/month.ts";
import { operation } from "../runtime/operation.ts";
import { afterNow, isWithinReach, numbered, type ReturnNeeds } from "./reading.ts";

/** As it stands now; a month's bulletin says how it stood at the month's end. */
export const listReturns = operation("list-returns", (needs: ReturnNeeds) => async ({ query }) => {
  const moment = needs.now();
  const month = query.month ?? monthOf(moment.today);
  const kinds = isWithinReach(month, moment) ? needs.kinds : [];
  const material = { towns: needs.towns, kinds, calendar: await needs.calendars.current() };
  const returns = await needs.returns.each(refsOfMonth(month, material));
  const lines = returnsOfMonth(month, material, returns, afterNow(needs)).map(numbered);
  const lateOrMissing = lines.filter(({ state }) => state === "late" || state === "missing");
  const body = { month, asOf: moment.at, returns: [...lines], lateOrMissing, ...sampled(needs.sample) };
  return { status: 200, body };
});
