/**
 * The ledger (台账) of a centre or a station as it is kept: one row for each case, and for each thing that was asked and
 * was no case (R45), under the day on which it was first written down, which never changes (article 14). A row follows
 * from the case, or the contact, alone: it can be written late, twice or out of order. Ids, codes and dates; no names.
 */
import * as z from "zod";
import { type Case, CaseState, Channel, type LedgerEntry, Outcome } from "../casework/case.ts";
import { type Contact, ContactChannel, ContactId } from "../casework/contacts.ts";
import { StaffId } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant, LocalDate, localDateOf } from "../kernel/local-date.ts";

/** Told of and not annulled; annulled ones apart, whatever they were (R31a). */
export const CardCounts = z.object({
  yellow: z.int().min(0),
  red: z.int().min(0),
  supervision: z.int().min(0),
  annulled: z.int().min(0),
});
export type CardCounts = z.infer<typeof CardCounts>;

const Shared = {
  schema: z.literal(1),
  /** Of what it was made from: an older one never overwrites it. */
  version: z.int().min(1),
  /** Stages that were told of by then: they come between two versions. */
  told: z.int().min(0),
  /** When it was first written down; with its number the place in the ledger. */
  registeredAt: Instant,
  centre: CentreCode,
  station: StationCode.optional(),
  /** Of the last entry of its own hash-chained ledger: two copies of this ledger that were made apart can be compared. */
  hash: z.string(),
};

export const CaseRow = z.object({
  ...Shared,
  kind: z.literal("case"),
  subject: CaseNumber,
  itemCode: ItemCode,
  itemName: z.string(),
  channel: Channel,
  /** Who filed it for the resident, and until when the authorisation lasts (R47). */
  proxy: z.object({ staffId: StaffId, until: LocalDate }).optional(),
  /** The day that its clocks count from; of what a station passes on, that of its receipt at the centre (R48). */
  receivedOn: LocalDate,
  state: CaseState,
  acceptedOn: LocalDate.optional(),
  /** Of the promise, as it stands now. */
  dueOn: LocalDate.optional(),
  /** The promise's clock runs: past `dueOn`, it is overdue. */
  running: z.boolean(),
  decidedOn: LocalDate.optional(),
  outcome: Outcome.optional(),
  onTime: z.boolean().optional(),
  deliveredOn: LocalDate.optional(),
  cards: CardCounts,
});
export type CaseRow = z.infer<typeof CaseRow>;

export const ContactRow = z.object({
  ...Shared,
  kind: z.literal("contact"),
  subject: ContactId,
  channel: ContactChannel,
  state: z.enum(["open", "answered"]),
  /** Whom the resident asked (R45). */
  firstAsked: StaffId,
  answeredOn: LocalDate.optional(),
  /** The case that it was about. */
  caseNumber: CaseNumber.optional(),
});
export type ContactRow = z.infer<typeof ContactRow>;

export const LedgerRow = z.discriminatedUnion("kind", [CaseRow, ContactRow]);
export type LedgerRow = z.infer<typeof LedgerRow>;

type Carded = Pick<Case, "firedStages" | "annulled">;

/** A half-time note is no card. */
const cardsOf = ({ firedStages, annulled }: Carded): CardCounts => {
  const counts: CardCounts = { yellow: 0, red: 0, supervision: 0, annulled: 0 };
  for (const id of Object.keys(firedStages)) {
    const stage = id.split("#")[2];
    if (stage !== "yellow" && stage !== "red" && stage !== "supervision") continue;
    counts[annulled?.[id] === undefined ? stage : "annulled"] += 1;
  }
  return counts;
};

/** As the decision's entry says it; by days where that says nothing. Undefined: no decision, or no promise. */
const onTimeIn = ({ decision, clocks, ledger }: Pick<Case, "decision" | "clocks" | "ledger">): boolean | undefined => {
  const due = clocks.promised?.dueOn;
  if (decision === undefined || due === undefined) return undefined;
  const said = ledger.findLast(({ what }: LedgerEntry) => what === "decided")?.facts.onTime;
  return typeof said === "boolean" ? said : decision.on <= due;
};

/** What is undefined is left out. */
const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  // Nothing undefined is left.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

/** @param subject with its whole ledger */
export const caseRowOf = (subject: Case): CaseRow => {
  const { number, version, centre, itemCode, itemName, channel, receivedOn, state, clocks, proxy } = subject;
  const [first, last] = [subject.ledger[0], subject.ledger.at(-1)];
  const optional = {
    station: subject.station ?? proxy?.station,
    proxy: proxy && { staffId: proxy.staffId, until: proxy.authorisation.until },
    acceptedOn: subject.acceptedOn,
    dueOn: clocks.promised?.dueOn,
    decidedOn: subject.decision?.on,
    outcome: subject.decision?.outcome,
    onTime: onTimeIn(subject),
    deliveredOn: subject.deliveredOn,
  };
  return {
    ...{ schema: 1, kind: "case", subject: number, version, centre, itemCode, itemName, channel, receivedOn, state },
    told: Object.keys(subject.firedStages).length,
    registeredAt: first?.at ?? subject.receivedAt,
    hash: last?.hash ?? "",
    running: clocks.promised?.running ?? false,
    cards: cardsOf(subject),
    ...present(optional),
  };
};

export const contactRowOf = (contact: Contact): ContactRow => {
  const { id, version, centre, station, channel, state, firstAsked, caseNumber } = contact;
  const last = contact.ledger.at(-1);
  const answeredOn = last?.what === "answered" ? localDateOf(last.at) : undefined;
  return {
    ...{ schema: 1, kind: "contact", subject: id, version, told: 0, centre, channel, state, firstAsked },
    registeredAt: contact.askedAt,
    hash: last?.hash ?? "",
    ...present({ station, answeredOn, caseNumber }),
  };
};

/** The day that it stands under, by the municipality's clock (R10). */
export const registeredOn = ({ registeredAt }: Pick<LedgerRow, "registeredAt">): LocalDate => localDateOf(registeredAt);

/** A centre's or a station's. */
export type LedgerPlace = CentreCode | StationCode;

/** The ledgers that it stands in: its centre's, and its station's if it has one. */
export const placesOf = ({ centre, station }: Pick<LedgerRow, "centre" | "station">): readonly LedgerPlace[] =>
  station === undefined ? [centre] : [centre, station];
