/** The figures of one unit for one month, of its cases. Whole numbers only: a rate is its numerator and its denominator (R66). */
import * as z from "zod";
import type { Calendar } from "../calendar/calendar.ts";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import type { ServiceItem } from "../directory/service-item.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import type { DueRow } from "./due-register.ts";
import type { JournalEntry } from "./journal.ts";
import { OverdueByReason, overdueByReason } from "./overdue-reason-figures.ts";
import {
  agesOf,
  count,
  laterCount,
  OnTime,
  type OpenOverdue,
  OverdueAges,
  PromiseFigures,
  promiseOf,
  tally,
} from "./promise-figures.ts";

/** A card that was told of: all that a count of cards needs of it. */
export type GivenCard = { readonly stage: "half" | "yellow" | "red" | "supervision"; readonly on: LocalDate };

export const Figures = z
  .object({
    received: count,
    byChannel: z.object({
      ...{ online: count, counter: count, phone: count, station: count.default(0) },
      appointment: count.optional().meta({ description: "Absent in older sheets" }),
    }),
    byKind: z
      .object({ approval: count, certificate: count, enquiry: count, entrusted: count, unlisted: count })
      .default({ approval: 0, certificate: 0, enquiry: 0, entrusted: 0, unlisted: 0 }),
    /** Of those received: filed by a proxy. */
    byProxy: laterCount,
    notices: count,
    /** Asked for more after the one-time telling (R14). */
    secondNotices: laterCount,
    accepted: count,
    /** Of those accepted: by the law, because the office was silent (R15). */
    deemedAccepted: laterCount,
    notAccepted: laterCount,
    withdrawn: laterCount,
    decided: count,
    approved: count,
    refused: count,
    /** Of those decided: after the promised limit, and after the limit that the law sets (R5b). */
    overPromised: laterCount,
    overStatutory: laterCount,
    /** Of those decided: without a higher body (article 3). */
    decidedHere: laterCount,
    delivered: count,
    suspended: laterCount,
    extended: laterCount,
    cards: z
      .object({ yellow: count, red: count, supervision: count, annulled: count })
      .default({ yellow: 0, red: 0, supervision: 0, annulled: 0 }),
    orders: z.object({ given: count, answered: count }).default({ given: 0, answered: 0 }),
    promise: PromiseFigures,
    /** At the month's end, by working days since the due date. */
    openOverdue: OverdueAges,
    /** The same cases, by the reason given (R27). */
    overdueReasons: OverdueByReason.default(() => []),
    byItem: z.array(OnTime.extend({ line: z.string(), received: count, decided: count })),
  })
  .meta({ id: "BulletinFigures" });
export type Figures = z.infer<typeof Figures>;

/** What happened in the month, of one unit or of all. */
export type MonthOf = {
  readonly entries: readonly JournalEntry[];
  readonly dues: readonly DueRow[];
  readonly openOverdue: readonly OpenOverdue[];
  readonly cards: readonly GivenCard[];
};
export type Reckoning = {
  readonly monthEnd: LocalDate;
  readonly calendar: Calendar;
  readonly lines: readonly string[];
  readonly lineOf: (item: string) => string;
  /** Undefined: the item is no longer in the catalogue. */
  readonly kindOf: (item: string) => ServiceItem["kind"] | undefined;
};

const byItem = ({ entries, dues }: MonthOf, { lines, lineOf, monthEnd }: Reckoning): Figures["byItem"] => {
  const entriesOf = Map.groupBy(entries, ({ itemCode }) => lineOf(itemCode));
  const duesOf = Map.groupBy(dues, ({ itemCode }) => lineOf(itemCode));
  return lines.map((line) => {
    const ofLine = entriesOf.get(line) ?? [];
    const { onTime, due, small } = promiseOf(duesOf.get(line) ?? [], monthEnd);
    const received = tally(ofLine, ({ what }) => what === "filed");
    const decided = tally(ofLine, ({ what }) => what === "decided");
    return { line, received, decided, onTime, due, small };
  });
};

/** Decisions over the limit, by the reason that was entered (R27). */
export const LateReason = z.object({ code: OverdueReason, decisions: count });
export type LateReason = z.infer<typeof LateReason>;

/** Those that occurred, in the order of the list. */
export const lateReasonsOf = (entries: readonly JournalEntry[]): LateReason[] => {
  const decided = entries.filter(({ what }) => what === "decided");
  return OverdueReason.options
    .map((code) => ({ code, decisions: tally(decided, ({ overdueReason }) => overdueReason === code) }))
    .filter(({ decisions }) => decisions > 0);
};

type Counted = (what: JournalEntry["what"], also?: (entry: JournalEntry) => boolean) => number;

const receivedOf = (counted: Counted, { kindOf }: Reckoning) => {
  const through = (channel: JournalEntry["channel"]) => counted("filed", (entry) => entry.channel === channel);
  const kind = (wanted: ServiceItem["kind"] | undefined) =>
    counted("filed", ({ itemCode }) => kindOf(itemCode) === wanted);
  return {
    received: counted("filed"),
    byChannel: {
      online: through("online"),
      counter: through("counter"),
      phone: through("phone"),
      station: through("station"),
      appointment: through("appointment"),
    },
    byKind: {
      approval: kind("approval"),
      certificate: kind("certificate"),
      enquiry: kind("enquiry"),
      entrusted: kind("entrusted"),
      unlisted: kind(undefined),
    },
    byProxy: counted("filed", ({ proxy }) => proxy === true),
  };
};

const decidedOf = (counted: Counted) => ({
  decided: counted("decided"),
  approved: counted("decided", ({ outcome }) => outcome === "approved"),
  refused: counted("decided", ({ outcome }) => outcome === "refused"),
  overPromised: counted("decided", ({ onTime }) => onTime === false),
  overStatutory: counted("decided", ({ withinStatutory }) => withinStatutory === false),
  decidedHere: counted("decided", ({ sentUp }) => sentUp !== true),
});

const supervisedOf = (counted: Counted, cards: readonly GivenCard[]) => {
  const given = (wanted: GivenCard["stage"]) => tally(cards, ({ stage }) => stage === wanted);
  return {
    cards: {
      yellow: given("yellow"),
      red: given("red"),
      supervision: given("supervision"),
      annulled: counted("card-annulled"),
    },
    orders: { given: counted("supervision-ordered"), answered: counted("supervision-answered") },
  };
};

export const figuresOf = (month: MonthOf, reckoning: Reckoning): Figures => {
  const { entries, dues, openOverdue, cards } = month;
  const counted: Counted = (what, also = () => true) => tally(entries, (entry) => entry.what === what && also(entry));
  return {
    ...receivedOf(counted, reckoning),
    notices: counted("notice-given"),
    secondNotices: counted("second-notice"),
    accepted: counted("accepted"),
    deemedAccepted: counted("accepted", ({ deemed }) => deemed === true),
    notAccepted: counted("not-accepted"),
    withdrawn: counted("withdrawn"),
    ...decidedOf(counted),
    delivered: counted("delivered"),
    suspended: counted("suspended"),
    extended: counted("extended"),
    ...supervisedOf(counted, cards),
    promise: promiseOf(dues, reckoning.monthEnd),
    openOverdue: agesOf(openOverdue, reckoning),
    overdueReasons: overdueByReason(openOverdue, reckoning),
    byItem: byItem(month, reckoning),
  };
};
