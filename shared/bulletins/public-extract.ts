/**
 * What anyone may read of an issued bulletin, where the municipality publishes it: a few figures about cases, with small
 * numbers hidden so that none can be worked out. Nothing about complaints, what raters wrote, or findings about staff.
 *
 * Only figures of which none is the sum of others are shown side by side: each is a column of centres, or of lines, under
 * its sum, and `suppression.ts` keeps one column. It hides the smallest, always: extracts made with two bounds tell no more
 * together than the one with the lower bound.
 */
import * as z from "zod";
import { CentreCode } from "../directory/units.ts";
import { EDITION_HEAD, EditionAddendum } from "./editions.ts";
import { type Figures, LateReason } from "./figures.ts";
import { BulletinSheet } from "./sheet.ts";
import { type Cells, shownLines } from "./suppression.ts";

const hiddenIfSmall = z.int().min(0).optional();
const Rate = z.object({ onTime: z.int().min(0), due: z.int().min(0) }).optional();

const Columns = z.object({
  received: hiddenIfSmall,
  accepted: hiddenIfSmall,
  decided: hiddenIfSmall,
  delivered: hiddenIfSmall,
  promise: Rate,
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
      }),
      byItem: z.array(z.object({ line: z.string(), received: hiddenIfSmall, decided: hiddenIfSmall, promise: Rate })),
    }),
    centres: z
      .array(Columns.extend({ code: CentreCode, name: z.string() }))
      .meta({ description: "In register order: not a ranking" }),
    lateReasons: z.array(LateReason),
    addenda: z.array(EditionAddendum),
    definitions: Sheet.definitions,
  })
  .meta({ id: "PublicBulletinExtract" });
export type PublicExtract = z.infer<typeof PublicExtract>;

const COUNTS = ["received", "accepted", "decided", "delivered"] as const;
const SHOWN = new Set<string>([...COUNTS, "promise", "lateReasons"]);

type Row = Readonly<Record<string, unknown>>;
/** One value for each line, absent where it is hidden. */
const column = (name: string, lines: readonly Cells[], bound: number, shownAs: (cells: Cells) => unknown): Row[] => {
  const shown = shownLines(lines, bound);
  return lines.map((cells, n) => (shown[n] ? { [name]: shownAs(cells) } : {}));
};
const first = ([value]: Cells): number => value;
const rate = ([onTime, due]: Cells) => ({ onTime, due });

const merged = (columns: readonly (readonly Row[])[], n: number): Row =>
  Object.assign({}, ...columns.map((lines) => lines[n]));

/** Of each of these units, which together are a whole. */
const columnsOf = (units: readonly Figures[], bound: number): readonly (readonly Row[])[] => [
  ...COUNTS.map((name) =>
    column(
      name,
      units.map((figures): Cells => [figures[name]]),
      bound,
      first,
    ),
  ),
  column(
    "promise",
    units.map(({ promise }): Cells => [promise.onTime, promise.due]),
    bound,
    rate,
  ),
];

const byItemOf = ({ byItem }: Figures, bound: number): Row[] => {
  const columns = [
    ...(["received", "decided"] as const).map((name) =>
      column(
        name,
        byItem.map((each): Cells => [each[name]]),
        bound,
        first,
      ),
    ),
    column(
      "promise",
      byItem.map(({ onTime, due }): Cells => [onTime, due]),
      bound,
      rate,
    ),
  ];
  return byItem.map(({ line }, n) => ({ line, ...merged(columns, n) }));
};

const breakdown = (cells: Readonly<Record<string, number>>, bound: number): Row => {
  const shown = shownLines(
    Object.values(cells).map((value): Cells => [value]),
    bound,
  );
  return Object.fromEntries(Object.entries(cells).filter((_, n) => shown[n]));
};

const totalOf = (total: Figures, bound: number): Row => {
  const { byChannel, approved, refused } = total;
  const { online, counter, phone, station } = byChannel;
  const whole = (name: string, ...values: Cells) => (values.some((value) => value < bound) ? [] : [name]);
  const names = [
    ...COUNTS.flatMap((name) => whole(name, total[name])),
    ...whole("promise", total.promise.onTime, total.promise.due),
  ];
  return {
    ...Object.fromEntries(Object.entries(total).filter(([name]) => names.includes(name))),
    ...breakdown({ approved, refused }, bound),
    byChannel: breakdown({ online, counter, phone, station }, bound),
    byItem: byItemOf(total, bound),
  };
};

/** Of the municipality only, and of numbers that are shown: a centre's may have been hidden. */
const addendaOf = ({ addenda }: BulletinSheet, bound: number) =>
  addenda.filter(
    ({ centre, figure, said, right }) =>
      centre === undefined &&
      COUNTS.some((name) => name === figure) &&
      [said, right].every((value) => !value.includes("/") && Number(value) >= bound),
  );

/** @param bound the smallest number that is shown (R66) */
export const publicExtract = (sheet: BulletinSheet, bound: number): PublicExtract => {
  const columns = columnsOf(
    sheet.centres.map(({ figures }) => figures),
    bound,
  );
  // Parsing takes out whatever the extract does not name, at every depth.
  return PublicExtract.parse({
    ...sheet,
    hiddenBelow: bound,
    total: totalOf(sheet.total, bound),
    centres: sheet.centres.map(({ code, name }, n) => ({ code, name, ...merged(columns, n) })),
    lateReasons: sheet.lateReasons.filter(({ decisions }) => decisions >= bound),
    addenda: addendaOf(sheet, bound),
    definitions: sheet.definitions.filter(({ figure }) => SHOWN.has(figure)),
  });
};
