/** The calendar as it is shown to anyone, and as the municipal office sends additions to it. */
import * as z from "zod";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { Bilingual } from "./bilingual.ts";
import type { Calendar } from "./calendar.ts";
import { type CalendarEdition, ClosingDay } from "./editions.ts";
import { Notice, PublishedHoliday, PublishedYear } from "./published-years.ts";

const ReasonText = z.string().trim().min(2).max(60);

const HolidayRequest = z
  .strictObject({ ...PublishedHoliday.shape, name: z.strictObject({ zh: ReasonText, en: ReasonText }) })
  .meta({ description: "One numbered paragraph of the notice: its days off, and the weekend days worked in exchange" });

export const CalendarYearRequest = z
  .strictObject({ notice: z.strictObject(Notice.shape), holidays: z.array(HolidayRequest).min(1).max(20) })
  .meta({ id: "CalendarYearRequest" });
export type CalendarYearRequest = z.infer<typeof CalendarYearRequest>;

export const ClosingDayRequest = z
  .strictObject({ reason: z.strictObject({ zh: ReasonText, en: ReasonText }) })
  .meta({ id: "ClosingDayRequest", description: "Why the town's offices stay closed: shown with every deadline" });

export const YearParam = z.strictObject({ year: z.coerce.number().int().min(2025).max(2099) });
export const DateParam = z.strictObject({ date: LocalDate });
export const CalendarQuery = z.strictObject({
  version: z
    .string()
    .regex(/^CN-\d{4}\.\d{1,4}(?:\+local\.\d{1,4})?$/)
    .optional()
    .meta({ description: "Of a deadline counted earlier; absent: the calendar of now", example: "CN-2026.1" }),
});

const EditionView = z.object({
  version: z.string(),
  addedAt: Instant.optional().meta({ description: "Absent: the calendar that the town began with" }),
  adds: z.object({ year: z.int().optional(), closingDay: LocalDate.optional() }),
  withdraws: z.object({ closingDay: LocalDate }).optional(),
});

export const CalendarView = z
  .object({
    version: z.string().meta({ example: "CN-2027.1+local.1" }),
    firstDay: LocalDate,
    lastPublishedYear: z.int().meta({ description: "Dates of later years are provisional" }),
    years: z.array(PublishedYear),
    closingDays: z.array(ClosingDay.extend({ reason: Bilingual })),
    editions: z.array(EditionView).meta({ description: "Every version that has ever applied, the first one first" }),
  })
  .meta({ id: "Calendar" });
export type CalendarView = z.infer<typeof CalendarView>;

const changeOf = ({ change }: CalendarEdition): Pick<z.infer<typeof EditionView>, "adds" | "withdraws"> => {
  if (change.kind === "year") return { adds: { year: change.year.year } };
  if (change.kind === "closing-day") return { adds: { closingDay: change.day.date } };
  return { adds: {}, withdraws: { closingDay: change.date } };
};

/** @param first the version without any addition */
export const calendarView = (
  { version, firstDay, lastPublishedYear, years, closingDays = [] }: Calendar,
  first: string,
  editions: readonly CalendarEdition[],
): CalendarView => ({
  version,
  firstDay,
  lastPublishedYear,
  years: [...years],
  closingDays: [...closingDays].sort((a, b) => (a.date < b.date ? -1 : 1)),
  editions: [
    { version: first, adds: {} },
    ...editions.map((edition) => ({ version: edition.version, addedAt: edition.addedAt, ...changeOf(edition) })),
  ],
});
