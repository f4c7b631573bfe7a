/** A case (办件) as it is kept: one item, with its ledger inside. Stored items are read tolerantly. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { Limit, SuspensionReason } from "../calendar/limit.ts";
import { ItemLimits } from "../directory/limits.ts";
import { Regime } from "../directory/regime.ts";
import { MobileNumber, PostId, StaffId, StaffRole, WindowId } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { Ending } from "./endings.ts";
import { Joint, TASK_CLOCKS } from "./joint-tasks.ts";
import { GivenReason, OverdueReason } from "./overdue-reasons.ts";
import { ProxyFiling } from "./proxy-filing.ts";
import { Issued } from "./receipts.ts";
import { FurtherRequest, NoticeChannel, Paper, PaperPromise, Submitted, Uncorrected } from "./requested-papers.ts";
import { AnnulledCard, SupervisionOrder } from "./supervision.ts";
import { UpwardLeg } from "./upward-leg.ts";

export const CaseState = z.enum([
  "at-station",
  "filed",
  "correcting",
  "accepted",
  "decided",
  "delivered",
  "not-accepted",
  "withdrawn",
]);
export type CaseState = z.infer<typeof CaseState>;
/** appointment: at the counter, with a place booked before. */
export const Channel = z.enum(["online", "counter", "phone", "station", "appointment"]);
export type Channel = z.infer<typeof Channel>;
export const Outcome = z.enum(["approved", "refused"]);
export type Outcome = z.infer<typeof Outcome>;
/** notice: to say what is missing; promised, statutory: to decide; delivery: to hand over; urgent: in hours (R5b);
 * order: to answer a supervision order (R31); forwarding: from a station to its centre (R48); upward: at a higher body (article 2); task-1, …: each unit's part of a joint case.
 * Of a complaint: handling: to decide it (R52); hand-over: to another authority (R52, R56).
 * Of a poor rating: first-contact: with whoever gave it; follow-up: to have a result (R62).
 * Of a data return: return: to hand it in (R68). */
export const ClockKind = z.enum([
  "notice",
  "promised",
  "statutory",
  "delivery",
  "urgent",
  "forwarding",
  "upward",
  "order",
  "handling",
  "hand-over",
  "first-contact",
  "follow-up",
  "return",
  ...TASK_CLOCKS,
]);
export type ClockKind = z.infer<typeof ClockKind>;

/** What does not count in a clock, by the case's number for it: both its days included (R21). */
export const Standstill = z.object({ id: z.int().min(1), reason: SuspensionReason, from: LocalDate, to: LocalDate });
export type Standstill = z.infer<typeof Standstill>;

export const CaseClock = z.object({
  /** Day 0. */
  from: LocalDate,
  startedAt: Instant,
  limit: z.union([Limit, z.object({ unit: z.literal("hours"), hours: z.int().positive() })]),
  dueOn: LocalDate,
  safeBy: LocalDate.optional(),
  dueAt: Instant.optional(),
  provisional: z.boolean(),
  calendarVersion: z.string(),
  /** What stood this clock still; made while it was in time (R23). */
  suspensions: z.array(Standstill).default(() => []),
  /** Working days that an extension added to `limit`, which holds them already (R24). */
  extendedBy: z.int().min(1).optional(),
  dueVersion: z.int().min(1),
  running: z.boolean(),
  /** It ended without the act that it waited for: it leads no more, and only its red stage is still told of (R15). */
  lapsed: z.boolean().optional(),
  /** The law or promise that sets the limit. */
  basis: Bilingual,
  /** Stages that would lie before the clock's start (R29). */
  notApplicable: z.array(z.string()),
});
export type CaseClock = z.infer<typeof CaseClock>;

export const EntryKind = z.enum([
  "handed-in",
  "filed",
  "notice-given",
  "promise-started",
  "accepted",
  "decided",
  "delivered",
  "code-reissued",
  "suspended",
  "suspension-renewed",
  "suspension-ended",
  "extended",
  "put-right",
  "asked-again",
  "second-notice",
  "corrections-submitted",
  "correction-reminded",
  "notice-undelivered",
  "not-accepted",
  "hand-over-answered",
  "withdrawn",
  "promised-supplied",
  "promise-unkept",
  "deadline-moved",
  "sent-up",
  "received-above",
  "returned-from-above",
  "task-done",
  "supervision-ordered",
  "supervision-answered",
  "card-annulled",
  "overdue-reason-given",
]);
export type EntryKind = z.infer<typeof EntryKind>;

