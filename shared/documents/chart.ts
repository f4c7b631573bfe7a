/** What a chart draws. Its figures stand in the table behind it, which says them to whoever cannot see it. */
import type { Bilingual } from "../calendar/bilingual.ts";

/** Lines over months; undefined: no figure for that month, the line is broken. */
export type TrendChart = {
  readonly kind: "trend";
  readonly title: Bilingual;
  /** `2026-10`, the oldest first. */
  readonly months: readonly string[];
  readonly series: readonly { readonly name: Bilingual; readonly values: readonly (number | undefined)[] }[];
};

/** Horizontal bars: parts of a whole of their own (`whole` given), or of the longest. */
export type BarChart = {
  readonly kind: "bars";
  readonly title: Bilingual;
  readonly bars: readonly { readonly name: Bilingual; readonly value: number; readonly whole?: number }[];
};

export type Chart = TrendChart | BarChart;
