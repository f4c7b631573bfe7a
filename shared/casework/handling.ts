/** What residents and staff do with a case. Pure: each function takes a case as it was and returns it as it is after. */
import type { PostId, Roster } from "../directory/roster.ts";
import { acceptingPost, decidingPost, windowOf } from "../directory/routing.ts";
import type { ServiceItem } from "../directory/service-item.ts";
import type { CentreCode, StationCode } from "../directory/units.ts";
import type { CaseNumber, Sha256 } from "../kernel/ids.ts";
import type { Instant, LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ActedBy, Applicant, Case, CaseClock, Channel, LedgerEntry, Outcome } from "./case.ts";
import {
  acceptanceStart,
  clocksOnAcceptance,
  clocksOnDecision,
  clocksOnDelivery,
  clocksOnNotice,
  clocksOnReceipt,
  correctionDeadline,
  isInTime,
  isInTimeForNotice,
  nextStageOf,
  type Timetable,
} from "./clocks.ts";
import { appendEntry } from "./ledger.ts";
import { MOVES, type MoveName, stateAfter } from "./moves.ts";

/** When, by whom, in which request, and the hash functions: all that a move takes from outside. */
export type Occasion = Timetable & {
  readonly at: Instant;
  readonly today: LocalDate;
  readonly by: ActedBy;
  /** Identifies the request; the entry keeps it. */
  readonly token: string;
  readonly sha256: Sha256;
  /** Keyed, so that short texts cannot be guessed from the ledger. */
  readonly textHash: Sha256;
};

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
};

type Facts = LedgerEntry["facts"];

/** The state, the ledger's entry and the next stage: what one conditional write will hold. */
const written = (
  state: Omit<Case, "version" | "nextStage">,
  move: MoveName,
  facts: Facts,
  occasion: Occasion,
): Case => {
  const { at, by, token, sha256 } = occasion;
  const ledger = appendEntry(state.ledger, { at, what: MOVES[move].writes, by, facts, token }, sha256);
  const next = nextStageOf(state, occasion);
  return { ...state, ledger, version: ledger.length, nextStage: next && { id: next.id, at: next.at } };
};

const hashed = (name: string, text: string | undefined, { textHash }: Occasion): Facts =>
  text === undefined ? {} : { [name]: textHash(text) };

const requirePost = (post: Roster["posts"][number] | undefined, roster: Roster) => {
  const window = post && windowOf(roster, post.id);
  if (post === undefined || window === undefined) throw new Refusal("item-not-offered", { centre: roster.centre });
  return { post: post.id, window: { id: window.id, name: window.name } };
};

/** A case on receipt. @throws Refusal `item-not-offered` when no post of the centre handles the item */
export const fileCase = (filing: Filing, roster: Roster, occasion: Occasion): Case => {
  const { item, applicant, note, urgent, ...kept } = filing;
  const accepting = requirePost(acceptingPost(roster, item), roster);
  const deciding = requirePost(decidingPost(roster, item), roster);
  const received = { on: occasion.today, at: occasion.at };
  const clocks = clocksOnReceipt(item, received, urgent, occasion);
  return written(
    {
      schema: 1,
      ...kept,
      state: "filed",
      itemCode: item.code,
      itemVersion: item.version,
      itemName: item.name,
      regime: item.regime,
      acceptingPost: accepting.post,
      decidingPost: deciding.post,
      acceptingWindow: accepting.window,
      decidingWindow: deciding.window,
      receivedAt: received.at,
      receivedOn: received.on,
      clocks,
      firedStages: new Set(),
      codeVersion: 1,
      ledger: [],
      personal: { applicant, ...(note === undefined ? {} : { note }) },
    },
    "file",
    {
      channel: filing.channel,
      urgent: clocks.urgent !== undefined,
      ...(clocks.promised === undefined ? {} : { dueOn: clocks.promised.dueOn }),
      ...hashed("noteHash", note, occasion),
    },
    occasion,
  );
};

