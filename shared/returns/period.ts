/** What a data return is about, a month or a quarter, and when it is due (article 15). Computed, never stored as a schedule. */
import * as z from "zod";
import { type Calendar, isProvisional, plusWorkingDays } from "../calendar/calendar.ts";
import {
  type Instant,
  instantAt,
  type LocalDate,
  lastDayOf,
  Month,
  nextMonth,
  plusDays,
} from "../kernel/local-date.ts";
import type { ReturnKind } from "../municipality/return-kinds.ts";

export type Period = string & { readonly __brand: "ReturnPeriod" };
const PATTERN = "^\\d{4}-(0[1-9]|1[0-2]|Q[1-4])$";
/** `2026-10` or `2026-Q4`. */
export const Period = z
  .string()
  .regex(new RegExp(PATTERN))
  .transform((text) => text as Period)
  .meta({ override: { type: "string", pattern: PATTERN }, description: "A month or a quarter", example: "2026-Q4" });

const MONTHS_OF_QUARTER = 3;
const monthIn = (year: string, month: number): Month => Month.parse(`${year}-${String(month).padStart(2, "0")}`);

/** Its months, in order. */
export const monthsOf = (period: Period): readonly Month[] => {
  const [year = "", part = ""] = period.split("-");
  if (!part.startsWith("Q")) return [Month.parse(period)];
  const last = Number(part.slice(1)) * MONTHS_OF_QUARTER;
  return [last - 2, last - 1, last].map((month) => monthIn(year, month));
};

const lastMonthOf = (period: Period): Month => {
  const last = monthsOf(period).at(-1);
  if (last === undefined) throw new RangeError(`${period} has no months`);
  return last;
};

/** The month after its end: `dueWorkingDay` is small enough for it. */
export const dueMonthOf = (period: Period): Month => nextMonth(lastMonthOf(period));

/** The first instant at which it is over. */
export const endOf = (period: Period): Instant => instantAt(plusDays(lastDayOf(lastMonthOf(period)), 1), "00:00");

/** The period whose return is due in a month; undefined: none of this kind is. */
export const periodDueIn = ({ every, from }: Pick<ReturnKind, "every" | "from">, month: Month): Period | undefined => {
  if (month < from) return undefined;
  const [year, number] = month.split("-").map(Number);
  if (year === undefined || number === undefined) return undefined;
  const [ofYear, last] = number === 1 ? [year - 1, 12] : [year, number - 1];
  if (every === "month") return Period.parse(monthIn(String(ofYear), last));
  return last % MONTHS_OF_QUARTER === 0 ? Period.parse(`${ofYear}-Q${last / MONTHS_OF_QUARTER}`) : undefined;
};

export type DueDay = { readonly dueOn: LocalDate; readonly provisional: boolean };
/** @throws Refusal `calendar-range` */
export const dueDay = (
  period: Period,
  { dueWorkingDay }: Pick<ReturnKind, "dueWorkingDay">,
  calendar: Calendar,
): DueDay => {
  const dueOn = plusWorkingDays(calendar, lastDayOf(lastMonthOf(period)), dueWorkingDay);
  return { dueOn, provisional: isProvisional(calendar, dueOn) };
};
