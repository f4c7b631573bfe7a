/** What residents and staff do with a case. Pure: each function takes a case as it was and returns it as it is after. */
import { limitsOf } from "../directory/limits.ts";
import type { PostId, Roster } from "../directory/roster.ts";
import { acceptingPost, decidingPost, windowOf } from "../directory/routing.ts";
import type { ServiceItem } from "../directory/service-item.ts";
import type { CentreCode, StationCode } from "../directory/units.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ActedBy, Applicant, Case, CaseClock, Channel, ClockKind } from "./case.ts";
import {
  acceptanceStart,
  clocksOnAcceptance,
  clocksOnDecision,
  clocksOnDelivery,
  clocksOnNotice,
  correctionDeadline,
  isInTimeForNotice,
} from "./clocks.ts";
import { correctedOr } from "./corrections.ts";
import { isInTime } from "./counting.ts";
import { promisedInWriting } from "./documents.ts";
import { openedOnAcceptance, plannedTasks, postOfTaskClock, requireTasksDone } from "./joint-handling.ts";
import { stateAfter } from "./moves.ts";
import type { ProxyFiling } from "./proxy-filing.ts";
import type { NoticeAsked, WrittenPromise } from "./requested-papers.ts";
import { renewalOf, renewalOnAcceptance } from "./resident-periods.ts";
import { overdueReasonFor, type Ruling } from "./ruling.ts";
import { requireNotAbove } from "./sending-up.ts";
import { onReceipt, proxyFacts } from "./stations.ts";
import { hashed, type Occasion, written } from "./writing.ts";

export type Filing = {
  readonly number: CaseNumber;
  readonly bodyHash: string;
  readonly item: ServiceItem;
  readonly decidingOrgan: string;
  readonly centre: CentreCode;
  readonly station?: StationCode | undefined;
  readonly channel: Channel;
  readonly applicant: Applicant;
  readonly note?: string | undefined;
  readonly urgent: boolean;
  readonly notifyBySms: boolean;
  /** The last day of the licence held, when this is its renewal (R19). */
  readonly expiresOn?: LocalDate | undefined;
  /** Of the deciding official or of a committee member. */
  readonly relativeOfOfficial?: boolean | undefined;
  /** Filed by a proxy at a station, and who witnessed the authorisation (R47). */
  readonly proxy?: ProxyFiling | undefined;
  readonly witness?: string | undefined;
};

const requirePost = (post: Roster["posts"][number] | undefined, roster: Roster) => {
  const window = post && windowOf(roster, post.id);
  if (post === undefined || window === undefined) throw new Refusal("item-not-offered", { centre: roster.centre });
  return { post: post.id, window: { id: window.id, name: window.name } };
};

/** A case on receipt. @throws Refusal `item-not-offered` when no post of the centre handles the item */
export const fileCase = (filing: Filing, roster: Roster, occasion: Occasion): Case => {
  const { item, applicant, note, urgent, expiresOn, witness, ...kept } = filing;
  const renewal =
    expiresOn === undefined ? undefined : renewalOf(expiresOn, occasion.today, item.renewalBySilence ?? false);
  const accepting = requirePost(acceptingPost(roster, item), roster);
  const deciding = requirePost(decidingPost(roster, item), roster);
  const joint = plannedTasks(item, roster, deciding);
  const received = { on: occasion.today, at: occasion.at };
  const limits = limitsOf(item);
  const { state, move, clocks } = onReceipt(filing, received, occasion);
  return written(
    {
      schema: 1,
      ...kept,
      ...(renewal === undefined ? {} : { renewal }),
      ...(joint === undefined ? {} : { joint }),
      state,
      itemCode: item.code,
      itemVersion: item.version,
      itemName: item.name,
      regime: item.regime,
      limits,
      acceptingPost: accepting.post,
      decidingPost: deciding.post,
      acceptingWindow: accepting.window,
      decidingWindow: deciding.window,
      receivedAt: received.at,
      receivedOn: received.on,
      suspensions: [],
      issued: [],
      clocks,
      firedStages: {},
      codeVersion: 1,
      ledger: [],
      personal: { applicant, ...(note === undefined ? {} : { note }), ...(witness === undefined ? {} : { witness }) },
    },
    move,
    {
      channel: filing.channel,
      ...proxyFacts(filing),
      urgent: urgent && item.limits.urgentHours !== undefined,
      ...(clocks.promised === undefined ? {} : { dueOn: clocks.promised.dueOn }),
      ...renewal,
      ...(kept.relativeOfOfficial === undefined ? {} : { relativeOfOfficial: kept.relativeOfOfficial }),
      ...hashed("noteHash", note, occasion),
    },
    occasion,
  );
};

