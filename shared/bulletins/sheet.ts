/**
 * The data sheet of one month (R65–R67): the municipality and every centre, in register order, without ranking. Pure, and
 * as of the month's end, so that making it again gives the same content.
 */
import * as z from "zod";
import type { Calendar } from "../calendar/calendar.ts";
import type { TownRegister } from "../directory/register.ts";
import type { ServiceItem } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import { firstDayOf, LocalDate, lastDayOf, Month, previousMonth } from "../kernel/local-date.ts";
import { Addendum } from "./addenda.ts";
import { Comparison, comparisonOf, type EarlierSheets } from "./comparison.ts";
import { DEFINITIONS, Definition } from "./definitions.ts";
import { type DueRow, standingAt } from "./due-register.ts";
import {
  Figures,
  figuresOf,
  type GivenCard,
  LateReason,
  lateReasonsOf,
  type MonthOf,
  type Reckoning,
} from "./figures.ts";
import { ItemLine, itemLinesOf } from "./item-lines.ts";
import { type JournalEntry, refuseGaps } from "./journal.ts";
import {
  CentreOthers,
  OTHER_DEFINITIONS,
  type OtherMaterial,
  Others,
  type OthersOfMonth,
  othersOf,
} from "./other-figures.ts";
import { withReasons } from "./overdue-reason-figures.ts";
import { OpenOverdue } from "./promise-figures.ts";

/** The edition of the rules that the figures follow; stored with every sheet (articles 16 and 17). */
export const RULEBOOK_VERSION = "2026.1";

export const BulletinSheet = z
  .object({
    schema: z.literal(1),
    month: Month,
    from: LocalDate,
    to: LocalDate,
    municipality: z.object({ code: z.string(), name: z.string() }),
    calendarVersion: z.string(),
    rulebookVersion: z.string(),
    sample: z.boolean().meta({ description: "Invented data: shown with 示例数据" }),
    lines: z.array(ItemLine).meta({ description: "The lines of the figures by item; sensitive items are summed" }),
    total: Figures,
    others: Others.optional().meta({ description: "Complaints, ratings, posts and SMS of the municipality" }),
    centres: z
      .array(z.object({ code: CentreCode, name: z.string(), figures: Figures, others: CentreOthers.optional() }))
      .meta({ description: "In register order: not a ranking" }),
    ranking: z
      .object({ document: z.string() })
      .optional()
      .meta({ description: "The document that approved a ranking of centres; absent: there is none (R66)" }),
    openOverdue: z.array(OpenOverdue),
    lateReasons: z
      .array(LateReason)
      .default(() => [])
      .meta({
        description:
          "Why decisions of the month were over the limit; of the whole municipality only, so that none is named",
      }),
    addenda: z
      .array(Addendum)
      .default(() => [])
      .meta({ description: "What was corrected in earlier bulletins, none of which has changed (R69)" }),
    comparison: Comparison.default(() => ({ trend: [] })),
    definitions: z.array(Definition),
  })
  .meta({ id: "BulletinSheet", description: "A month's figures, frozen" });
export type BulletinSheet = z.infer<typeof BulletinSheet>;

export type SheetMaterial = {
  readonly month: Month;
  readonly entries: readonly JournalEntry[];
  readonly dues: readonly DueRow[];
  /** Given in the month, by centre. */
  readonly cards: readonly (GivenCard & { readonly centre: CentreCode })[];
  readonly earlier: EarlierSheets;
  readonly others?: OtherMaterial | undefined;
  readonly register: TownRegister;
  /** In the order of the catalogue. */
  readonly items: readonly Pick<ServiceItem, "code" | "name" | "nameEn" | "kind" | "sensitive">[];
  readonly calendar: Calendar;
  /** Of earlier bulletins, as `addendaToMake` gives them. */
  readonly addenda: readonly Addendum[];
  /** True where invented people or items are loaded. */
  readonly sample: boolean;
  /** The document that approved ranking centres. */
  readonly ranking?: BulletinSheet["ranking"];
  /** A day of the month that still runs: what falls due later is not counted yet. Absent: the month is over. */
  readonly asOf?: LocalDate | undefined;
};

