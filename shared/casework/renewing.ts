/** What the law makes of an undecided renewal when the licence ends: it counts as renewed (R19, 行政许可法 50). */
import { localDateOf } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import { clocksOnDecision } from "./clocks.ts";
import { isInTime } from "./counting.ts";
import { stateAfter } from "./moves.ts";
import { periodLapses } from "./resident-periods.ts";
import { type Moment, written } from "./writing.ts";

/** Granted by time, when that is due, as of the licence's last day; only where the municipal office switched it on for the item. */
export const deemRenewed = (before: Case, moment: Moment): Case => {
  const due = periodLapses(before, moment).find(({ kind }) => kind === "renewal-expiry");
  if (due === undefined || before.renewal === undefined) return before;
  const { expiresOn: on } = before.renewal;
  const { promised } = before.clocks;
  // Not when the sweep came: what follows from the law's grant is counted from its own instant.
  const granted = { on: localDateOf(due.at), at: due.at };
  return written(
    {
      ...before,
      state: stateAfter("deem-renewed", before.state),
      decision: { at: due.at, on, outcome: "approved", deemed: true },
      clocks: clocksOnDecision(before, true, granted, moment),
    },
    "deem-renewed",
    {
      outcome: "approved",
      deemed: true,
      expiredOn: on,
      ...(promised === undefined ? {} : { dueOn: promised.dueOn, onTime: isInTime(promised, due.at, moment.hours) }),
    },
    moment,
  );
};
