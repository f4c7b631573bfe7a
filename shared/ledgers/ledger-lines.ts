/** What a reader is shown of a ledger's rows. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { Channel, Outcome } from "../casework/case.ts";
import { STATE_NAMES } from "../casework/moves.ts";
import { StaffId, type StaffMember } from "../directory/roster.ts";
import { Sampled } from "../directory/sample-notice.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { inGroups } from "../kernel/ids.ts";
import { firstDayOf, Instant, LocalDate, lastDayOf, Month } from "../kernel/local-date.ts";
import { CardCounts, type CaseRow, type ContactRow, type LedgerRow, registeredOn } from "./ledger-row.ts";
import { isTooLong, type LedgerSpan, MOST_DAYS } from "./ledgers.ts";

const CHANNEL_NAMES: Readonly<Record<Channel, Bilingual>> = {
  online: { zh: "网上", en: "online" },
  counter: { zh: "窗口", en: "counter" },
  phone: { zh: "电话", en: "phone" },
  station: { zh: "村（居）站点", en: "station" },
  appointment: { zh: "预约", en: "appointment" },
};
const KIND_NAMES: Readonly<Record<LedgerRow["kind"], Bilingual>> = {
  case: { zh: "办件", en: "case" },
  contact: { zh: "首问", en: "first asked" },
};
const CONTACT_STATES: Readonly<Record<ContactRow["state"], Bilingual>> = {
  open: { zh: "未答复", en: "not answered yet" },
  answered: { zh: "已答复", en: "answered" },
};

export const LedgerLine = z
  .object({
    kind: z.enum(["case", "contact"]),
    kindName: Bilingual,
    number: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    registeredOn: LocalDate.meta({ description: "First written down; never changes" }),
    receivedOn: LocalDate.optional().meta({ description: "From when the clocks count" }),
    item: z.object({ code: ItemCode, name: z.string() }).optional().meta({
      description: "Withheld from a proxy where it reveals hardship or health of somebody they do not act for",
    }),
    channel: Channel,
    channelName: Bilingual,
    station: z.object({ code: StationCode, name: z.string() }).optional(),
    proxy: StaffId.optional().meta({ description: "Who filed it for the resident" }),
    firstAsked: StaffId.optional().meta({ description: "Of what was asked: whom the resident asked (R45)" }),
    state: z.string(),
    stateName: Bilingual,
    acceptedOn: LocalDate.optional(),
    dueOn: LocalDate.optional().meta({ description: "By the promise, as it stands" }),
    decidedOn: LocalDate.optional().meta({ description: "Of what was asked: answered" }),
    outcome: Outcome.optional(),
    deliveredOn: LocalDate.optional(),
    onTime: z
      .boolean()
      .optional()
      .meta({ description: "False too while it is overdue; absent: not due, or no promise" }),
    cards: CardCounts.optional().meta({ description: "Absent: nothing that cards are given for" }),
    caseNumber: z.string().optional().meta({ description: "Of what was asked: the case that it was about" }),
    entries: z.int().meta({ description: "Of its own ledger, which nobody can change" }),
    lastHash: z.string().meta({ description: "Begins the hash of the last of them", example: "3f1c5d0a9b7e" }),
  })
  .meta({ id: "LedgerLine" });
export type LedgerLine = z.infer<typeof LedgerLine>;

export const LedgerPage = z
  .object({
    centre: z.object({ code: CentreCode, name: z.string() }),
    station: z.object({ code: StationCode, name: z.string() }).optional(),
    from: LocalDate,
    to: LocalDate,
    asOf: Instant.meta({ description: "Lines stand as they were then; how far a case has gone goes on changing" }),
    lines: z.array(LedgerLine).meta({ description: "In the order in which they were first written down" }),
    cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
    ...Sampled,
  })
  .meta({ id: "LedgerPage" });

const PERIOD = {
  month: Month.optional().meta({ description: "A whole month; instead of `from` and `to`" }),
  from: LocalDate.optional(),
  to: LocalDate.optional().meta({ description: `Included; at most ${MOST_DAYS} days` }),
  station: StationCode.optional().meta({
    description: "That station's ledger alone. A proxy's is always their own station's",
  }),
};
type Period = {
  readonly month?: Month | undefined;
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
};

const checked = ({ month, from, to }: Period, context: z.core.$RefinementCtx): void => {
  const wrong = (field: keyof Period, code: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], params: { code }, message, input: undefined });
  if (month !== undefined) {
    if (from !== undefined || to !== undefined) wrong("month", "invalid-value", "either a month or two days");
    return;
  }
  if (from === undefined) wrong("from", "required", "a month, or two days");
  if (to === undefined) wrong("to", "required", "a month, or two days");
  if (from === undefined || to === undefined) return;
  if (to < from) wrong("to", "reversed-interval", "ends before it starts");
  else if (isTooLong({ from, to })) wrong("to", "too-late", `more than ${MOST_DAYS} days`);
};

/** A month, or days within a year. */
export const LedgerPeriod = z.strictObject(PERIOD).superRefine(checked);
export const LedgerQuery = z
  .strictObject({
    ...PERIOD,
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional().meta({ description: "Opaque: from the page before" }),
  })
  .superRefine(checked);

