/**
 * The cases behind a figure of a month: from the same records that the sheet was made of, one rule a figure. A test holds
 * each against the figure itself.
 */
import * as z from "zod";
import { type Calendar, workingDaysBetween } from "../calendar/calendar.ts";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import type { ItemCode, ServiceItem } from "../directory/service-item.ts";
import type { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import { type DueRow, type Standing, standingAt } from "./due-register.ts";
import type { GivenCard } from "./figures.ts";
import type { ItemLines } from "./item-lines.ts";
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
  "on-time-suspended",
  "on-time-extended",
  "late",
  "still-open",
  "paused",
  "up-to-3",
  "from-4-to-10",
  "over-10",
  "open-overdue",
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
  readonly lineOf: ItemLines["lineOf"];
};
type Found = readonly {
  readonly subject: CaseNumber;
  readonly centre: CentreCode;
  readonly itemCode?: ItemCode;
  readonly overdueReason?: OverdueReason | undefined;
}[];
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
  (wanted: readonly Standing[], also: (row: DueRow) => boolean = () => true): Rule =>
  ({ dues, monthEnd }) =>
    dues.filter((row) => wanted.includes(standingAt(row, monthEnd)) && also(row));
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
      .map(({ caseNumber, centre, reason }) => ({ subject: caseNumber, centre, overdueReason: reason }));

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
  due: standing(["on-time", "late", "open"]),
  "on-time": standing(["on-time"]),
  "on-time-suspended": standing(["on-time"], ({ suspended }) => suspended === true),
  "on-time-extended": standing(["on-time"], ({ extended }) => extended === true),
  late: standing(["late"]),
  "still-open": standing(["open"]),
  paused: standing(["paused"]),
  "up-to-3": overdue(0, 3),
  "from-4-to-10": overdue(4, 10),
  "over-10": overdue(11, Number.POSITIVE_INFINITY),
  "open-overdue": overdue(0, Number.POSITIVE_INFINITY),
  suspended: entries("suspended"),
  extended: entries("extended"),
  yellow: cards("yellow"),
  red: cards("red"),
  supervision: cards("supervision"),
  annulled: entries("card-annulled"),
  orders: entries("supervision-ordered"),
  answers: entries("supervision-answered"),
};

/** Of a case for which no reason was given. */
export const NO_REASON = "none";
const Reason = z.enum([...OverdueReason.options, NO_REASON]);

const OPEN_OVERDUE: readonly FigureId[] = ["up-to-3", "from-4-to-10", "over-10", "open-overdue"];
/** Records that do not say which item they are of: those of cards, and what one sheet carries to the next. */
const WITHOUT_ITEM: ReadonlySet<FigureId> = new Set([...OPEN_OVERDUE, "yellow", "red", "supervision"]);
const WITH_REASON: ReadonlySet<FigureId> = new Set([...OPEN_OVERDUE, "decided"]);

export type Asked = {
  readonly figure: FigureId;
  readonly centreCode?: CentreCode | undefined;
  readonly line?: string | undefined;
  readonly reason?: z.infer<typeof Reason> | undefined;
};

/** In order of their numbers; one that counts twice (two cards) stands there twice. */
export const casesBehind = ({ figure, centreCode, line, reason }: Asked, month: Behind): readonly CaseNumber[] =>
  RULES[figure](month)
    .filter(({ centre }) => centreCode === undefined || centre === centreCode)
    .filter(({ itemCode }) => line === undefined || (itemCode !== undefined && month.lineOf(itemCode) === line))
    .filter(({ overdueReason = NO_REASON }) => reason === undefined || overdueReason === reason)
    .map(({ subject }) => subject)
    .toSorted();

const OWN = {
  figure: FigureId.meta({ example: "late" }),
  line: z
    .string()
    .max(60)
    .optional()
    .meta({ description: "Of this line of the tables by item only", example: "pension-enrolment" }),
  reason: Reason.optional().meta({
    description: `Of decisions over the limit, and of open overdue cases: those of this reason (${NO_REASON}: none given)`,
  }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{1,7}$/)
    .optional()
    .meta({ description: "Opaque: from the page before" }),
};

const fits = ({ figure, line, reason }: Asked, context: z.core.$RefinementCtx): void => {
  const wrong = (field: "line" | "reason") =>
    context.addIssue({ code: "custom", path: [field], params: { code: "invalid-value" }, input: undefined });
  if (line !== undefined && WITHOUT_ITEM.has(figure)) wrong("line");
  if (reason !== undefined && !WITH_REASON.has(figure)) wrong("reason");
};

export const OwnFigureQuery = z.strictObject(OWN).superRefine(fits);
export const FigureQuery = z
  .strictObject({ ...OWN, centreCode: z.string().max(20).optional().meta({ description: "Of this centre only" }) })
  .superRefine(fits);

export const FigureCases = z
  .object({
    figure: FigureId,
    total: z.int().meta({ description: "As the figure itself" }),
    cases: z.array(z.object({ caseNumber: CaseNumber, path: z.string().meta({ description: "Where it is read" }) })),
    cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
  })
  .meta({ id: "BulletinFigureCases" });