/** One formal notice of everything that is missing (R13); what the table of moves allows only once (R14). */
export const giveNotice = (
  before: Case,
  item: ServiceItem,
  notice: { readonly missing: readonly { code: string; name: string }[]; readonly text?: string | undefined },
  occasion: Occasion,
): Case => {
  const { dueOn: correctBy, provisional } = correctionDeadline(occasion.today, occasion);
  const inTime = isInTimeForNotice(before, occasion.at, occasion.hours);
  const clocks = clocksOnNotice(before, item, inTime, occasion);
  const begun = before.clocks.promised === undefined ? clocks.promised : undefined;
  return written(
    {
      ...before,
      state: stateAfter("give-notice", before.state),
      notice: { at: occasion.at, on: occasion.today, missing: [...notice.missing], correctBy, provisional },
      clocks,
      personal: { ...before.personal, ...(notice.text === undefined ? {} : { noticeText: notice.text }) },
    },
    "give-notice",
    {
      missing: notice.missing.map(({ code }) => code).join(","),
      correctBy,
      inTime,
      ...(begun === undefined ? {} : { dueOn: begun.dueOn }),
      stopsPromise: before.clocks.promised?.running === true && clocks.promised?.running === false,
      ...hashed("textHash", notice.text, occasion),
    },
    occasion,
  );
};

/** Taking the case on; after silence the regime says as of when (R15). */
export const accept = (before: Case, item: ServiceItem, occasion: Occasion): Case => {
  const { accepted, counts, deemed } = acceptanceStart(before, { on: occasion.today, at: occasion.at }, occasion.hours);
  const clocks = clocksOnAcceptance(before, item, counts, occasion);
  return written(
    { ...before, state: stateAfter("accept", before.state), acceptedOn: accepted.on, clocks },
    "accept",
    {
      acceptedOn: accepted.on,
      countsFrom: counts.on,
      deemed,
      ...(clocks.promised === undefined ? {} : { dueOn: clocks.promised.dueOn }),
      ...(clocks.statutory === undefined ? {} : { statutoryDueOn: clocks.statutory.dueOn }),
    },
    occasion,
  );
};

export type Ruling =
  | { readonly outcome: "approved" }
  | { readonly outcome: Extract<Outcome, "refused">; readonly reason: string; readonly remedy: string };

/** Approved, or refused with the reason and the remedy that the law owes the applicant (R18). */
export const decide = (before: Case, ruling: Ruling, occasion: Occasion): Case => {
  const granted = ruling.outcome === "approved";
  const texts = granted ? {} : { decisionReason: ruling.reason, remedy: ruling.remedy };
  const { promised, statutory } = before.clocks;
  const inTime = (clock: CaseClock) => isInTime(clock, occasion.at, occasion.hours);
  return written(
    {
      ...before,
      state: stateAfter("decide", before.state),
      decision: { at: occasion.at, on: occasion.today, outcome: ruling.outcome },
      clocks: clocksOnDecision(before, granted, { on: occasion.today, at: occasion.at }, occasion),
      personal: { ...before.personal, ...texts },
    },
    "decide",
    {
      outcome: ruling.outcome,
      ...(promised === undefined ? {} : { dueOn: promised.dueOn, onTime: inTime(promised) }),
      ...(statutory === undefined ? {} : { withinStatutory: inTime(statutory) }),
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
  const accepted = accept(filed, filing.item, occasion);
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

/** The post that answers for the case now: the accepting one until acceptance, the deciding one after it. */
export const responsiblePost = (subject: Pick<Case, "state" | "acceptingPost" | "decidingPost">): PostId =>
  subject.state === "filed" || subject.state === "correcting" ? subject.acceptingPost : subject.decidingPost;
export const responsibleWindow = (subject: Case): Case["acceptingWindow"] =>
  subject.state === "filed" || subject.state === "correcting" ? subject.acceptingWindow : subject.decidingWindow;
