/**
 * A complaint, suggestion or praise (投诉、建议、表扬) as it is kept: one item, with its ledger inside (R51–R59). Stored items
 * are read tolerantly.
 */
import * as z from "zod";
import { CaseClock, ClockKind, FiredStage } from "../casework/case.ts";
import { AnnulledCard, SupervisionOrder } from "../casework/supervision.ts";
import { MobileNumber, PostId, StaffId, StaffRole, WindowId } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";

/** Written and typed as a case's: twelve characters. It is another number, and opens no case. */
export const ComplaintNumber = CaseNumber;
export type ComplaintNumber = CaseNumber;

export const ComplaintKind = z.enum(["complaint", "suggestion", "praise"]);
export type ComplaintKind = z.infer<typeof ComplaintKind>;
/** Confidential: the handler knows who it is, and nobody else (R55). */
export const Naming = z.enum(["anonymous", "real-name", "confidential"]);
export type Naming = z.infer<typeof Naming>;
export const ComplaintChannel = z.enum(["online", "counter", "phone"]);
export type ComplaintChannel = z.infer<typeof ComplaintChannel>;

/** What it is about, as the complainant said. A person is named by window and badge, as they can be seen in the hall. */
export const Target = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("post"), post: PostId }),
  z.strictObject({ kind: z.literal("person"), window: WindowId, badge: z.string().min(1).max(20) }),
  z.strictObject({ kind: z.literal("window"), window: WindowId }),
  z.strictObject({ kind: z.literal("centre") }),
  z.strictObject({ kind: z.literal("station"), station: StationCode }),
  z.strictObject({ kind: z.literal("service"), itemCode: ItemCode }),
]);
export type Target = z.infer<typeof Target>;

/**
 * returned: to the municipal office, as the wrong body's (R57). joined: handled together with another (R58). referred: to
 * discipline inspection (R56). petition: registered, and handed over (R52). review: by the municipal office, for the last time.
 */
export const ComplaintState = z.enum([
  "filed",
  "returned",
  "handling",
  "decided",
  "review",
  "closed",
  "joined",
  "petition",
  "petition-handed-over",
  "referred",
  "referral-handed-over",
  "not-accepted",
  "withdrawn",
]);
export type ComplaintState = z.infer<typeof ComplaintState>;

export const ComplaintEntryKind = z.enum([
  "filed",
  "accepted",
  "assigned",
  "returned",
  "ruled",
  "joined",
  "joined-here",
  "not-accepted",
  "noted",
  "extended",
  "interest-declared",
  "petition-registered",
  "petition-handed-over",
  "petition-extended",
  "referred",
  "referral-handed-over",
  "decided",
  "called-back",
  "review-decided",
  "withdrawn",
  "supervision-ordered",
  "supervision-answered",
  "card-annulled",
  "deadline-moved",
  "code-reissued",
]);
export type ComplaintEntryKind = z.infer<typeof ComplaintEntryKind>;

export const ComplaintActor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("resident") }),
  z.object({ kind: z.literal("clock") }),
  /** As the handler, from above them, or as whoever took it down. */
  z.object({
    kind: z.literal("staff"),
    staffId: StaffId,
    role: StaffRole,
    as: z.enum(["handler", "above", "office", "receiver"]),
  }),
]);
export type ComplaintActor = z.infer<typeof ComplaintActor>;

