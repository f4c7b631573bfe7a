/**
 * A data return as the ladder sees it (article 15, R28–R30): one clock from the end of what it is about to its last day, for those
 * who answer for the centre. All but what was told of is computed, so that a calendar corrected meanwhile moves its stages by itself.
 */
import { stagesOf } from "../calendar/ladder.ts";
import type { Case, FiredStages } from "../casework/case.ts";
import { nextStageOf, stagedClocks } from "../casework/clocks.ts";
import { started, type Timetable } from "../casework/counting.ts";
import { CaseNumber, crockford, type Sha256 } from "../kernel/ids.ts";
import {
  daysBetween,
  type Instant,
  type LocalDate,
  localDateOf,
  type Month,
  monthOf,
  nextMonth,
  plusDays,
  previousMonth,
} from "../kernel/local-date.ts";
import type { ReturnKind } from "../municipality/return-kinds.ts";
import type { ReturnRef } from "./data-return.ts";
import { type ReturnsMaterial, refsOfMonth } from "./month.ts";
import { endOf } from "./period.ts";

/** What is kept of those that were told of, by number; kept by `shared/aws/return-reminder-store.ts`. */
export type ReturnReminders = {
  told(numbers: readonly CaseNumber[]): Promise<ReadonlyMap<CaseNumber, FiredStages>>;
  /** One conditional write: false where one of these stages was marked before. */
  mark(number: CaseNumber, fired: FiredStages): Promise<boolean>;
};

const NUMBER_BYTES = 8;
const NUMBER_LENGTH = 12;

/** As a case has one: computed from what it is, and so the same wherever it is asked for. */
export const numberOfReturn = ({ centre, kind, period }: ReturnRef, sha256: Sha256): CaseNumber => {
  const hex = sha256(`return ${centre} ${kind} ${period}`);
  const bytes = Array.from({ length: NUMBER_BYTES }, (_, n) => Number.parseInt(hex.slice(n * 2, n * 2 + 2), 16));
  return CaseNumber.parse(crockford(Uint8Array.from(bytes), NUMBER_LENGTH));
};

type Owed = ReturnRef & { readonly of: ReturnKind };
type Material = Pick<ReturnsMaterial, "towns" | "kinds">;
const dueIn = (months: readonly Month[], material: Material): readonly Owed[] =>
  material.kinds.flatMap((of) =>
    months.flatMap((month) => refsOfMonth(month, { ...material, kinds: [of] }).map((ref) => ({ ...ref, of }))),
  );

/** Those that there can be anything to tell of: due in this month or the one before, older ones have been told of. */
export const owedAt = (at: Instant, material: Material): readonly Owed[] => {
  const month = monthOf(localDateOf(at));
  return dueIn([previousMonth(month), month], material);
};

const BASIS = { zh: "资料报送日程", en: "the calendar of data returns" };

const clockOf = ({ period, of }: Pick<Owed, "period" | "of">, timetable: Timetable) => {
  const at = endOf(period);
  const on: LocalDate = plusDays(localDateOf(at), -1);
  const clock = started("return", { on, at }, { days: of.dueWorkingDay, unit: "working-days" }, BASIS, timetable);
  // No clock is kept to count up from: a last day that moves is another version, and one that moves back is the first again.
  return { ...clock, dueVersion: daysBetween(on, clock.dueOn) };
};

/** What the sweep and the watchdog need of it. */
export type TimedReturn = Pick<
  Case,
  "number" | "centre" | "version" | "clocks" | "firedStages" | "nextStage" | "ledger"
>;

/** What it asks of time next. */
export const attentionOfReturn = (
  subject: Pick<TimedReturn, "clocks" | "firedStages">,
  timetable: Timetable,
): TimedReturn["nextStage"] => {
  const next = nextStageOf(subject, timetable);
  return next && { id: next.id, at: next.at };
};

/** @param handedIn then nothing more is told of it */
export const timedReturn = (
  which: Owed & { readonly number: CaseNumber },
  { handedIn, told }: { readonly handedIn: boolean; readonly told: FiredStages },
  timetable: Timetable,
): TimedReturn => {
  const { number, centre } = which;
  const clocks = { return: { ...clockOf(which, timetable), running: !handedIn } };
  const subject = { number, centre, clocks, firedStages: told, version: 1, ledger: [] };
  return { ...subject, nextStage: attentionOfReturn(subject, timetable) };
};

/**
 * When a stage of any return comes next, handed in or not; undefined: none does this month or the next.
 * @param material one town of it is enough
 */
export const stageAfter = (at: Instant, material: Material, timetable: Timetable): Instant | undefined => {
  const month = monthOf(localDateOf(at));
  return dueIn([month, nextMonth(month)], material)
    .flatMap((which) => stagedClocks({ return: clockOf(which, timetable) }, timetable.ladder))
    .flatMap(([, , staged]) => stagesOf(staged, timetable))
    .filter((stage) => stage.applies && stage.at > at)
    .map((stage) => stage.at)
    .sort()[0];
};