/** @throws RangeError when it is none: `LedgerPeriod` lets nothing else through */
export const spanOf = ({ month, from, to }: Period): LedgerSpan => {
  if (month !== undefined) return { from: firstDayOf(month), to: lastDayOf(month) };
  if (from === undefined || to === undefined) throw new RangeError("no period");
  return { from, to };
};

export type LedgerReader = {
  readonly actor: Pick<StaffMember, "id" | "role">;
  readonly today: LocalDate;
  /** Codes of items that reveal nothing; asked for readers only who do not see every case of the centre. */
  readonly harmless: ReadonlySet<ItemCode>;
  readonly stationName: (code: StationCode) => string;
};

/** A proxy reads what they filed themselves, while the authorisation lasts (R47); of others' no hardship and no health. */
const maySeeItem = ({ itemCode, proxy }: CaseRow, { actor, today, harmless }: LedgerReader): boolean =>
  actor.role !== "proxy" || harmless.has(itemCode) || (proxy?.staffId === actor.id && today <= proxy.until);

/** Decided in time or not; before, only that it is overdue. */
const onTimeOf = ({ onTime, decidedOn, running, dueOn }: CaseRow, today: LocalDate): boolean | undefined => {
  if (decidedOn !== undefined) return onTime;
  return running && dueOn !== undefined && dueOn < today ? false : undefined;
};

/** Twelve characters tell two copies apart; the whole one is in the case's own ledger. */
const SHORT = 12;

const sharedPart = (row: LedgerRow, { stationName }: LedgerReader) => ({
  kind: row.kind,
  kindName: KIND_NAMES[row.kind],
  number: inGroups(row.subject),
  registeredOn: registeredOn(row),
  channel: row.channel,
  channelName: CHANNEL_NAMES[row.channel],
  ...(row.station === undefined ? {} : { station: { code: row.station, name: stationName(row.station) } }),
  entries: row.version,
  lastHash: row.hash.slice(0, SHORT),
});

const ofCase = (row: CaseRow, reader: LedgerReader): LedgerLine => {
  const { receivedOn, state, acceptedOn, dueOn, decidedOn, outcome, deliveredOn, cards, proxy } = row;
  return {
    ...sharedPart(row, reader),
    receivedOn,
    item: maySeeItem(row, reader) ? { code: row.itemCode, name: row.itemName } : undefined,
    proxy: proxy?.staffId,
    state,
    stateName: STATE_NAMES[state],
    ...{ acceptedOn, dueOn, decidedOn, outcome, deliveredOn, cards, onTime: onTimeOf(row, reader.today) },
  };
};

const ofContact = (row: ContactRow, reader: LedgerReader): LedgerLine => ({
  ...sharedPart(row, reader),
  firstAsked: row.firstAsked,
  state: row.state,
  stateName: CONTACT_STATES[row.state],
  decidedOn: row.answeredOn,
  caseNumber: row.caseNumber && inGroups(row.caseNumber),
});

export const lineOf = (row: LedgerRow, reader: LedgerReader): LedgerLine =>
  row.kind === "case" ? ofCase(row, reader) : ofContact(row, reader);
