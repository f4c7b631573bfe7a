/** What time itself does to a case when a lapse is due: moves without a person, written like any other (ADR 0006). */
import type { Case } from "./case.ts";
import { actOnSilence } from "./handling.ts";
import { type LapseKind, nextLapse } from "./lapses.ts";
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

/** The case after its next lapse; as it is when none is due yet. */
export const actOnTime = (before: Case, moment: Moment): Case => {
  const lapse = nextLapse(before, moment);
  return lapse === undefined || lapse.at > moment.at ? before : ACTS[lapse.kind](before, moment);
};
