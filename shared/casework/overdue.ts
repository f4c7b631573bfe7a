/** Why a case is open beyond its promised limit: given by whoever handles it, and published while it is open (R27). */

import { Refusal } from "../kernel/refusal.ts";
import type { Case, CaseClock } from "./case.ts";
import { isInTime } from "./counting.ts";
import { MOVES, stateAfter } from "./moves.ts";
import type { OverdueReason } from "./overdue-reasons.ts";
import { type Moment, written } from "./writing.ts";

/** A notice that stopped the clock in time keeps it in time; one given later cures nothing (R23). */
const missedPromise = ({ clocks: { promised }, notice }: Case, { at, hours }: Moment): CaseClock => {
  const until = promised?.running === false ? (notice?.at ?? at) : at;
  if (promised === undefined || isInTime(promised, until, hours)) {
    throw new Refusal("limit-not-passed", { day: promised?.dueOn ?? "—" });
  }
  return promised;
};

/**
 * May be given again: the newest one counts, all stay in the ledger.
 * @throws Refusal `move-not-allowed`, `limit-not-passed`
 */
export const giveOverdueReason = (before: Case, code: OverdueReason, moment: Moment): Case => {
  const state = stateAfter("give-overdue-reason", before.state);
  const { dueOn, dueVersion } = missedPromise(before, moment);
  return written(
    { ...before, state, overdueReason: { code, on: moment.today, dueVersion } },
    "give-overdue-reason",
    // Not called dueOn, by which an entry says that it set the date.
    { overdueReason: code, overdueSince: dueOn },
    moment,
  );
};

type Explained = Pick<Case, "overdueReason" | "clocks">;

/** Of the date that is promised now: another date is another promise, and has its own reason. */
export const standingReason = ({ overdueReason, clocks }: Explained): OverdueReason | undefined =>
  overdueReason?.dueVersion === clocks.promised?.dueVersion ? overdueReason?.code : undefined;

const OPEN: readonly Case["state"][] = MOVES["give-overdue-reason"].from;

/** What is published of an open case; with the decision, that decision's own reason takes its place. */
export const publishedReason = (subject: Explained & Pick<Case, "state">): OverdueReason | undefined =>
  OPEN.includes(subject.state) ? standingReason(subject) : undefined;
