import { sampled } from "../../shared/directory/sample-notice.ts";
import { type Month, monthOf, nextMonth, previousMonth } from "../../shared/kernel/local-date.ts";
import { answeringCentre } from "../../shared/returns/data-return.ts";
import { refsOfMonth, returnsOfMonth } from "../../shared/returns/month.ts";
import { MONTHS_SHOWN } from "../../shared/returns/views.ts";
import { operation } from "../runtime/operation.ts";
import { afterNow, isWithinReach, numbered, type ReturnNeeds } from "./reading.ts";

const monthsFrom = (first: Month): readonly Month[] => {
  const months = [first];
  for (let month = first; months.length < MONTHS_SHOWN; months.push(month)) month = nextMonth(month);
  return months;
};

/** Computed: what nobody has handed in is nowhere kept. */
export const listOwnReturns = operation("list-own-returns", (needs: ReturnNeeds) => async ({ actor, query }) => {
  const centre = answeringCentre(actor);
  const moment = needs.now();
  const first = query.month ?? previousMonth(monthOf(moment.today));
  const months = isWithinReach(first, moment) ? monthsFrom(first).filter((each) => isWithinReach(each, moment)) : [];
  const material = {
    towns: needs.towns.filter(({ code }) => code === centre),
    kinds: needs.kinds,
    calendar: await needs.calendars.current(),
  };
  const returns = await needs.returns.each(months.flatMap((month) => refsOfMonth(month, material)));
  const lines = months.flatMap((month) => returnsOfMonth(month, material, returns, afterNow(needs)).map(numbered));
  return { status: 200, body: { returns: lines, ...sampled(needs.sample) } };
});
