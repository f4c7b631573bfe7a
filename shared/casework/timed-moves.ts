/** What time itself does to a case when a lapse is due: moves without a person, written like any other (ADR 0006). */
import type { Case } from "./case.ts";
import { type Lapse, type LapseKind, nextLapse } from "./lapses.ts";
import { recount } from "./recounting.ts";
import { deemRenewed } from "./renewing.ts";
import { actOnSilence } from "./silent-acceptance.ts";
import { makeOwedOrder } from "./supervising.ts";
import { endUncorrected, missPromise, remindOfCorrection } from "./telling.ts";
import type { Moment } from "./writing.ts";

const ACTS: Readonly<Record<LapseKind, (before: Case, moment: Moment) => Case>> = {
  silence: actOnSilence,
  "supervision-order": makeOwedOrder,
  "correction-reminder": remindOfCorrection,
  "correction-expiry": endUncorrected,
  "promise-expiry": missPromise,
  "renewal-expiry": deemRenewed,
};

/** By now, or as the case was last written: another calendar may since have put a reminder a day off. */
const isDue = ({ nextStage }: Case, lapse: Lapse, { at }: Moment): boolean =>
  lapse.at <= at || (nextStage?.id === lapse.id && nextStage.at <= at);

/** The case after its next lapse; as it is when none is due yet. */
export const actOnTime = (before: Case, moment: Moment): Case => {
  const lapse = nextLapse(before, moment);
  return lapse !== undefined && isDue(before, lapse, moment) ? ACTS[lapse.kind](before, moment) : before;
};

/** To remind is the sweep's own, and changes nothing: whoever corrects or accepts in that hour is not reminded first. */
const isRemindedOnly = (subject: Case, moment: Moment): boolean =>
  nextLapse(subject, moment)?.kind === "correction-reminder" &&
  subject.notice !== undefined &&
  moment.today <= subject.notice.correctBy;

/**
 * The case as calendar and time have made it by now, on record or not: whoever moves it, moves this, in the same write. So
 * nothing depends on whether the sweep or a person came first.
 */
export const upToDate = (before: Case, moment: Moment): Case => {
  let subject = recount(before, moment);
  while (!isRemindedOnly(subject, moment)) {
    const after = actOnTime(subject, moment);
    if (after === subject) break;
    subject = after;
  }
  return subject;
};
