/**
 * The board on a hall's screen: what was received, accepted, decided and delivered today and this month. It is read
 * from counters by centre and item, each raised once for each journal entry. Items that show hardship or health, and
 * items no longer in the catalogue (they may have been such), are left out of every figure (ADR 0034).
 */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { centreName } from "../directory/names.ts";
import { Sampled, sampled } from "../directory/sample-notice.ts";
import { ItemCode, type ServiceItem } from "../directory/service-item.ts";
import { CentreCode, type Town } from "../directory/units.ts";
import { Instant, LocalDate, localDateOf, Month, monthOf } from "../kernel/local-date.ts";
import type { JournalEntry } from "./journal.ts";

const count = z.int().min(0);
const counter = count.default(0);

/** Of one centre and item, on one local day or in one month. */
export const BoardCount = z.object({
  centre: CentreCode,
  itemCode: ItemCode,
  received: counter,
  accepted: counter,
  decided: counter,
  delivered: counter,
  /** Decisions that had a promised limit, and those of them that kept it. */
  withLimit: counter,
  inTime: counter,
});
export type BoardCount = z.infer<typeof BoardCount>;
export type Counter = Exclude<keyof BoardCount, "centre" | "itemCode">;

const COUNTED: Partial<Record<JournalEntry["what"], Counter>> = {
  filed: "received",
  accepted: "accepted",
  decided: "decided",
  delivered: "delivered",
};

/** The counters that an entry raises by one, each for its own local day and month, however late it comes; most raise none. */
export const countersOf = ({ what, onTime }: Pick<JournalEntry, "what" | "onTime">): readonly Counter[] => {
  const raised = COUNTED[what];
  if (raised === undefined) return [];
  if (raised !== "decided" || onTime === undefined) return [raised];
  return [raised, "withLimit", ...(onTime ? (["inTime"] as const) : [])];
};

/** The periods that an entry is counted in. */
export const periodsOf = ({ on }: Pick<JournalEntry, "on">): readonly BoardPeriod[] => [on, monthOf(on)];
export type BoardPeriod = LocalDate | Month;

export type BoardCounts = {
  /** Of all centres, or of one. As many rows at most as there are centres and items, whatever the volume. */
  of(period: BoardPeriod, centre?: CentreCode): Promise<readonly BoardCount[]>;
};

/** An item received less often in the month does not stand by itself, nor can it be worked out from the lines that do. */
export const FEWEST_ON_A_LINE = 5;

const Steps = z
  .object({ received: count, accepted: count, decided: count, delivered: count })
  .meta({ id: "BoardSteps" });
type Steps = z.infer<typeof Steps>;

export const Board = z
  .object({
    of: z.string().meta({ description: "The municipality or the centre", example: "滕州市" }),
    at: Instant.meta({ description: "The time of the figures" }),
    day: LocalDate,
    month: Month,
    today: Steps,
    thisMonth: Steps,
    inTime: z
      .object({ part: count, whole: count })
      .meta({ description: "Of this month's decisions with a promised limit: those that kept it" }),
    lines: z.array(z.object({ name: Bilingual, received: count })).meta({
      description: `Received this month by item, the most first; items of fewer than ${FEWEST_ON_A_LINE} summed`,
    }),
    leftOut: Bilingual.meta({ description: "What no figure here counts" }),
    ...Sampled,
  })
  .meta({ id: "Board" });
export type Board = z.infer<typeof Board>;

const LEFT_OUT: Bilingual = {
  zh: "为保护隐私，各项数字均不含救助、健康类等敏感事项。",
  en: "To protect privacy, no figure includes assistance, health or other sensitive items.",
};
const OTHERS: Bilingual = { zh: "其他事项（合计）", en: "Other items, together" };

const sumOf = (counts: readonly BoardCount[], name: Counter): number =>
  counts.reduce((sum, each) => sum + each[name], 0);

const stepsOf = (counts: readonly BoardCount[]): Steps => ({
  received: sumOf(counts, "received"),
  accepted: sumOf(counts, "accepted"),
  decided: sumOf(counts, "decided"),
  delivered: sumOf(counts, "delivered"),
});

type Shown = Pick<ServiceItem, "code" | "name" | "nameEn" | "sensitive">;

/** Lines that are too small are summed; a sum that is too small itself takes in the smallest line beside it. */
const linesOf = (counts: readonly BoardCount[], items: readonly Shown[]): Board["lines"] => {
  const byItem = Map.groupBy(counts, ({ itemCode }) => itemCode);
  const received = items
    .map(({ code, name, nameEn }) => ({
      name: { zh: name, en: nameEn },
      received: sumOf(byItem.get(code) ?? [], "received"),
    }))
    .filter((line) => line.received > 0)
    .toSorted((a, b) => b.received - a.received);
  let standing = received.filter((line) => line.received >= FEWEST_ON_A_LINE).length;
  const rest = () => received.slice(standing).reduce((sum, line) => sum + line.received, 0);
  if (standing > 0 && rest() > 0 && rest() < FEWEST_ON_A_LINE) standing -= 1;
  return [...received.slice(0, standing), ...(rest() > 0 ? [{ name: OTHERS, received: rest() }] : [])];
};

export type BoardMaterial = {
  readonly at: Instant;
  readonly name: string;
  readonly today: readonly BoardCount[];
  readonly thisMonth: readonly BoardCount[];
  /** The catalogue as it is now. */
  readonly items: readonly Shown[];
  readonly sample: boolean;
};

export const boardOf = ({ at, name, today, thisMonth, items, sample }: BoardMaterial): Board => {
  const open = items.filter(({ sensitive }) => !sensitive);
  const codes = new Set(open.map(({ code }) => code));
  const shown = (counts: readonly BoardCount[]) => counts.filter(({ itemCode }) => codes.has(itemCode));
  const ofMonth = shown(thisMonth);
  const day = localDateOf(at);
  return {
    of: name,
    at,
    day,
    month: monthOf(day),
    today: stepsOf(shown(today)),
    thisMonth: stepsOf(ofMonth),
    inTime: { part: sumOf(ofMonth, "inTime"), whole: sumOf(ofMonth, "withLimit") },
    lines: linesOf(ofMonth, open),
    leftOut: LEFT_OUT,
    ...sampled(sample),
  };
};

/** The board of a centre bears its one name (article 2); that of all of them, the municipality's. */
export const boardName = (municipality: { readonly name: string }, town: Pick<Town, "name"> | undefined): string =>
  town === undefined ? `${municipality.name}便民服务` : centreName(town);
