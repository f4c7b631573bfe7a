/** What time itself does to a case when a lapse is due: moves without a person, written like any other (ADR 0006). */
import type { Case } from "./case.ts";
import { actOnSilence } from "./handling.ts";
import { type Lapse, type LapseKind, nextLapse } from "./lapses.ts";
import { deemRenewed } from "./renewing.ts";
import { endUncorrected, missPromise, remindOfCorrection } from "./telling.ts";
import type { Moment } from "./writing.ts";

const ACTS: Readonly<Record<LapseKind, (before: Case, moment: Moment) => Case>> = {
  silence: actOnSilence,
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
