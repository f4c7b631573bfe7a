/** What the municipal office may add to the calendar; everything that stands against it is said at once. */
import { type LocalDate, localDate, weekdayOf, yearOf } from "../kernel/local-date.ts";
import { type FieldErrorCode, Refusal } from "../kernel/refusal.ts";
import type { Bilingual } from "./bilingual.ts";
import { type Calendar, isWorkingDay } from "./calendar.ts";
import { LAST_DAY } from "./day-index.ts";
import { type ClosingDay, isClosingDay } from "./editions.ts";
import type { PublishedYear } from "./published-years.ts";
import { statutoryDays } from "./statutory-days.ts";

/** One thing that stands against an addition: where, and what, with the day. */
export type Fault = {
  /** As in a problem document: `/holidays/0/daysOff/1`, `#/path/year`. */
  readonly pointer: string;
  readonly code: FieldErrorCode;
  readonly says: Bilingual;
};

const fault = (pointer: string, code: FieldErrorCode, zh: string, en: string): Fault => ({
  pointer,
  code,
  says: { zh, en },
});

type Listed = { readonly date: LocalDate; readonly path: string; readonly off: boolean };

/** Days off first: of a day that stands as both, the make-up day is the mistake. */
const listed = ({ holidays }: PublishedYear): readonly Listed[] => [
  ...holidays.flatMap(({ daysOff }, n) =>
    daysOff.map((date, m) => ({ date, path: `/holidays/${n}/daysOff/${m}`, off: true })),
  ),
  ...holidays.flatMap(({ makeUpDays }, n) =>
    makeUpDays.map((date, m) => ({ date, path: `/holidays/${n}/makeUpDays/${m}`, off: false })),
  ),
];

/** New Year's holidays reach into the year before; none has ever gone beyond these. */
const isNear = (date: LocalDate, year: number): boolean => date >= `${year - 1}-12-01` && date <= `${year + 1}-01-31`;

/** A day stands once in all notices: as a day off, or as one that is worked. */
const twice = (calendar: Calendar, year: PublishedYear): readonly Fault[] => {
  const others = calendar.years.filter((each) => each.year !== year.year).flatMap(listed);
  const seen = new Set(others.map(({ date }) => date));
  return listed(year).flatMap(({ date, path }) => {
    const known = seen.has(date);
    seen.add(date);
    return known
      ? [
          fault(
            path,
            "invalid-value",
            `${date} 已经列出过。`,
            `${date} is listed already, here or in another year's notice.`,
          ),
        ]
      : [];
  });
};

const misplaced = (year: PublishedYear): readonly Fault[] =>
  listed(year).flatMap(({ date, path, off }) => {
    if (!isNear(date, year.year)) {
      return [
        fault(path, "out-of-range", `${date} 不在 ${year.year} 年前后。`, `${date} is not in or next to ${year.year}.`),
      ];
    }
    const weekend = weekdayOf(date) % 6 === 0;
    return off || weekend
      ? []
      : [
          fault(
            path,
            "invalid-value",
            `${date} 不是周末，不能调休上班。`,
            `${date} is no weekend day: nothing to make up on.`,
          ),
        ];
  });

const missing = (year: PublishedYear): readonly Fault[] => {
  const off = new Set(year.holidays.flatMap(({ daysOff }) => daysOff));
  return [...statutoryDays(year.year)].flatMap(([date, { zh, en }]) =>
    off.has(date)
      ? []
      : [
          fault(
            "/holidays",
            "required",
            `缺少法定假日 ${date}（${zh}）。`,
            `The statutory day ${date} (${en}) is missing.`,
          ),
        ],
  );
};

/**
 * A year may be added next to the last one, or its notice replaced while the year is not over: what has been counted by
 * a year that is past stays.
 */
const outOfTurn = (
  { years, lastPublishedYear }: Calendar,
  { year }: PublishedYear,
  today: LocalDate,
): readonly Fault[] => {
  const path = "#/path/year";
  if (year > lastPublishedYear + 1) {
    const next = lastPublishedYear + 1;
    return [fault(path, "out-of-range", `请先添加 ${next} 年。`, `Add ${next} first.`)];
  }
  return year < yearOf(today) || !(year === lastPublishedYear + 1 || years.some((each) => each.year === year))
    ? [fault(path, "too-early", "已经过去的年份不能更改。", "A year that is over is not changed.")]
    : [];
};

/** All faults of a year that somebody wants to add or replace. */
export const faultsOfYear = (calendar: Calendar, year: PublishedYear, today: LocalDate): readonly Fault[] => [
  ...outOfTurn(calendar, year, today),
  ...(year.notice.date > today
    ? [fault("/notice/date", "too-late", "通知日期不能晚于今天。", "The notice cannot be from the future.")]
    : []),
  ...misplaced(year),
  ...twice(calendar, year),
  ...missing(year),
];

/** What was counted as worked, or as closed, has been worked by. */
const past = (date: LocalDate, today: LocalDate): readonly Fault[] =>
  date < today
    ? [fault("#/path/date", "too-early", "已经过去的日期不能更改。", "A day that is past is not changed.")]
    : [];

/** All faults of taking a closing day back. @throws Refusal `closing-day-not-found` */
export const faultsOfWithdrawal = (calendar: Calendar, date: LocalDate, today: LocalDate): readonly Fault[] => {
  if (!isClosingDay(calendar, date)) throw new Refusal("closing-day-not-found", { date });
  return past(date, today);
};

/** All faults of a closing day. */
export const faultsOfClosingDay = (calendar: Calendar, { date }: ClosingDay, today: LocalDate): readonly Fault[] => {
  const path = "#/path/date";
  const last = localDate(`${calendar.lastPublishedYear + 1}-12-31`);
  if (date < today) return past(date, today);
  if (date > last || date > LAST_DAY) {
    return [fault(path, "out-of-range", `日期不能晚于 ${last}。`, `The day cannot be after ${last}.`)];
  }
  return isWorkingDay(calendar, date)
    ? []
    : [fault(path, "invalid-value", `${date} 本来就不是工作日。`, `${date} is no working day as it is.`)];
};
