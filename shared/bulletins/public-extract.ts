/**
 * What anyone may read of an issued bulletin, where the municipality publishes it: a few figures about cases, with small
 * numbers hidden so that none can be worked out; of ratings how many were satisfied. Nothing about complaints, nor findings about staff.
 *
 * Only figures of which none is the sum of others are shown side by side; each stands with its breakdowns, and
 * `suppression.ts` keeps those.
 */
import * as z from "zod";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import { CentreCode } from "../directory/units.ts";
import { EDITION_HEAD, EditionAddendum } from "./editions.ts";
import { type Figures, LateReason } from "./figures.ts";
import type { CentreOthers } from "./other-figures.ts";
import { BulletinSheet } from "./sheet.ts";
import { type Cells, type ShownTable, shownTable } from "./suppression.ts";

const hiddenIfSmall = z.int().min(0).optional();
const Rate = z.object({ onTime: z.int().min(0), due: z.int().min(0) }).optional();

const Columns = z.object({
  received: hiddenIfSmall,
  accepted: hiddenIfSmall,
  decided: hiddenIfSmall,
  delivered: hiddenIfSmall,
  promise: Rate,
  satisfied: z
    .object({ part: z.int().min(0), whole: z.int().min(0) })
    .optional()
    .meta({ description: "Of final ratings: levels 3 to 5, and all that count" }),
});
const Sheet = BulletinSheet.shape;

export const PublicExtract = z
  .object({
    ...EDITION_HEAD,
    hiddenBelow: z.int().meta({ description: "What is smaller, and what it could be worked out from, is left out" }),
    lines: Sheet.lines,
    total: Columns.extend({
      approved: hiddenIfSmall,
      refused: hiddenIfSmall,
      byChannel: z.object({
        online: hiddenIfSmall,
        counter: hiddenIfSmall,
        phone: hiddenIfSmall,
        station: hiddenIfSmall,
        appointment: hiddenIfSmall,
      }),
      byItem: z.array(z.object({ line: z.string(), received: hiddenIfSmall, decided: hiddenIfSmall, promise: Rate })),
    }),
    centres: z
      .array(Columns.extend({ code: CentreCode, name: z.string() }))
      .meta({ description: "In register order: not a ranking" }),
    lateReasons: z.array(LateReason),
    overdueReasons: z
      .array(
        z.object({
          reason: OverdueReason.optional(),
          upTo3: hiddenIfSmall,
          from4To10: hiddenIfSmall,
          over10: hiddenIfSmall,
        }),
      )
      .meta({
        description: "Of the municipality: open beyond the promised date, by reason (absent: none given) and age",
      }),
    addenda: z
      .array(EditionAddendum.omit({ centre: true, said: true, right: true }))
      .meta({ description: "What was corrected in earlier bulletins; the numbers may have been hidden there" }),
    definitions: Sheet.definitions,
  })
  .meta({ id: "PublicBulletinExtract" });
export type PublicExtract = z.infer<typeof PublicExtract>;

const COUNTS = ["received", "accepted", "decided", "delivered"] as const;
const SHOWN = new Set<string>([...COUNTS, "promise", "lateReasons", "overdueReasons", "ratings"]);

type Count = (typeof COUNTS)[number];
/** One number, or one rate, with all the ways in which the extract breaks it down. */
type Tables = Readonly<Record<Count | "promise" | "satisfied", ShownTable>>;
type Place = Readonly<Record<string, number>>;

const countOf =
  (name: Count) =>
  (figures: Pick<Figures, Count>): Cells => [figures[name]];
const rateOf = ({ onTime, due }: { readonly onTime: number; readonly due: number }): Cells => [onTime, due];
const cellsOf = (place: Place): Cells[] => Object.values(place).map((value): Cells => [value]);
const channelsOf = ({ byChannel: { online, counter, phone, station, appointment = 0 } }: Figures) => ({
  online,
  counter,
  phone,
  station,
  appointment,
});
const rulingsOf = ({ approved, refused }: Figures) => ({ approved, refused });

const satisfiedOf = ({ others }: { readonly others?: CentreOthers | undefined }): Cells => {
  const { part = 0, whole = 0 } = others?.ratings.satisfied ?? {};
  return [part, whole];
};
/** A sheet without ratings has none to show: what is small is hidden. */
const satisfiedTable = (sheet: BulletinSheet, bound: number): ShownTable =>
  shownTable(satisfiedOf(sheet), [sheet.centres.map(satisfiedOf)], bound);