/**
 * One formal notice of everything that is missing (R13); what the table of moves allows only once (R14), and never on an
 * application that silence has accepted (R15).
 */
export const giveNotice = (before: Case, notice: NoticeAsked, occasion: Occasion): Case => {
  const { dueOn: correctBy, safeBy, provisional } = correctionDeadline(occasion.today, occasion);
  const inTime = isInTimeForNotice(before, occasion.at, occasion.hours);
  const clocks = clocksOnNotice(before, inTime, occasion);
  const begun = before.clocks.promised === undefined ? clocks.promised : undefined;
  return written(
    {
      ...before,
      state: stateAfter("give-notice", before.state),
      noticeReturned: undefined,
      notice: {
        version: before.version + 1,
        at: occasion.at,
        on: occasion.today,
        missing: [...notice.missing],
        correctBy,
        safeBy,
        provisional,
        ...(notice.channel === undefined ? {} : { channel: notice.channel }),
        ifUncorrected: notice.ifUncorrected ?? "not-accepted",
      },
      clocks,
      personal: { ...before.personal, ...(notice.text === undefined ? {} : { noticeText: notice.text }) },
    },
    "give-notice",
    {
      missing: notice.missing.map(({ code }) => code).join(","),
      ...(notice.channel === undefined ? {} : { channel: notice.channel }),
      correctBy,
      inTime,
      ...(begun === undefined ? {} : { dueOn: begun.dueOn }),
      stopsPromise: before.clocks.promised?.running === true && clocks.promised?.running === false,
      ...hashed("textHash", notice.text, occasion),
    },
    occasion,
  );
};

/**
 * Taking the case on; after silence the regime says as of when (R15). All corrections received: as of that day (R16).
 * @param inWriting papers that may come later, against a written promise (R17)
 */
export const accept = (before: Case, occasion: Occasion, inWriting?: WrittenPromise): Case => {
  const promise = inWriting && promisedInWriting(before, inWriting, occasion);
  const move = promise === undefined ? "accept" : "accept-conditionally";
  const now = correctedOr(before, { on: occasion.today, at: occasion.at });
  const { accepted, counts, deemed } = acceptanceStart(before, now, occasion.hours);
  const clocks = clocksOnAcceptance(before, counts, occasion);
  const renewal = renewalOnAcceptance(before, occasion.today);
  return written(
    {
      ...before,
      state: stateAfter(move, before.state),
      acceptedOn: accepted.on,
      ...(renewal === undefined ? {} : { renewal }),
      ...openedOnAcceptance(before, clocks, occasion),
      ...promise?.kept,
    },
    move,
    {
      acceptedOn: accepted.on,
      countsFrom: counts.on,
      deemed,
      ...promise?.facts,
      ...(clocks.promised === undefined ? {} : { dueOn: clocks.promised.dueOn }),
      ...(clocks.statutory === undefined ? {} : { statutoryDueOn: clocks.statutory.dueOn }),
    },
    occasion,
  );
};

/**
 * Approved, or refused with the reason and the remedy that the law owes the applicant (R18). What has been renewed by
 * law is no longer decided (R19). What the ruling has to say: `missingInRuling`.
 */
