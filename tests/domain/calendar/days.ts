/** Short forms for these tests, and a slow recount of working days that shares nothing with the code under test. */
import chineseDays from "chinese-days";
import type { Suspension } from "../../../shared/calendar/suspension.ts";
import { type LocalDate, localDate } from "../../../shared/kernel/local-date.ts";

export const day = localDate;

export const working = (days: number) => ({ days, unit: "working-days" as const });
export const natural = (days: number) => ({ days, unit: "natural-days" as const });

export const suspension = (from: string, to: string, reason: Suspension["reason"] = "inspection"): Suspension => ({
  from: day(from),
  to: day(to),
  reason,
});

const pad = (n: number): string => String(n).padStart(2, "0");

/** The day after, by the arithmetic of the wall calendar. */
export const dayAfter = (date: string): LocalDate => {
  const [year, month, dayOfMonth] = date.split("-").map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  if (dayOfMonth < length) return day(`${year}-${pad(month)}-${pad(dayOfMonth + 1)}`);
  return day(month < 12 ? `${year}-${pad(month + 1)}-01` : `${year + 1}-01-01`);
};

/** Weekday by Zeller's congruence: 0 Saturday, 1 Sunday … 6 Friday. */
const zeller = (date: string): number => {
  const [y, m, q] = date.split("-").map(Number) as [number, number, number];
  const month = m < 3 ? m + 12 : m;
  const year = m < 3 ? y - 1 : y;
  const century = Math.floor(year / 100);
  const k = year % 100;
  return (q + Math.floor((13 * (month + 1)) / 5) + k + Math.floor(k / 4) + Math.floor(century / 4) + 5 * century) % 7;
};

const isStatutory = (date: string): boolean => {
  if (/-(01-01|05-0[12]|10-0[123])$/.test(date)) return true;
  if (chineseDays.getSolarTermDate(Number(date.slice(0, 4)), 4, "pure_brightness") === date) return true;
  const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(date);
  if (isLeap) return false;
  const next = chineseDays.getLunarDate(dayAfter(date));
  const eve = next.lunarMon === 1 && next.lunarDay === 1;
  return eve || ["1/1", "1/2", "1/3", "5/5", "8/15"].includes(`${lunarMon}/${lunarDay}`);
};

const answers = new Map<string, boolean>();

/** The notices as `chinese-days` knows them for 2025 and 2026; after that the statutory days as it computes them. */
export const slowlyWorked = (date: string): boolean => {
  const known = answers.get(date);
  if (known !== undefined) return known;
  const worked = date < "2027" ? chineseDays.isWorkday(date) : zeller(date) > 1 && !isStatutory(date);
  answers.set(date, worked);
  return worked;
};