/** The breakdowns stand in this order: centres, then items, then what is particular to the number. */
const tablesOf = (sheet: BulletinSheet, bound: number): Tables => {
  const { total, centres } = sheet;
  const units = centres.map(({ figures }) => figures);
  const { byItem } = total;
  const table = (name: Count, ...more: readonly (readonly Cells[])[]) =>
    shownTable(countOf(name)(total), [units.map(countOf(name)), ...more], bound);
  const items = (name: "received" | "decided") => byItem.map((each): Cells => [each[name]]);
  const rates = [units.map(({ promise }) => rateOf(promise)), byItem.map(rateOf)];
  return {
    received: table("received", items("received"), cellsOf(channelsOf(total))),
    accepted: table("accepted"),
    decided: table("decided", items("decided"), cellsOf(rulingsOf(total))),
    delivered: table("delivered"),
    promise: shownTable(rateOf(total.promise), rates, bound),
    satisfied: satisfiedTable(sheet, bound),
  };
};

const shownAt = (table: ShownTable, breakdown: number, line: number): boolean =>
  table.breakdowns[breakdown]?.[line] === true;
const placesShown = (place: Place, table: ShownTable, breakdown: number): Place =>
  Object.fromEntries(Object.entries(place).filter((_, line) => shownAt(table, breakdown, line)));
/** What the columns of one unit's line show; `has` says of each whether it does. */
const unitOf = (
  { figures, others }: { readonly figures: Figures; readonly others?: CentreOthers | undefined },
  has: (name: keyof Tables) => boolean,
) => ({
  ...Object.fromEntries(COUNTS.filter(has).map((name) => [name, figures[name]])),
  ...(has("promise") ? { promise: figures.promise } : {}),
  ...(has("satisfied") ? { satisfied: others?.ratings.satisfied } : {}),
});

const totalOf = ({ total, others }: BulletinSheet, tables: Tables) => ({
  ...unitOf({ figures: total, others }, (name) => tables[name].sum),
  ...placesShown(rulingsOf(total), tables.decided, 2),
  byChannel: placesShown(channelsOf(total), tables.received, 2),
  byItem: total.byItem.map((each, n) => ({
    line: each.line,
    ...(shownAt(tables.received, 1, n) ? { received: each.received } : {}),
    ...(shownAt(tables.decided, 1, n) ? { decided: each.decided } : {}),
    ...(shownAt(tables.promise, 1, n) ? { promise: each } : {}),
  })),
});

/** No sum stands beside them: each number is hidden for itself, and a line without any is left out. */
const overdueReasonsOf = ({ total }: BulletinSheet, bound: number): PublicExtract["overdueReasons"] =>
  total.overdueReasons.flatMap(({ reason, ...ages }) => {
    const shown = Object.entries(ages).filter(([, cases]) => cases >= bound);
    return shown.length === 0 ? [] : [{ ...(reason === undefined ? {} : { reason }), ...Object.fromEntries(shown) }];
  });

/** Of the municipality only: a centre's number may have been hidden. */
const addendaOf = ({ addenda }: BulletinSheet) =>
  addenda.filter(({ centre, figure }) => centre === undefined && SHOWN.has(figure));

/** @param bound the smallest number that is shown (R66) */
export const publicExtract = (sheet: BulletinSheet, bound: number): PublicExtract => {
  const tables = tablesOf(sheet, bound);
  // Parsing takes out whatever the extract does not name, at every depth.
  return PublicExtract.parse({
    ...sheet,
    hiddenBelow: bound,
    total: totalOf(sheet, tables),
    centres: sheet.centres.map((centre, n) => ({
      ...{ code: centre.code, name: centre.name },
      ...unitOf(centre, (column) => shownAt(tables[column], 0, n)),
    })),
    lateReasons: sheet.lateReasons.filter(({ decisions }) => decisions >= bound),
    overdueReasons: overdueReasonsOf(sheet, bound),
    addenda: addendaOf(sheet),
    definitions: sheet.definitions.filter(({ figure }) => SHOWN.has(figure)),
  });
};
