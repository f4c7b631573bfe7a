/** How a change of a rating is written: its entry in the ledger, the next version, and what follows from the state alone. */
import { leadingClock, nextStageOf } from "../casework/clocks.ts";
import { endOf, type Timetable } from "../casework/counting.ts";
import { appendEntry } from "../casework/ledger.ts";
import { takenInBy } from "../complaints/handlers.ts";
import { walledBy } from "../complaints/walls.ts";
import type { People, StaffId } from "../directory/roster.ts";
import type { Sha256 } from "../kernel/ids.ts";
import { type Instant, type LocalDate, plusDays } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Rating, RatingActor, RatingEntryKind } from "./rating.ts";

export type RatingMoment = Timetable & {
  readonly at: Instant;
  readonly today: LocalDate;
  readonly by: RatingActor;
  readonly token: string;
  readonly sha256: Sha256;
};
export type RatingOccasion = RatingMoment & {
  /** Of the rated post's centre, and of the office. */
  readonly people: People;
  /** Keyed, so that short texts cannot be guessed from the ledger. */
  readonly textHash: Sha256;
};

type Derived = "version" | "leading" | "nextStage" | "finalOn";
export type Underived = Omit<Rating, Derived>;

/** The day after the time for rating: nobody can tell from it when it was given. Of a poor one, not before its follow-up ends. */
const finalOn = ({ rateUntil, followUp }: Underived): LocalDate | undefined => {
  const after = plusDays(rateUntil, 1);
  if (followUp === undefined) return after;
  if (followUp.closed === undefined) return undefined;
  return followUp.closed.on > after ? followUp.closed.on : after;
};

/** What it asks of time next. */
export const attentionOfRating = (
  state: Pick<Rating, "clocks" | "firedStages">,
  timetable: Timetable,
): Rating["nextStage"] => {
  const next = nextStageOf(state, timetable);
  return next && { id: next.id, at: next.at };
};

/** One entry more, and what follows from the state. */
export const ratingEntered = (
  state: Underived,
  what: RatingEntryKind,
  facts: Rating["ledger"][number]["facts"],
  moment: RatingMoment,
): Rating => {
  const { at, by, token, sha256, hours } = moment;
  const ledger = appendEntry(state.ledger, { at, what, by, facts, token }, sha256);
  const leading = leadingClock(state.clocks);
  return {
    ...state,
    ledger,
    version: ledger.at(-1)?.version ?? 1,
    finalOn: finalOn(state),
    leading: leading && { kind: leading[0], dueOn: leading[1].dueOn, endsAt: endOf(leading[1], hours) },
    nextStage: attentionOfRating(state, moment),
  };
};

/** @param text kept in the erasable part, and only its hash in the ledger */
export const ratingWritten = (
  state: Underived,
  what: RatingEntryKind,
  facts: Rating["ledger"][number]["facts"],
  occasion: RatingOccasion,
  text?: string,
): Rating => {
  const entered = text === undefined ? facts : { ...facts, textHash: occasion.textHash(text) };
  const after = ratingEntered(state, what, entered, occasion);
  if (text === undefined) return after;
  const { personal, version } = after;
  return { ...after, personal: { ...personal, texts: { ...personal.texts, [version]: text } } };
};

/** Whom a rating is kept from until it is final, and from whose hands it is kept always: as of a complaint against them (R53, R62). */
export const wallsOfRating = ({ rated }: Pick<Rating, "rated">, people: People): ReadonlySet<StaffId> =>
  walledBy([rated], people);

/** Who follows up, or decides an appeal: of the centre while anybody fits, else of the municipal office. @throws Refusal `nobody-can-handle` */
export const takerOf = (rating: Pick<Rating, "rated">, people: People, at: Instant, but: readonly StaffId[] = []) => {
  const taken = takenInBy("centre", new Set([...wallsOfRating(rating, people), ...but]), people, at);
  if (taken === undefined) throw new Refusal("nobody-can-handle");
  return taken;
};