/** One line of the ledger: ids, codes, dates and keyed hashes of free text; never changed. */
export const ComplaintEntry = z.object({
  version: z.int().min(1),
  at: Instant,
  what: ComplaintEntryKind,
  by: ComplaintActor,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  token: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type ComplaintEntry = z.infer<typeof ComplaintEntry>;

/** noted: of a suggestion or praise. */
export const Finding = z.enum(["upheld", "partly-upheld", "not-upheld", "noted"]);
export type Finding = z.infer<typeof Finding>;
export const CallBackResult = z.enum(["satisfied", "dissatisfied", "no-answer"]);
export type CallBackResult = z.infer<typeof CallBackResult>;

/** Where it lies: with the centre that it concerns, or with the municipal office (R54). */
export const Body = z.enum(["centre", "office"]);
export type Body = z.infer<typeof Body>;

export const Complaint = z.object({
  schema: z.literal(1),
  number: ComplaintNumber,
  version: z.int().min(1),
  state: ComplaintState,
  kind: ComplaintKind,
  naming: Naming,
  channel: ComplaintChannel,
  /** The centre that it concerns, whoever handles it. */
  centre: CentreCode,
  target: Target,
  /** As the complainant gave it; whether there is such a case is not looked at. */
  about: CaseNumber.optional(),
  /** When it happened, as the complainant said. */
  happenedOn: LocalDate.optional(),
  receivedAt: Instant,
  receivedOn: LocalDate,
  /** The privacy notice that was shown first (R51). */
  privacyNotice: z.string(),
  body: Body,
  /** Who has it now; never someone who is walled. */
  handler: StaffId,
  /** Who is accused: those of the target on the day of filing. */
  accused: z.array(StaffId),
  /** Everyone who was walled on the day of filing, the accused among them (R53). */
  walled: z.array(StaffId),
  /** Anyone of the municipal office is walled: it is in no overview (R53). */
  hiddenFromOffice: z.boolean().default(false),
  /** Declared an interest since. */
  interested: z.array(StaffId).default(() => []),
  /** The municipal office has said who handles it: it is returned no more (R57). */
  ruled: z.boolean().default(false),
  /** The complaint with which it is handled together (R58). */
  joinedTo: ComplaintNumber.optional(),
  /** Those that are handled together with this one: it goes on for them, whoever of the complainants withdraws (R58). */
  joins: z.array(ComplaintNumber).default(() => []),
  /** The complainant has withdrawn it, and it goes on for those that it joins. */
  withdrawnOn: LocalDate.optional(),
  extension: z.object({ workingDays: z.int().min(1), at: Instant }).optional(),
  decision: z.object({ at: Instant, on: LocalDate, finding: Finding, round: z.int().min(1) }).optional(),
  /** In the order in which they were tried; `round`: 1, and 2 after the redo (R59). */
  callBacks: z.array(z.object({ on: LocalDate, result: CallBackResult, round: z.int().min(1) })).default(() => []),
  review: z.object({ at: Instant, on: LocalDate, finding: Finding }).optional(),
  closed: z.object({ on: LocalDate, how: z.enum(["satisfied", "unreachable", "no-contact", "reviewed"]) }).optional(),
  /** Told by and finished by are the petition office's, and only mirrored (R52). */
  petition: z
    .object({
      handedOverOn: LocalDate.optional(),
      toldBy: LocalDate.optional(),
      finishBy: LocalDate.optional(),
      extended: z.boolean().default(false),
    })
    .optional(),
  /** `from`: who had it at the centre, and sees of it from then on only that it was transferred. */
  referral: z.object({ on: LocalDate, from: StaffId.optional(), handedOverOn: LocalDate.optional() }).optional(),
  clocks: z.partialRecord(ClockKind, CaseClock),
  /** The running clock that ends first; derived, and written with every move, as `nextStage`. */
  leading: z.object({ kind: ClockKind, dueOn: LocalDate, endsAt: Instant }).optional(),
  nextStage: z.object({ id: z.string(), at: Instant }).optional(),
  firedStages: z.record(z.string(), FiredStage).default(() => ({})),
  orders: z.array(SupervisionOrder).optional(),
  annulled: z.record(z.string(), AnnulledCard).optional(),
  codeVersion: z.int().min(1),
  guessedUntil: Instant.optional(),
  notifyBySms: z.boolean(),
  bodyHash: z.string(),
  /** The first entry and the latest; of a long one, the others lie on pages (`casework/ledger-pages.ts`). */
  ledger: z.array(ComplaintEntry),
  /** The erasable part; texts by the version of their entry. */
  personal: z.object({
    complainant: z.object({ name: z.string().optional(), phone: MobileNumber.optional() }).optional(),
    text: z.string(),
    /** Told to the complainant: reasons of a return, a refusal, a decision, a review. */
    told: z.record(z.string(), z.string()).optional(),
    /** Staff's own: notes, reasons of an assignment or an extension, receipt numbers of other authorities. */
    notes: z.record(z.string(), z.string()).optional(),
  }),
});
export type Complaint = z.infer<typeof Complaint>;

/** Nothing more is to be done here. */
export const CLOSED_STATES: readonly ComplaintState[] = [
  "closed",
  "joined",
  "petition-handed-over",
  "referral-handed-over",
  "not-accepted",
  "withdrawn",
];
export const isClosed = (state: ComplaintState): boolean => CLOSED_STATES.includes(state);
