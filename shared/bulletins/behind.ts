/**
 * The cases behind a figure of a month: from the same records that the sheet was made of, one rule a figure. A test holds
 * each against the figure itself.
 */
import * as z from "zod";
import { type Calendar, workingDaysBetween } from "../calendar/calendar.ts";
import type { ServiceItem } from "../directory/service-item.ts";
import type { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import { type DueRow, type Standing, standingAt } from "./due-register.ts";
import type { GivenCard } from "./figures.ts";
import type { JournalEntry } from "./journal.ts";
import type { OpenOverdue } from "./promise-figures.ts";

/** As the columns of the bulletin's tables are called. */
export const FigureId = z.enum([
  "received",
  "online",
  "counter",
  "phone",
  "station",
  "appointment",
  "proxy",
  "approval",
  "certificate",
  "enquiry",
  "entrusted",
  "unlisted",
  "notices",
  "second-notices",
  "accepted",
  "deemed",
  "not-accepted",
  "withdrawn",
  "decided",
  "approved",
  "refused",
  "delivered",
  "here",
  "over-promised",
  "over-statutory",
  "due",
  "on-time",
  "late",
  "still-open",
  "paused",
  "up-to-3",
  "from-4-to-10",
  "over-10",
  "suspended",
  "extended",
  "yellow",
  "red",
  "supervision",
  "annulled",
  "orders",
  "answers",
]);
export type FigureId = z.infer<typeof FigureId>;

export type CardOfCase = GivenCard & { readonly centre: CentreCode; readonly subject: CaseNumber };
export type Behind = {
  readonly entries: readonly JournalEntry[];
  readonly dues: readonly DueRow[];
  readonly cards: readonly CardOfCase[];
  readonly openOverdue: readonly OpenOverdue[];
  readonly monthEnd: LocalDate;
  readonly calendar: Calendar;
  readonly kindOf: (item: string) => ServiceItem["kind"] | undefined;
};
type Found = readonly { readonly subject: CaseNumber; readonly centre: CentreCode }[];
type Rule = (month: Behind) => Found;

const entries =
  (what: JournalEntry["what"], also: (entry: JournalEntry) => boolean = () => true): Rule =>
  (month) =>
    month.entries.filter((entry) => entry.what === what && also(entry));
const through = (channel: JournalEntry["channel"]): Rule => entries("filed", (entry) => entry.channel === channel);
const kind =
  (wanted: ServiceItem["kind"] | undefined): Rule =>
  (month) =>
    month.entries.filter((entry) => entry.what === "filed" && month.kindOf(entry.itemCode) === wanted);
const standing =
  (...wanted: readonly Standing[]): Rule =>
  ({ dues, monthEnd }) =>
    dues.filter((row) => wanted.includes(standingAt(row, monthEnd)));
const cards =
  (stage: GivenCard["stage"]): Rule =>
  (month) =>
    month.cards.filter((card) => card.stage === stage);
const overdue =
  (from: number, to: number): Rule =>
  ({ openOverdue, calendar, monthEnd }) =>
    openOverdue
      .filter(({ dueOn }) => {
        const age = workingDaysBetween(calendar, dueOn, monthEnd);
        return age >= from && age <= to;
      })
      .map(({ caseNumber, centre }) => ({ subject: caseNumber, centre }));

const RULES: Readonly<Record<FigureId, Rule>> = {
  received: entries("filed"),
  online: through("online"),
  counter: through("counter"),
  phone: through("phone"),
  station: through("station"),
  appointment: through("appointment"),
  proxy: entries("filed", ({ proxy }) => proxy === true),
  approval: kind("approval"),
  certificate: kind("certificate"),
  enquiry: kind("enquiry"),
  entrusted: kind("entrusted"),
  unlisted: kind(undefined),
  notices: entries("notice-given"),
  "second-notices": entries("second-notice"),
  accepted: entries("accepted"),
  deemed: entries("accepted", ({ deemed }) => deemed === true),
  "not-accepted": entries("not-accepted"),
  withdrawn: entries("withdrawn"),
  decided: entries("decided"),
  approved: entries("decided", ({ outcome }) => outcome === "approved"),
  refused: entries("decided", ({ outcome }) => outcome === "refused"),
  delivered: entries("delivered"),
  here: entries("decided", ({ sentUp }) => sentUp !== true),
  "over-promised": entries("decided", ({ onTime }) => onTime === false),
  "over-statutory": entries("decided", ({ withinStatutory }) => withinStatutory === false),
  due: standing("on-time", "late", "open"),
  "on-time": standing("on-time"),
  late: standing("late"),
  "still-open": standing("open"),
  paused: standing("paused"),
  "up-to-3": overdue(0, 3),
  "from-4-to-10": overdue(4, 10),
  "over-10": overdue(11, Number.POSITIVE_INFINITY),
  suspended: entries("suspended"),
  extended: entries("extended"),
  yellow: cards("yellow"),
  red: cards("red"),
  supervision: cards("supervision"),
  annulled: entries("card-annulled"),
  orders: entries("supervision-ordered"),
  answers: entries("supervision-answered"),
};

/** In order of their numbers; one that counts twice (two cards) stands there twice. */
export const casesBehind = (figure: FigureId, month: Behind, centre: CentreCode | undefined): readonly CaseNumber[] =>
  RULES[figure](month)
    .filter((found) => centre === undefined || found.centre === centre)
    .map(({ subject }) => subject)
    .toSorted();

export const FigureQuery = z.strictObject({
  figure: FigureId.meta({ example: "late" }),
  centreCode: z.string().max(20).optional().meta({ description: "Of this centre only" }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{1,7}$/)
    .optional()
    .meta({ description: "Opaque: from the page before" }),
});

export const OwnFigureQuery = FigureQuery.omit({ centreCode: true });

export const FigureCases = z
  .object({
    figure: FigureId,
    total: z.int().meta({ description: "As the figure itself" }),
    cases: z.array(z.object({ caseNumber: CaseNumber, path: z.string().meta({ description: "Where it is read" }) })),
    cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
  })
  .meta({ id: "BulletinFigureCases" });
