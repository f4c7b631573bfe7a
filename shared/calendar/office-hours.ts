/**
 * When the halls open and close, by season (R4). They say when in a day something is late, never whether the day
 * counts (R3).
 */
import * as z from "zod";
import { type Instant, instantAt, type LocalDate, plusDays } from "../kernel/local-date.ts";

/** Month and day of any year; 02-29 is one of them. */
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: "not a month and day, MM-DD" });
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: "not a time, HH:MM" });

/** Both days belong to the season; `from` later than `to` wraps the new year. Times are on the municipality's clock. */
export const Season = z
  .strictObject({ from: MonthDay, to: MonthDay, opens: Time, closes: Time })
  .refine(({ opens, closes }) => opens < closes, { path: ["closes"], message: "closes before it opens" });
export type Season = z.infer<typeof Season>;

/** The 366 possible days, in order: `01-01` … `12-31`. */
const DAYS_OF_YEAR: readonly string[] = Array.from({ length: 366 }, (_, n) =>
  // A leap year, so that 02-29 is among them.
  plusDays("2024-01-01" as LocalDate, n).slice(5),
);

const isIn = ({ from, to }: Season, day: string): boolean =>
  from <= to ? from <= day && day <= to : from <= day || day <= to;

type Misfit = { path: [number, "from" | "to"]; message: string };

/** The first field that keeps the seasons from covering each day of the year once. */
const misfitOf = (seasons: readonly Season[]): Misfit | undefined => {
  for (const [n, { from, to }] of seasons.entries()) {
    if (!DAYS_OF_YEAR.includes(from)) return { path: [n, "from"], message: `${from} is no day of any year` };
    if (!DAYS_OF_YEAR.includes(to)) return { path: [n, "to"], message: `${to} is no day of any year` };
  }
  for (const [n, day] of DAYS_OF_YEAR.entries()) {
    const open = [...seasons.keys()].filter((season) => isIn(seasons[season]!, day));
    if (open.length > 1) return { path: [open[1]!, "from"], message: `overlaps another season on ${day}` };
    if (open.length === 1) continue;
    const eve = DAYS_OF_YEAR.at(n - 1)!;
    const before = seasons.findIndex((season) => season.to === eve);
    return { path: [Math.max(before, 0), "to"], message: `leaves ${day} without office hours` };
  }
  return undefined;
};

/** Seasons that together cover the year, 02-29 included, without gap or overlap. */
export const OfficeHours = z
  .array(Season)
  .min(1)
  .superRefine((seasons, context) => {
    const misfit = misfitOf(seasons);
    if (misfit) context.addIssue({ code: "custom", ...misfit });
  });
export type OfficeHours = z.infer<typeof OfficeHours>;

const seasonOf = (hours: OfficeHours, date: LocalDate): Season => {
  const season = hours.find((each) => isIn(each, date.slice(5)));
  if (!season) throw new RangeError(`no office hours cover ${date}`);
  return season;
};

/** The instant at which the halls open on a day, or would if it were worked. */
export const openingOf = (hours: OfficeHours, date: LocalDate): Instant => instantAt(date, seasonOf(hours, date).opens);
/** The instant until which the office can do what it must do that day (R4). */
export const closingOf = (hours: OfficeHours, date: LocalDate): Instant =>
  instantAt(date, seasonOf(hours, date).closes);
