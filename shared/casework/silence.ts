/** What the law makes of the office's silence: no notice by the end of the notice limit (R5a, R15). */
import type { OfficeHours } from "../calendar/office-hours.ts";
import { REGIMES } from "../directory/regime.ts";
import { type Instant, plusMilliseconds } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import { endOf } from "./counting.ts";

/** A moment at which time itself moves the case. */
export type Lapse = { readonly id: string; readonly at: Instant };
const LAPSED = "lapsed";
export const isLapse = (id: string): boolean => id.endsWith(`#${LAPSED}`);

/** The first instant of silence, if it moves anything; undefined where the regime makes nothing of it. */
export const lapseOf = (
  { state, regime, clocks: { notice, promised } }: Pick<Case, "state" | "regime" | "clocks">,
  hours: OfficeHours,
): Lapse | undefined => {
  if (state !== "filed" || !notice?.running) return undefined;
  const { silence } = REGIMES[regime];
  const moves = silence === "accepted-as-of-receipt" || (silence === "promise-from-receipt" && promised === undefined);
  return moves
    ? { id: `notice#${notice.dueVersion}#${LAPSED}`, at: plusMilliseconds(endOf(notice, hours), 1) }
    : undefined;
};

type Hour = { readonly at: Instant; readonly hours: OfficeHours };

export const isSilent = (subject: Case, { at, hours }: Hour): boolean => {
  const lapse = lapseOf(subject, hours);
  return lapse !== undefined && lapse.at <= at;
};

/** Whether the law has accepted it by now, on record or not. Licences only. */
export const isDeemedAccepted = (subject: Case, moment: Hour): boolean =>
  REGIMES[subject.regime].silence === "accepted-as-of-receipt" && isSilent(subject, moment);
