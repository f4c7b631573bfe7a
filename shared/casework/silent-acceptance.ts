/** What time writes when the office was silent until the notice limit was over (R5a, R15). */
import { localDateOf } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import { clocksOnSilence } from "./clocks.ts";
import { openedOnAcceptance } from "./joint-handling.ts";
import { stateAfter } from "./moves.ts";
import { isDeemedAccepted, isSilent, silenceOf } from "./silence.ts";
import { type Moment, written } from "./writing.ts";

/**
 * The case after the silence, moved by the clock alone: a licence is accepted as of its receipt; elsewhere the promise
 * runs from receipt, which is no legal acceptance. The notice clock's red card is still owed. A case that has answered
 * meanwhile, or is not silent yet, comes back as it is.
 */
export const actOnSilence = (before: Case, moment: Moment): Case => {
  const silence = silenceOf(before, moment.hours);
  if (silence === undefined || !isSilent(before, moment)) return before;
  const clocks = clocksOnSilence(before, moment);
  const dues = {
    countsFrom: before.receivedOn,
    ...(clocks.promised === undefined ? {} : { dueOn: clocks.promised.dueOn }),
    ...(clocks.statutory === undefined ? {} : { statutoryDueOn: clocks.statutory.dueOn }),
  };
  if (!isDeemedAccepted(before, moment)) return written({ ...before, clocks }, "start-promise", dues, moment);
  return written(
    {
      ...before,
      state: stateAfter("deem-accepted", before.state),
      acceptedOn: before.receivedOn,
      // As of the silence, whenever the sweep came.
      ...openedOnAcceptance(before, clocks, { ...moment, at: silence.at, today: localDateOf(silence.at) }),
    },
    "deem-accepted",
    { acceptedOn: before.receivedOn, deemed: true, ...dues },
    moment,
  );
};
