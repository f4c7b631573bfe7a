/** What the law makes of the office's silence: no notice by the end of the notice limit (R5a, R15). */
import type { OfficeHours } from "../calendar/office-hours.ts";
import { REGIMES } from "../directory/regime.ts";
import { type Instant, plusMilliseconds } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import { endOf } from "./counting.ts";

type Silence = { readonly id: string; readonly kind: "silence"; readonly at: Instant };

/** The first instant of silence, if it moves anything; undefined where the regime makes nothing of it. */
export const silenceOf = (
  { state, regime, clocks: { notice, promised } }: Pick<Case, "state" | "regime" | "clocks">,
  hours: OfficeHours,
): Silence | undefined => {
  if (state !== "filed" || !notice?.running) return undefined;
  const { silence } = REGIMES[regime];
  const moves = silence === "accepted-as-of-receipt" || (silence === "promise-from-receipt" && promised === undefined);
  return moves
    ? { id: `notice#${notice.dueVersion}#silence`, kind: "silence", at: plusMilliseconds(endOf(notice, hours), 1) }
    : undefined;
};

type Hour = { readonly at: Instant; readonly hours: OfficeHours };

export const isSilent = (subject: Case, { at, hours }: Hour): boolean => {
  const silence = silenceOf(subject, hours);
  return silence !== undefined && silence.at <= at;
};

/** Whether the silence is an acceptance. Licences only. */
export const isDeemedAccepted = (subject: Case, moment: Hour): boolean =>
  REGIMES[subject.regime].silence === "accepted-as-of-receipt" && isSilent(subject, moment);
