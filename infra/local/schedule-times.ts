/** When a schedule expression of EventBridge fires: `rate(…)`, `cron(…)` in a time zone, `at(…)`. */

/** Milliseconds since the epoch. */
export type Firing = {
  /** The first firing strictly after the given instant; `Infinity` when there is none. */
  next(after: number): number;
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: DAY };
/** A leap day that falls on a given weekday returns within 40 years. */
const HORIZON_DAYS = 41 * 366;

const refuse = (expression: string): never => {
  throw new Error(`the schedule ${expression} is not understood`);
};

/** Every rate counts from the epoch, so that two runs of one rehearsal agree. */
const rate = (expression: string, text: string): Firing => {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? refuse(expression);
  const period = Number(count) * (UNITS[unit ?? ""] ?? refuse(expression));
  return { next: (after) => (Math.floor(after / period) + 1) * period };
};

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" });
  formats.set(zone, format);
  return format;
};

/** The clock on the wall of a zone, written as if it were UTC. */
const wallClock = (instant: number, zone: string): number => {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** The instant of a wall-clock time, or undefined in the hour that a zone leaps over. */
const instantAt = (wall: number, zone: string): number | undefined => {
  let instant = wall - (wallClock(wall, zone) - wall);
  instant = wall - (wallClock(instant, zone) - instant);
  return wallClock(instant, zone) === wall ? instant : undefined;
};

type Field = { readonly first: number; readonly last: number; readonly names?: readonly string[] };
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const FIELDS = {
  minutes: { first: 0, last: 59 },
  hours: { first: 0, last: 23 },
  days: { first: 1, last: 31 },
  months: { first: 1, last: 12, names: MONTHS },
  weekdays: { first: 1, last: 7, names: WEEKDAYS },
  years: { first: 1970, last: 2199 },
} as const satisfies Record<string, Field>;

const numberIn = ({ first, last, names = [] }: Field, text: string, expression: string): number => {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + first : /^\d+$/.test(text) ? Number(text) : refuse(expression);
  return value >= first && value <= last ? value : refuse(expression);
};

/** The numbers that a field allows; `?` allows all, because the other of the two day fields decides. */
const allowed = (field: Field, text: string, expression: string): readonly number[] => {
  const found = text.split(",").flatMap((part) => {
    const [range = "", step] = part.split("/");
    const every = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(every) || every < 1) return refuse(expression);
    const [from, to] = range === "*" || range === "?" ? [field.first, field.last] : range.split("-");
    const first = numberIn(field, String(from), expression);
    const last = to !== undefined ? numberIn(field, String(to), expression) : step === undefined ? first : field.last;
    return Array.from({ length: Math.max(0, Math.floor((last - first) / every) + 1) }, (_, n) => first + n * every);
  });
  return [...new Set(found)].sort((a, b) => a - b);
};

const lastDayOf = (wall: Date): number =>
  new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();

const cron = (expression: string, text: string, zone: string): Firing => {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 6) return refuse(expression);
  const [minutes, hours, days, months, weekdays, years] = parts as [string, string, string, string, string, string]; // six, as just checked
  const read = (field: Field, part: string) => allowed(field, part, expression);
  const onLastDay = days === "L";
  const dayNumbers = onLastDay ? [] : read(FIELDS.days, days);
  const [monthNumbers, weekdayNumbers] = [read(FIELDS.months, months), read(FIELDS.weekdays, weekdays)];
  const yearNumbers = read(FIELDS.years, years);
  const minuteNumbers = read(FIELDS.minutes, minutes);
  const times = read(FIELDS.hours, hours).flatMap((hour) =>
    minuteNumbers.map((minute) => (hour * 60 + minute) * MINUTE),
  );

  const fires = (day: Date): boolean =>
    yearNumbers.includes(day.getUTCFullYear()) &&
    monthNumbers.includes(day.getUTCMonth() + 1) &&
    (onLastDay ? day.getUTCDate() === lastDayOf(day) : dayNumbers.includes(day.getUTCDate())) &&
    weekdayNumbers.includes(day.getUTCDay() + 1);

  const next = (after: number): number => {
    const wall = wallClock(after, zone);
    const today = Math.floor(wall / DAY) * DAY;
    for (let day = today; day < today + HORIZON_DAYS * DAY; day += DAY) {
      if (!fires(new Date(day))) continue;
      // A zone that sets its clock back repeats an hour: what the wall has shown before it may still come.
      for (const time of times.filter((each) => day + each > wall - DAY / 12)) {
        const instant = instantAt(day + time, zone);
        if (instant !== undefined && instant > after) return instant;
      }
    }
    return Number.POSITIVE_INFINITY;
  };
  return { next };
};

const once = (expression: string, text: string, zone: string): Firing => {
  const wall = Date.parse(`${text}Z`);
  const instant = Number.isNaN(wall) ? refuse(expression) : instantAt(wall, zone);
  return { next: (after) => (instant !== undefined && instant > after ? instant : Number.POSITIVE_INFINITY) };
};

/** @throws Error naming an expression that is not understood (`W` and `#` of cron are not) */
export const firingOf = (expression: string, zone = "UTC"): Firing => {
  const [, kind, text = ""] = /^(rate|cron|at)\((.+)\)$/.exec(expression) ?? refuse(expression);
  if (kind === "rate") return rate(expression, text);
  return kind === "at" ? once(expression, text, zone) : cron(expression, text, zone);
};
