/** A docket as the watchdog goes over it, whatever lies in it: what is open, what is missing there, and how that is made up for (R35). */
import type { Timetable } from "../../shared/casework/counting.ts";
import { type Attention, isMissing, missingIn, type WatchedItems } from "../../shared/casework/watched.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { Docket, Timed } from "./docket.ts";
import { type Asking, type FiringNeeds, fireStages, type Outcome } from "./fire-stages.ts";

/** One of those that are open; `next`: what it asks of time, from its clocks alone. */
export type Glimpse = { readonly number: CaseNumber; next(timetable: Timetable): Attention | undefined };

export type WatchedDocket = WatchedItems<Glimpse> & {
  /** As it is now: an index may be a moment behind. */
  missing(number: CaseNumber, firing: FiringNeeds): Promise<Attention | undefined>;
  makeUpFor(number: CaseNumber, firing: FiringNeeds): Promise<Outcome | undefined>;
};

/** A matter whose last move can be told from its ledger. */
type Moved = Timed & { readonly ledger: readonly { readonly at: Instant }[] };

/** From the clocks themselves: with one that missed one stage, everything that is due by now is made up for. */
const asComputed =
  <S extends Timed>({ attention }: Docket<S>, firing: FiringNeeds): Asking<S> =>
  (subject) => {
    const next = attention(subject, firing);
    return next && { ...next, ...(isMissing(next, firing.at) ? { late: true as const } : {}) };
  };

/** @param attention of what the index carries, as the docket works it out of the whole */
export const watchedDocket = <S extends Moved, W extends { readonly number: CaseNumber }>(
  docket: Docket<S>,
  { watched }: WatchedItems<W>,
  attention: (subject: W, timetable: Timetable) => Attention | undefined,
): WatchedDocket => ({
  async watched(segment, page) {
    const { found, ...rest } = await watched(segment, page);
    const glimpse = (subject: W): Glimpse => ({
      number: subject.number,
      next: (timetable) => attention(subject, timetable),
    });
    return { ...rest, found: found.map(glimpse) };
  },
  async missing(number, firing) {
    const subject = (await docket.getEach([number])).get(number);
    if (subject === undefined || subject instanceof Error) throw subject ?? new Error("was not read");
    return missingIn(subject, docket.attention(subject, firing), firing.at);
  },
  async makeUpFor(number, firing) {
    const [outcome] = await fireStages([number], docket, firing, asComputed(docket, firing));
    return outcome;
  },
});