export const decide = (before: Case, ruling: Ruling, occasion: Occasion): Case => {
  const granted = ruling.outcome === "approved";
  const texts = granted ? {} : { decisionReason: ruling.reason, remedy: ruling.remedy };
  requireNotAbove(before);
  const state = stateAfter("decide", before.state);
  requireTasksDone(before);
  const { promised, statutory } = before.clocks;
  const inTime = (clock: CaseClock) => isInTime(clock, occasion.at, occasion.hours);
  const overdueReason = overdueReasonFor(before, ruling, occasion);
  return written(
    {
      ...before,
      state,
      decision: { at: occasion.at, on: occasion.today, outcome: ruling.outcome, overdueReason },
      clocks: clocksOnDecision(before, granted, { on: occasion.today, at: occasion.at }, occasion),
      personal: { ...before.personal, ...texts },
    },
    "decide",
    {
      outcome: ruling.outcome,
      ...(promised === undefined ? {} : { dueOn: promised.dueOn, onTime: inTime(promised) }),
      ...(statutory === undefined ? {} : { withinStatutory: inTime(statutory) }),
      ...(overdueReason === undefined ? {} : { overdueReason }),
      ...(before.relativeOfOfficial && ruling.relativeChecked ? { relativeChecked: true } : {}),
      ...(granted ? {} : hashed("reasonHash", ruling.reason, occasion)),
    },
    occasion,
  );
};

export const deliver = (before: Case, how: "counter" | "post" | "online", occasion: Occasion): Case =>
  written(
    {
      ...before,
      state: stateAfter("deliver", before.state),
      deliveredOn: occasion.today,
      clocks: clocksOnDelivery(before.clocks),
    },
    "deliver",
    { how },
    occasion,
  );

/** The post that completes an immediate item takes it in and decides it: its duty is what was checked. */
const completedBy = (filed: Case, roster: Roster, by: ActedBy): Case => {
  if (by.kind !== "staff") throw new Refusal("forbidden");
  const { post, window } = requirePost(
    roster.posts.find(({ id }) => id === by.postId),
    roster,
  );
  return { ...filed, acceptingPost: post, acceptingWindow: window, decidingPost: post, decidingWindow: window };
};

/**
 * An immediate item at the counter: filed, accepted, decided and delivered in one write of four entries.
 * @throws Refusal `not-immediate` when the item is not one
 */
export const completeAtOnce = (filing: Filing, ruling: Ruling, roster: Roster, occasion: Occasion): Case => {
  if (filing.item.limits.promised.unit !== "immediate") throw new Refusal("not-immediate", { item: filing.item.code });
  const filed = completedBy(fileCase(filing, roster, occasion), roster, occasion.by);
  const accepted = accept(filed, occasion);
  return deliver(decide(accepted, ruling, occasion), "counter", occasion);
};

/** A new look-up code; the old one stops working. The basis of the identity check is on record. */
export const reissueCode = (
  before: Case,
  identity: "id-card" | "household-register" | "other",
  occasion: Occasion,
): Case =>
  written(
    { ...before, state: stateAfter("reissue-code", before.state), codeVersion: before.codeVersion + 1 },
    "reissue-code",
    { identity },
    occasion,
  );

/** Not taken on yet, or never: the window that took it in answers questions. */
const AT_INTAKE: readonly Case["state"][] = ["at-station", "filed", "correcting", "not-accepted", "withdrawn"];

/** The post that answers for the case now: the accepting one until acceptance, the deciding one after it. */
export const responsiblePost = (subject: Pick<Case, "state" | "acceptingPost" | "decidingPost">): PostId =>
  AT_INTAKE.includes(subject.state) ? subject.acceptingPost : subject.decidingPost;
export const responsibleWindow = (subject: Case): Case["acceptingWindow"] =>
  AT_INTAKE.includes(subject.state) ? subject.acceptingWindow : subject.decidingWindow;
/** The post that a clock is about: the notice is the accepting one's, also when silence has moved the case on (R15);
 * that of a part is the post's that does it. */
export const postAnswering = (
  subject: Pick<Case, "state" | "acceptingPost" | "decidingPost" | "joint">,
  kind: ClockKind,
): PostId => (kind === "notice" ? subject.acceptingPost : (postOfTaskClock(subject, kind) ?? responsiblePost(subject)));
