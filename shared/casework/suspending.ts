/** What makes a deciding clock count otherwise: suspensions and the one extension (R20–R24). */

import type { SuspensionReason } from "../calendar/limit.ts";
import { SUSPENSION_LABELS } from "../calendar/suspension.ts";
import { REGIMES } from "../directory/regime.ts";
import { type LocalDate, plusDays } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Case, CaseClock, CaseSuspension, ClockKind, LedgerEntry, Standstill } from "./case.ts";
import type { Clocks } from "./clocks.ts";
import { type Allowances, isInTime, recounted, type Timetable } from "./counting.ts";
import { keepingDocument } from "./documents.ts";
import { stateAfter } from "./moves.ts";
import { requireRoom, telling } from "./room.ts";
import { hashed, type Occasion, written } from "./writing.ts";

/** Only these can be suspended or extended: what is promised, and what the law allows for deciding. */
const DECIDING = ["promised", "statutory"] as const satisfies readonly ClockKind[];

/** The deciding clocks that run, counted again where `change` gives them other allowances. */
const withAllowances = (
  { clocks }: Pick<Case, "clocks">,
  change: (clock: CaseClock) => Allowances | undefined,
  timetable: Timetable,
): Clocks => {
  const again = DECIDING.flatMap((kind) => {
    const clock = clocks[kind];
    const allowances = clock?.running ? change(clock) : undefined;
    return clock && allowances ? [[kind, recounted(kind, clock, timetable, allowances)] as const] : [];
  });
  return { ...clocks, ...Object.fromEntries(again) };
};

const duesIn = ({ promised, statutory }: Clocks): LedgerEntry["facts"] => ({
  ...(promised === undefined ? {} : { dueOn: promised.dueOn }),
  ...(statutory === undefined ? {} : { statutoryDueOn: statutory.dueOn }),
});

/** The latest day that a suspension may be planned to, or renewed to, today (R21). */
export const latestPlanned = ({ regime }: Pick<Case, "regime">, today: LocalDate): LocalDate =>
  plusDays(today, REGIMES[regime].longestSuspension);

/** The limit that the law sets, or the promise where it sets none. @throws Refusal `limit-passed` */
const requireOpenLimit = ({ clocks }: Case, { at, hours }: Occasion): void => {
  const limit = clocks.statutory ?? clocks.promised;
  if (limit?.running && isInTime(limit, at, hours)) return;
  throw new Refusal("limit-passed", { day: limit?.dueOn ?? "—" });
};

/**
 * The clocks stand still from a day on, both its days included (R21), for a reason that the regime or the item's own law
 * names (R20). A clock that has run out is not cured (R23); two suspensions that overlap count once (R22).
 * @param asked `from` is today or later, `plannedTo` not before it; `notice`: the written notice of the time needed
 * @throws Refusal `suspension-not-allowed`, `limit-passed`, `case-full`
 */
export const suspend = (
  before: Case,
  asked: {
    readonly reason: SuspensionReason;
    readonly from: LocalDate;
    readonly plannedTo: LocalDate;
    readonly notice: string;
  },
  occasion: Occasion,
): Case => {
  const state = stateAfter("suspend", before.state);
  const { reason, from, plannedTo, notice } = asked;
  const { suspendedBy } = before.limits;
  if (!suspendedBy.includes(reason)) {
    const named = (locale: "zh" | "en") => suspendedBy.map((each) => SUSPENSION_LABELS[each][locale]);
    const [allowed, allowedEn] = [named("zh").join("、") || "无", named("en").join(", ") || "none"];
    throw new Refusal("suspension-not-allowed", { allowed, allowedEn });
  }
  requireOpenLimit(before, occasion);
  requireRoom("suspensions", before.suspensions.length);
  const id = before.suspensions.length + 1;
  const added: Standstill = { id, reason, from, to: plannedTo };
  const clocks = withAllowances(
    before,
    (clock) =>
      isInTime(clock, occasion.at, occasion.hours)
        ? { ...clock, suspensions: [...clock.suspensions, added] }
        : undefined,
    occasion,
  );
  const suspensions = [...before.suspensions, { id, reason, from, plannedTo }];
  return written(
    { ...before, state, suspensions, clocks, personal: telling(before, notice) },
    "suspend",
    { suspension: id, reason, from, to: plannedTo, ...duesIn(clocks), ...hashed("noticeHash", notice, occasion) },
    occasion,
  );
};