/** A carried case leaves the list when it was decided, or when its acceptance set another due date. */
const stillCarried = (carried: readonly OpenOverdue[], { entries, dues }: Pick<MonthOf, "entries" | "dues">) => {
  const inRegister = new Set(dues.map(({ subject }) => subject));
  const ended = new Set(entries.filter(({ what }) => what === "decided").map(({ subject }) => subject));
  const newDates = new Map(
    entries.flatMap(({ what, subject, dueOn }) =>
      what === "accepted" && dueOn !== undefined ? [[subject, dueOn]] : [],
    ),
  );
  return carried.filter(({ caseNumber, dueOn }) => {
    const moved = newDates.has(caseNumber) && newDates.get(caseNumber) !== dueOn;
    return !inRegister.has(caseNumber) && !ended.has(caseNumber) && !moved;
  });
};

/** By due date, then number: the oldest first, whatever order the rows came in. */
const oldestFirst = (a: OpenOverdue, b: OpenOverdue): number =>
  `${a.dueOn}#${a.caseNumber}` < `${b.dueOn}#${b.caseNumber}` ? -1 : 1;

const openOverdueOf = (material: SheetMaterial, monthEnd: LocalDate): OpenOverdue[] => {
  const open = material.dues.filter((row) => standingAt(row, monthEnd) === "open");
  const before = material.earlier.find(({ month }) => month === previousMonth(material.month))?.openOverdue ?? [];
  const carried = stillCarried(before, material);
  return withReasons({ open, carried }, material.entries, monthEnd).toSorted(oldestFirst);
};

type OfCentres = Omit<MonthOf, "cards"> & Pick<SheetMaterial, "cards">;

const centresOf = (
  { entries, dues, openOverdue, cards }: OfCentres,
  register: TownRegister,
  reckoning: Reckoning,
  others: OthersOfMonth | undefined,
) => {
  const known = new Set(register.towns.map(({ code }) => code));
  const stranger = [...entries, ...dues, ...cards].find(({ centre }) => !known.has(centre));
  if (stranger !== undefined) throw new RangeError(`centre ${stranger.centre} is not in the register`);
  const entriesOf = Map.groupBy(entries, ({ centre }) => centre);
  const duesOf = Map.groupBy(dues, ({ centre }) => centre);
  const openOf = Map.groupBy(openOverdue, ({ centre }) => centre);
  const cardsOf = Map.groupBy(cards, ({ centre }) => centre);
  return register.towns.map(({ code, name }) => ({
    code,
    name,
    figures: figuresOf(
      {
        entries: entriesOf.get(code) ?? [],
        dues: duesOf.get(code) ?? [],
        openOverdue: openOf.get(code) ?? [],
        cards: cardsOf.get(code) ?? [],
      },
      reckoning,
    ),
    ...(others === undefined ? {} : { others: others.of(code) }),
  }));
};

/**
 * @throws Refusal `journal-gap` when an entry of the month is missing
 * @throws RangeError when an entry names a centre that the register does not know
 */
export const makeSheet = (material: SheetMaterial): BulletinSheet => {
  const { month, entries, cards, register, items, calendar } = material;
  refuseGaps(entries, month);
  const { lines, lineOf } = itemLinesOf(items);
  const monthEnd = material.asOf ?? lastDayOf(month);
  const dues = material.dues.filter(({ dueOn }) => dueOn <= monthEnd);
  const kinds = new Map(items.map(({ code, kind }) => [code, kind]));
  const kindOf = (item: string) => kinds.get(item);
  const reckoning = { monthEnd, calendar, lines: lines.map(({ code }) => code), lineOf, kindOf };
  const whole = { entries, dues, cards, openOverdue: openOverdueOf({ ...material, dues }, monthEnd) };
  const total = figuresOf(whole, reckoning);
  const others = material.others && othersOf(material.others, monthEnd);
  return {
    schema: 1,
    month,
    from: firstDayOf(month),
    to: monthEnd,
    municipality: { ...register.municipality },
    calendarVersion: calendar.version,
    rulebookVersion: RULEBOOK_VERSION,
    sample: material.sample,
    lines: [...lines],
    total,
    ...(others === undefined ? {} : { others: others.total }),
    centres: centresOf(whole, register, reckoning, others),
    ...(material.ranking === undefined ? {} : { ranking: material.ranking }),
    openOverdue: whole.openOverdue,
    lateReasons: lateReasonsOf(entries),
    addenda: [...material.addenda],
    comparison: comparisonOf(month, total, material.earlier),
    definitions: [...DEFINITIONS, ...(others === undefined ? [] : OTHER_DEFINITIONS)],
  };
};
