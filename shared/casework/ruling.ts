/** What a decision says, and what it has to say: its reasons towards the applicant and the public (R18, R27). */
import type { Case, Outcome } from "./case.ts";
import { isInTime } from "./counting.ts";
import { standingReason } from "./overdue.ts";
import type { OverdueReason } from "./overdue-reasons.ts";
import type { Occasion } from "./writing.ts";

export type Ruling = {
  /** Over the limit only: needed then, unless one was given while it was open; left out of the record otherwise (R27). */
  readonly overdueReason?: OverdueReason | undefined;
  /** The separate check of a case that a relative of an official has filed. */
  readonly relativeChecked?: boolean | undefined;
} & (
  | { readonly outcome: "approved" }
  | { readonly outcome: Extract<Outcome, "refused">; readonly reason: string; readonly remedy: string }
);

/** Whether a limit for deciding has passed, be it promised, set by law or in hours. */
export const isOverdue = ({ clocks }: Pick<Case, "clocks">, { at, hours }: Pick<Occasion, "at" | "hours">): boolean =>
  [clocks.promised, clocks.statutory, clocks.urgent].some(
    (clock) => clock?.running === true && !isInTime(clock, at, hours),
  );

/** Of a late decision: its own, or the one that was given while the case was open (R27). */
export const overdueReasonFor = (
  before: Case,
  { overdueReason }: Pick<Ruling, "overdueReason">,
  occasion: Pick<Occasion, "at" | "hours">,
): OverdueReason | undefined => (isOverdue(before, occasion) ? (overdueReason ?? standingReason(before)) : undefined);

/** What a ruling on this case has to say and does not: a reason when it is late (R27), a check where a relative applies. */
export const missingInRuling = (
  before: Case,
  ruling: Pick<Ruling, "overdueReason" | "relativeChecked">,
  occasion: Pick<Occasion, "at" | "hours">,
): readonly ("overdueReason" | "relativeChecked")[] => [
  ...(isOverdue(before, occasion) && overdueReasonFor(before, ruling, occasion) === undefined
    ? (["overdueReason"] as const)
    : []),
  ...(before.relativeOfOfficial && ruling.relativeChecked !== true ? (["relativeChecked"] as const) : []),
];