/** A stage that was told of (R32). `late`: the sweep had missed it, and the watchdog fired it (R35). */
export const FiredStage = z.object({ at: Instant, late: z.literal(true).optional() });
export type FiredStage = z.infer<typeof FiredStage>;
export type FiredStages = Readonly<Record<string, FiredStage>>;

/** Who did it: a resident, a person for a post, with the basis on which they acted (R40), or time itself (R15). */
export const ActedBy = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("resident") }),
  z.object({ kind: z.literal("clock") }),
  z.object({ kind: z.literal("proxy"), staffId: StaffId, station: StationCode }),
  z.object({ kind: z.literal("staff"), staffId: StaffId, postId: PostId, basis: z.string() }),
  // Of the centre or of the municipal office, in their own right and for no post (R31).
  z.object({ kind: z.literal("lead"), staffId: StaffId, role: StaffRole }),
]);
export type ActedBy = z.infer<typeof ActedBy>;

/** One line of the ledger (台账): ids, codes, dates and keyed hashes of free text; never changed (R50). */
export const LedgerEntry = z.object({
  version: z.int().min(1),
  at: Instant,
  what: EntryKind,
  by: ActedBy,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Of the request that wrote it: tells our own repeated write from someone else's. */
  token: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** An interval during which the deciding clocks stand still, and what was said of it in writing (R21, R22). */
export const CaseSuspension = z.object({
  /** 1, 2, … within the case. */
  id: z.int().min(1),
  reason: SuspensionReason,
  from: LocalDate,
  /** Told in writing; moved by a renewal, with its reason. */
  plannedTo: LocalDate,
  /** The last day that stood still; absent while it goes on, or has reached its planned end. */
  endedOn: LocalDate.optional(),
});
export type CaseSuspension = z.infer<typeof CaseSuspension>;

/** The one extension that a case may have, as approved (R24). */
export const CaseExtension = z.object({
  workingDays: z.int().min(1),
  approvedAt: Instant,
  approver: Bilingual,
});
export type CaseExtension = z.infer<typeof CaseExtension>;

export const Applicant = z.object({
  name: z.string(),
  phone: MobileNumber.optional(),
  idNumber: z.string().optional(),
});
export type Applicant = z.infer<typeof Applicant>;

export const Case = z.object({
  schema: z.literal(1),
  number: CaseNumber,
  version: z.int().min(1),
  state: CaseState,
  channel: Channel,
  itemCode: ItemCode,
  /** The guide that applied on the day of filing. */
  itemVersion: z.int().min(1),
  itemName: z.string(),
  regime: Regime,
  /** Of that guide. */
  limits: ItemLimits,
  decidingOrgan: z.string(),
  centre: CentreCode,
  station: StationCode.optional(),
  acceptingPost: PostId,
  decidingPost: PostId,
  acceptingWindow: z.object({ id: WindowId, name: z.string() }),
  decidingWindow: z.object({ id: WindowId, name: z.string() }),
  receivedAt: Instant,
  receivedOn: LocalDate,
  notice: z
    .object({
      /** Of the entry that gave it. */
      version: z.int().min(1).optional(),
      at: Instant,
      on: LocalDate,
      missing: z.array(z.object({ code: z.string(), name: z.string() })),
      correctBy: LocalDate,
      /** The last working day not after the thirty days, which `correctBy` is rolled on from (R9). */
      safeBy: LocalDate.optional(),
      /** The calendar of that year is not published yet (R7). Notices written before this was kept lack it. */
      provisional: z.boolean().default(false),
      channel: NoticeChannel.optional(),
      /** The SMS that it was given by failed for good that day (R13). */
      undeliveredOn: LocalDate.optional(),
      ifUncorrected: Uncorrected.default("not-accepted"),
      /** The day on which time reminded the resident (R16). */
      remindedOn: LocalDate.optional(),
      submitted: Submitted.optional(),
    })
    .optional(),
  /** The last notice never reached the resident, and counts as not given: by the version that gave it (R13). */
  noticeReturned: z.object({ version: z.int().min(1), on: LocalDate, missing: z.array(Paper) }).optional(),
  /** The day that counts as acceptance in law; may lie before the day it was entered (R15). */
  acceptedOn: LocalDate.optional(),
  decision: z
    .object({
      at: Instant,
      on: LocalDate,
      outcome: Outcome,
      /** Over the limit only (R27). */
      overdueReason: OverdueReason.optional(),
      /** Made by the law, not by a person (R19). */
      deemed: z.boolean().optional(),
    })
    .optional(),
  /** The newest one; the ledger holds all of them. */
  overdueReason: GivenReason.optional(),
  deliveredOn: LocalDate.optional(),
  suspensions: z.array(CaseSuspension).default(() => []),
  extension: CaseExtension.optional(),
  furtherRequests: z.array(FurtherRequest).optional(),
  paperPromise: PaperPromise.optional(),
  ending: Ending.optional(),
  /** Of a renewal: the last day of the licence held, and whether silence until its end renews it (R19). */
  renewal: z.object({ expiresOn: LocalDate, bySilence: z.boolean() }).optional(),
  /** Declared at filing, where the item asks; checked apart before a decision. */
  relativeOfOfficial: z.boolean().optional(),
  /** Filed by a proxy for the applicant (R47). */
  proxy: ProxyFiling.optional(),
  /** The papers made so far, the first one first (R18). */
  issued: z.array(Issued).default(() => []),
  /** Sent to a higher body; the last may still lie there. */
  upwardLegs: z.array(UpwardLeg).optional(),
  /** Several units work on it (联办). */
  joint: Joint.optional(),
  clocks: z.partialRecord(ClockKind, CaseClock),
  /** The running clock that ends first, and the instant at which its working time is over; derived, as `nextStage`. */
  leading: z.object({ kind: ClockKind, dueOn: LocalDate, endsAt: Instant }).optional(),
  /** The stage or lapse that the sweep attends to next; derived, and written with every move. */
  nextStage: z.object({ id: z.string(), at: Instant }).optional(),
  /** By stage, when it fired; written by the sweep and by the watchdog only. */
  firedStages: z.record(z.string(), FiredStage).default(() => ({})),
  /** Supervision orders, the earliest first (R31). */
  orders: z.array(SupervisionOrder).optional(),
  /** Stages that were told of and annulled since, by stage (R31a). */
  annulled: z.record(z.string(), AnnulledCard).optional(),
  codeVersion: z.int().min(1),
  /** Until when somebody's wrong codes count: only such a case needs a second read to be looked up. */
  guessedUntil: Instant.optional(),
  notifyBySms: z.boolean(),
  /** Keyed hash of the body that created it. */
  bodyHash: z.string(),
  /** The first entry, the latest, and those that texts are found by; the others lie on pages (`ledger-pages.ts`). */
  ledger: z.array(LedgerEntry),
  /** The erasable part: names, numbers and free text. Everything else holds ids, codes and dates only. */
  personal: z.object({
    applicant: Applicant,
    note: z.string().optional(),
    /** Of the authorisation, where the resident could not sign (R47). */
    witness: z.string().optional(),
    noticeText: z.string().optional(),
    decisionReason: z.string().optional(),
    remedy: z.string().optional(),
    /** What the applicant was told of suspensions and extensions, by the version of the entry that did it. */
    told: z.record(z.string(), z.string()).optional(),
    /** Numbers of papers that the office keeps, by the version of the entry. */
    documents: z.record(z.string(), z.string()).optional(),
    /** Staff's own reasons, by the version of the entry. */
    reasons: z.record(z.string(), z.string()).optional(),
    /** Reasons of orders, answers to them and reasons of annulled cards, by the version of the entry. */
    supervision: z.record(z.string(), z.string()).optional(),
    /** Why the office did not take the matter on, where to go, and to whom it offered to hand it over. */
    ending: z.object({ reason: z.string(), whereToGo: z.string(), handOverTo: z.string().optional() }).optional(),
  }),
});
export type Case = z.infer<typeof Case>;