/** One that goes on, or is still to begin. @throws Refusal `suspension-not-found`, `suspension-over` */
const goingOn = ({ suspensions }: Case, id: number, today: LocalDate): CaseSuspension => {
  const found = suspensions.find((suspension) => suspension.id === id);
  if (found === undefined) throw new Refusal("suspension-not-found");
  const lastDay = found.endedOn ?? found.plannedTo;
  if (found.endedOn !== undefined || lastDay < today) throw new Refusal("suspension-over", { day: lastDay });
  return found;
};

/** The clocks that this suspension stood still, with another last day; before its first one it counts for nothing. */
const lasting = (before: Case, id: number, to: LocalDate, timetable: Timetable): Clocks => {
  const moved = (each: Standstill): readonly Standstill[] => {
    if (each.id !== id) return [each];
    return to < each.from ? [] : [{ ...each, to }];
  };
  return withAllowances(
    before,
    (clock) =>
      clock.suspensions.some((each) => each.id === id)
        ? { ...clock, suspensions: clock.suspensions.flatMap(moved) }
        : undefined,
    timetable,
  );
};

const replacing = ({ suspensions }: Case, changed: CaseSuspension): CaseSuspension[] =>
  suspensions.map((each) => (each.id === changed.id ? changed : each));

/**
 * A later planned end, with its reason, before the planned one has passed (R22). A clock that ran out while it stood
 * still keeps the effect (R23).
 * @param asked `plannedTo` after the end planned so far
 * @throws Refusal `suspension-not-found`, `suspension-over`, `case-full`
 */
export const renewSuspension = (
  before: Case,
  asked: { readonly id: number; readonly plannedTo: LocalDate; readonly notice: string },
  occasion: Occasion,
): Case => {
  const state = stateAfter("renew-suspension", before.state);
  const { id, plannedTo, notice } = asked;
  const found = goingOn(before, id, occasion.today);
  const clocks = lasting(before, id, plannedTo, occasion);
  return written(
    {
      ...before,
      state,
      suspensions: replacing(before, { ...found, plannedTo }),
      clocks,
      personal: telling(before, notice),
    },
    "renew-suspension",
    { suspension: id, to: plannedTo, ...duesIn(clocks), ...hashed("noticeHash", notice, occasion) },
    occasion,
  );
};

/**
 * Its real end: today is its last day; one that had not begun never counts. A stage that this brings into the past fires
 * at once (R22). @throws Refusal `suspension-not-found`, `suspension-over`
 */
export const endSuspension = (before: Case, id: number, occasion: Occasion): Case => {
  const state = stateAfter("end-suspension", before.state);
  const found = goingOn(before, id, occasion.today);
  const endedOn = occasion.today < found.from ? plusDays(found.from, -1) : occasion.today;
  const clocks = lasting(before, id, endedOn, occasion);
  return written(
    { ...before, state, suspensions: replacing(before, { ...found, endedOn }), clocks },
    "end-suspension",
    { suspension: id, to: endedOn, ...duesIn(clocks) },
    occasion,
  );
};

/**
 * The one extension, approved no later than closing time of the limit's last day, with a reason told to the applicant
 * (R24). A promise that was missed by then stays missed.
 * @param asked `document`: number of the approval by the regime's approver
 * @throws Refusal `extension-not-allowed`, `already-extended`, `limit-passed`, `case-full`
 */
export const extend = (
  before: Case,
  asked: { readonly workingDays: number; readonly document: string; readonly reason: string },
  occasion: Occasion,
): Case => {
  const state = stateAfter("extend", before.state);
  const { workingDays, document, reason } = asked;
  const allowed = before.limits.extension;
  if (before.extension !== undefined) throw new Refusal("already-extended");
  if (allowed === null || workingDays > allowed.workingDays) {
    throw new Refusal("extension-not-allowed", { most: allowed?.workingDays ?? 0 });
  }
  requireOpenLimit(before, occasion);
  const clocks = withAllowances(
    before,
    (clock) => (isInTime(clock, occasion.at, occasion.hours) ? { ...clock, extendedBy: workingDays } : undefined),
    occasion,
  );
  const extension = { workingDays, approvedAt: occasion.at, approver: allowed.approver };
  const { personal, facts } = keepingDocument({ ...before, personal: telling(before, reason) }, document, occasion);
  return written(
    { ...before, state, extension, clocks, personal },
    "extend",
    { workingDays, ...facts, ...duesIn(clocks), ...hashed("reasonHash", reason, occasion) },
    occasion,
  );
};
