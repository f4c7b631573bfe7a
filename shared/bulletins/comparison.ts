/**
 * A month beside the one before, the same one a year earlier, and the twelve months behind it. Taken from the frozen sheets
 * of those months, never counted again, so that no bulletin contradicts an earlier one; what was corrected since stands
 * in the addenda (R69).
 */
import * as z from "zod";
import { Month, previousMonth } from "../kernel/local-date.ts";
import type { Figures } from "./figures.ts";
import { count, type OpenOverdue } from "./promise-figures.ts";

/** What of a month is compared, and drawn as a trend. */
export const MonthFigures = z.object({
  month: Month,
  received: count,
  accepted: count,
  decided: count,
  delivered: count,
  onTime: count,
  due: count,
});
export type MonthFigures = z.infer<typeof MonthFigures>;

export const Comparison = z
  .object({
    previous: MonthFigures.optional().meta({ description: "The month before, if it has a sheet" }),
    lastYear: MonthFigures.optional().meta({ description: "The same month of the year before, if it has a sheet" }),
    trend: z.array(MonthFigures).max(13).meta({
      description: "This month and up to twelve before it, the oldest first; a month without a sheet is left out",
    }),
  })
  .meta({ id: "BulletinComparison" });
export type Comparison = z.infer<typeof Comparison>;

export type EarlierSheet = {
  readonly month: Month;
  readonly total: Figures;
  /** Needed of the month before only. */
  readonly openOverdue: readonly OpenOverdue[];
};
/** Of the twelve months before; those that have none are left out. */
export type EarlierSheets = readonly EarlierSheet[];

/** How many months before a sheet's own it looks at. */
export const LOOKS_BACK = 12;

/** The newest first. */
export const monthsBefore = (month: Month): readonly Month[] => {
  const months: Month[] = [];
  for (let each = previousMonth(month); months.length < LOOKS_BACK; each = previousMonth(each)) months.push(each);
  return months;
};

const figuresFor = (month: Month, { received, accepted, decided, delivered, promise }: Figures): MonthFigures => ({
  ...{ month, received, accepted, decided, delivered },
  onTime: promise.onTime,
  due: promise.due,
});

export const comparisonOf = (month: Month, total: Figures, earlier: EarlierSheets): Comparison => {
  const before = new Map(earlier.map((sheet) => [sheet.month, figuresFor(sheet.month, sheet.total)]));
  const months = monthsBefore(month);
  const [previous, lastYear] = [before.get(months[0]!), before.get(months[LOOKS_BACK - 1]!)];
  return {
    ...(previous === undefined ? {} : { previous }),
    ...(lastYear === undefined ? {} : { lastYear }),
    trend: [...months.toReversed().flatMap((each) => before.get(each) ?? []), figuresFor(month, total)],
  };
};
