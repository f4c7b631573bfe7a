/**
 * The calendar as data (R7, R8): the years known from the start, and what the municipal office has added since, one
 * edition for each addition. Editions are never changed nor removed: every date ever counted names one of them (R10).
 */
import * as z from "zod";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { Bilingual } from "./bilingual.ts";
import { type Calendar, CHINA_CALENDAR, calendarOf } from "./calendar.ts";
import { PublishedYear } from "./published-years.ts";

/** A working day on which the town's offices stay closed: it does not count, and says why (R10a). */
export const ClosingDay = z.object({ date: LocalDate, reason: Bilingual });
export type ClosingDay = z.infer<typeof ClosingDay>;

export const CalendarChange = z.discriminatedUnion("kind", [
  /** A new year, or the notice of a known one as it was changed. */
  z.object({ kind: z.literal("year"), year: PublishedYear }),
  z.object({ kind: z.literal("closing-day"), day: ClosingDay }),
  /** A closing day that was a mistake: it counts again as what it is without. */
  z.object({ kind: z.literal("closing-day-withdrawn"), date: LocalDate }),
]);
export type CalendarChange = z.infer<typeof CalendarChange>;

export const CalendarEdition = z.object({
  schema: z.literal(1),
  /** 1, 2, … without a gap; the calendar without any addition is 0. */
  sequence: z.int().min(1),
  /** Of the calendar that this addition makes: `CN-2027.1`, `CN-2027.1+local.2`. */
  version: z.string(),
  addedAt: Instant,
  /** A member of the municipal office. */
  addedBy: z.string(),
  change: CalendarChange,
});
export type CalendarEdition = z.infer<typeof CalendarEdition>;

/** What the rest of the system asks of the store of editions; kept by `shared/aws/calendar-store.ts`. */
export type CalendarEditions = {
  /** All of them, in order, as they are now. */
  all(): Promise<readonly CalendarEdition[]>;
  /** Put if there is none of this sequence yet; says whether there was none. */
  add(edition: CalendarEdition): Promise<boolean>;
};

const withYear = (years: readonly PublishedYear[], year: PublishedYear): readonly PublishedYear[] =>
  years.some((each) => each.year === year.year)
    ? years.map((each) => (each.year === year.year ? year : each))
    : [...years, year];

/** `CN-<last year>.<its edition>`, and `+local.<closing days added or withdrawn>` where there were any. */
const VERSION = /^CN-(\d{4})\.(\d+)(?:\+local\.(\d+))?$/;

/** Whether one calendar holds more than another: every addition counts one of the parts up. */
export const isLaterVersion = (version: string, than: string): boolean => {
  const [a, b] = [version, than].map((each) => (VERSION.exec(each) ?? []).slice(1).map((part) => Number(part ?? 0)));
  const part = a?.findIndex((value, n) => value !== b?.[n]) ?? -1;
  return part >= 0 && (a?.[part] ?? 0) > (b?.[part] ?? 0);
};

const versionAfter = ({ version }: Calendar, last: number, { kind }: CalendarChange): string => {
  const [, year, edition, local = 0] = (VERSION.exec(version) ?? []).map(Number);
  if (year === undefined || edition === undefined) throw new RangeError(`${version} is no version of a calendar`);
  const closing = (local || 0) + (kind === "year" ? 0 : 1);
  const added = kind !== "year" ? edition : last > year ? 1 : edition + 1;
  return `CN-${last}.${added}${closing === 0 ? "" : `+local.${closing}`}`;
};

const withClosing = (days: readonly ClosingDay[], change: CalendarChange): readonly ClosingDay[] => {
  if (change.kind === "closing-day") return [...days, change.day];
  return change.kind === "year" ? days : days.filter(({ date }) => date !== change.date);
};

/**
 * The calendar with one addition, under its own version.
 * @throws RangeError when a year would be missing in between
 */
export const amended = (calendar: Calendar, change: CalendarChange): Calendar => {
  const years = change.kind === "year" ? withYear(calendar.years, change.year) : calendar.years;
  const closingDays = withClosing(calendar.closingDays ?? [], change);
  const last = years.at(-1)?.year ?? calendar.lastPublishedYear;
  return calendarOf(versionAfter(calendar, last, change), years, closingDays);
};

/**
 * Every calendar that has ever applied, the first one first, the current one last: of `editions.length + 1`.
 * @param known calendars composed before: a calendar's days are indexed once for each value
 * @throws RangeError when an edition is missing, or is not what its version says
 */
export const everyCalendar = (
  editions: readonly CalendarEdition[],
  known: readonly Calendar[] = [CHINA_CALENDAR],
): readonly Calendar[] => {
  const calendars = known.slice(0, editions.length + 1);
  for (const { sequence, version, change } of editions.slice(calendars.length - 1)) {
    const before = calendars[sequence - 1];
    if (before === undefined || calendars.length !== sequence)
      throw new RangeError(`edition ${sequence} has a gap before it`);
    const calendar = amended(before, change);
    if (calendar.version !== version)
      throw new RangeError(`edition ${sequence} makes ${calendar.version}, not ${version}`);
    calendars.push(calendar);
  }
  return calendars;
};

const sameText = (a: Bilingual, b: Bilingual): boolean => a.zh === b.zh && a.en === b.en;

/** Everything of a year that counts, with its days in order: two notices typed in another order are one. */
const essence = ({ year, notice, holidays }: PublishedYear): string =>
  JSON.stringify([
    year,
    notice.title,
    notice.number,
    notice.date,
    holidays
      .map(({ name, daysOff, makeUpDays }) => [name.zh, name.en, [...daysOff].sort(), [...makeUpDays].sort()])
      .sort((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1)),
  ]);

export const isClosingDay = ({ closingDays = [] }: Calendar, day: LocalDate): boolean =>
  closingDays.some(({ date }) => date === day);

/**
 * Whether the calendar says so already: adding it again changes nothing.
 * @param editions that made it: what was withdrawn stands nowhere else
 */
export const holds = (
  calendar: Calendar,
  change: CalendarChange,
  editions: readonly Pick<CalendarEdition, "change">[],
): boolean => {
  if (change.kind === "year") return calendar.years.some((year) => essence(year) === essence(change.year));
  if (change.kind === "closing-day-withdrawn") {
    const withdrawn = editions.some((each) => each.change.kind === change.kind && each.change.date === change.date);
    return withdrawn && !isClosingDay(calendar, change.date);
  }
  const { date, reason } = change.day;
  return (calendar.closingDays ?? []).some((day) => day.date === date && sameText(day.reason, reason));
};
