/** How a move of a complaint is written: its entry in the ledger, the next version, and what follows from the state alone. */
import { leadingClock, nextStageOf } from "../casework/clocks.ts";
import { endOf, type Timetable } from "../casework/counting.ts";
import { appendEntry } from "../casework/ledger.ts";
import { owedOrder } from "../casework/supervision.ts";
import type { People } from "../directory/roster.ts";
import type { Sha256 } from "../kernel/ids.ts";
import type { Instant, LocalDate } from "../kernel/local-date.ts";
import { type Complaint, type ComplaintActor, type ComplaintEntry, isClosed } from "./complaint.ts";
import { COMPLAINT_MOVES, type ComplaintMove } from "./moves.ts";
import { wallsOf } from "./walls.ts";

/** When, by whom, in which request, among which people, and the hash function: what a move without free text takes from outside. */
export type ComplaintMoment = Timetable & {
  readonly at: Instant;
  readonly today: LocalDate;
  readonly by: ComplaintActor;
  readonly token: string;
  /** Of the complaint's centre, and of the office. */
  readonly people: People;
  readonly sha256: Sha256;
};
export type ComplaintOccasion = ComplaintMoment & {
  /** Keyed, so that short texts cannot be guessed from the ledger. */
  readonly textHash: Sha256;
};

type Derived = "leading" | "nextStage" | "hiddenFromOffice";
export type Underived = Omit<Complaint, "version" | Derived>;

type Waiting = Pick<Complaint, "state" | "clocks" | "firedStages" | "orders">;

/** What it asks of time next, a stage before an order of the same instant; undefined: nothing, as it stands. */
export const attentionOfComplaint = (subject: Waiting, timetable: Timetable): Complaint["nextStage"] => {
  const stage = nextStageOf(subject, timetable);
  const order = isClosed(subject.state) ? undefined : owedOrder(subject);
  const next = order !== undefined && (stage === undefined || order.at < stage.at) ? order : stage;
  return next && { id: next.id, at: next.at };
};

const derived = (state: Underived, { people, ...timetable }: ComplaintMoment): Pick<Complaint, Derived> => {
  const leading = leadingClock(state.clocks);
  const walls = wallsOf(state, people);
  return {
    leading: leading && {
      kind: leading[0],
      dueOn: leading[1].dueOn,
      endsAt: endOf(leading[1], timetable.hours),
    },
    nextStage: attentionOfComplaint(state, timetable),
    hiddenFromOffice: people.office.some(({ id }) => walls.has(id)),
  };
};

export type ComplaintFacts = ComplaintEntry["facts"];

/** The state, the ledger's entry and the next stage: what one conditional write will hold. */
export const complaintWritten = (
  state: Underived,
  move: ComplaintMove,
  facts: ComplaintFacts,
  occasion: ComplaintMoment,
): Complaint => {
  const { at, by, token, sha256 } = occasion;
  const ledger = appendEntry(state.ledger, { at, what: COMPLAINT_MOVES[move].writes, by, facts, token }, sha256);
  return { ...state, ledger, version: ledger.at(-1)?.version ?? 1, ...derived(state, occasion) };
};

export const hashedFact = (name: string, text: string | undefined, { textHash }: ComplaintOccasion): ComplaintFacts =>
  text === undefined ? {} : { [name]: textHash(text) };

/** A text that the entry to come is found by: told to the complainant, or staff's own. */
export const keepingText = (
  before: Complaint,
  where: "told" | "notes",
  text: string | undefined,
): Complaint["personal"] =>
  text === undefined
    ? before.personal
    : { ...before.personal, [where]: { ...before.personal[where], [String(before.version + 1)]: text } };
