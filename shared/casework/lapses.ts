/** The moments at which time itself moves a case, if nobody does first (ADR 0006). What it then does: `timed-moves.ts`. */
import type { Instant } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import type { Timetable } from "./counting.ts";
import { isClosed } from "./moves.ts";
import { PERIOD_KINDS, periodLapses, type Waiting as WaitingForResident } from "./resident-periods.ts";
import { silenceOf } from "./silence.ts";
import { owedOrder } from "./supervision.ts";

/** The last part of a lapse's id. */
export const LAPSE_KINDS = ["silence", "supervision-order", ...PERIOD_KINDS] as const;
export type LapseKind = (typeof LAPSE_KINDS)[number];
/** `<what it is about>#<its due version or last day>#<kind>`. */
export type Lapse = { readonly id: string; readonly kind: LapseKind; readonly at: Instant };

/** undefined: the id is a stage of the ladder. */
export const lapseKindOf = (id: string): LapseKind | undefined => LAPSE_KINDS.find((kind) => id.endsWith(`#${kind}`));

export type Waiting = Pick<Case, "state" | "regime" | "clocks" | "firedStages" | "orders"> & WaitingForResident;

/** An order that is owed, else the earliest; undefined: time alone will never move this case as it stands. */
export const nextLapse = (subject: Waiting, timetable: Timetable): Lapse | undefined =>
  (isClosed(subject.state) ? undefined : owedOrder(subject)) ??
  [silenceOf(subject, timetable.hours), ...periodLapses(subject, timetable)]
    .filter((lapse) => lapse !== undefined)
    .sort((a, b) => (a.at < b.at ? -1 : 1))[0];
