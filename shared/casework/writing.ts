/** How a move is written: its entry in the ledger, the next version, and what follows from the state alone. */
import type { Sha256 } from "../kernel/ids.ts";
import type { Instant, LocalDate } from "../kernel/local-date.ts";
import type { ActedBy, Case, LedgerEntry } from "./case.ts";
import { leadingClock, nextStageOf } from "./clocks.ts";
import { endOf, type Timetable } from "./counting.ts";
import { nextLapse, type Waiting } from "./lapses.ts";
import { appendEntry } from "./ledger.ts";
import { MOVES, type MoveName } from "./moves.ts";
import { issuedAfter } from "./receipts.ts";

/** When, by whom, in which request, and the hash function: what a move without free text takes from outside. */
export type Moment = Timetable & {
  readonly at: Instant;
  readonly today: LocalDate;
  readonly by: ActedBy;
  /** Identifies the request; the entry keeps it. */
  readonly token: string;
  readonly sha256: Sha256;
};
export type Occasion = Moment & {
  /** Keyed, so that short texts cannot be guessed from the ledger. */
  readonly textHash: Sha256;
};

type Derived = Pick<Case, "leading" | "nextStage">;
export type Underived = Omit<Case, "version" | keyof Derived>;

/** When the case next needs the sweep, a stage before a lapse of the same instant; undefined: never, as it stands. */
export const attentionOf = (subject: Waiting, timetable: Timetable): Case["nextStage"] => {
  const stage = nextStageOf(subject, timetable);
  const lapse = nextLapse(subject, timetable);
  const next = lapse !== undefined && (stage === undefined || lapse.at < stage.at) ? lapse : stage;
  return next && { id: next.id, at: next.at };
};

const derived = (state: Underived, timetable: Timetable): Derived => {
  const leading = leadingClock(state.clocks);
  return {
    leading: leading && {
      kind: leading[0],
      dueOn: leading[1].dueOn,
      endsAt: endOf(leading[1], timetable.hours),
    },
    nextStage: attentionOf(state, timetable),
  };
};

export type Facts = LedgerEntry["facts"];

/** The state, the ledger's entry, the paper that it issues and the next stage: what one conditional write will hold. */
export const written = (state: Underived, move: MoveName, facts: Facts, occasion: Moment): Case => {
  const { at, by, token, sha256 } = occasion;
  const ledger = appendEntry(state.ledger, { at, what: MOVES[move].writes, by, facts, token }, sha256);
  // Not how many it holds: old ones lie on pages.
  const version = ledger.at(-1)?.version ?? 1;
  const issued = issuedAfter(state.issued, { what: MOVES[move].writes, version }, occasion.today, state);
  return { ...state, issued, ledger, version, ...derived(state, occasion) };
};

export const hashed = (name: string, text: string | undefined, { textHash }: Occasion): Facts =>
  text === undefined ? {} : { [name]: textHash(text) };
