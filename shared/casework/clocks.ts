/** Which clocks a case has, when they start and stop, and what drives its reminders (R5, R5a, R5b, R6, R15, R25, R26). */
import type { Bilingual } from "../calendar/bilingual.ts";
import { type Deadline, deadline, ROLLED_LABEL } from "../calendar/deadline.ts";
import { type LadderClock, nextStage, type Stage } from "../calendar/ladder.ts";
import type { Ladder } from "../calendar/ladder-settings.ts";
import type { OfficeHours } from "../calendar/office-hours.ts";
import { type ItemLimits, limitsOf } from "../directory/limits.ts";
import { REGIMES } from "../directory/regime.ts";
import type { ServiceItem } from "../directory/service-item.ts";
import { type Instant, type LocalDate, localDate, plusDays } from "../kernel/local-date.ts";
import type { Case, CaseClock, ClockKind } from "./case.ts";
import { isInTime, ladderClock, type Start, started, type Timetable, urgentClock } from "./counting.ts";
import { TASK_CLOCKS } from "./joint-tasks.ts";

export type Clocks = Case["clocks"];
const PROMISE = { zh: "公开承诺时限", en: "the published promise" };

/** The clocks that decide: promised, and statutory where the law sets a limit. */
const decisionClocks = (
  start: Start,
  limits: ItemLimits,
  law: CaseClock["basis"],
  timetable: Timetable,
  replaced: Clocks = {},
): Clocks => ({
  promised: started("promised", start, limits.promised, PROMISE, timetable, replaced.promised, replaced.promised),
  ...(limits.statutory === null
    ? {}
    : {
        statutory: started(
          "statutory",
          start,
          limits.statutory,
          law,
          timetable,
          replaced.statutory,
          replaced.statutory,
        ),
      }),
});

/**
 * On receipt: the notice clock; the deciding clocks too where they count from receipt (disclosure, enquiries, and
 * immediate items, R6); the hour clock of an urgent request.
 */
export const clocksOnReceipt = (item: ServiceItem, start: Start, urgent: boolean, timetable: Timetable): Clocks => {
  const rules = REGIMES[item.regime];
  const limits = limitsOf(item);
  const fromReceipt = rules.countsFrom === "receipt" || limits.promised.unit === "immediate";
  return {
    ...(limits.notice === null ? {} : { notice: started("notice", start, limits.notice, rules.law, timetable) }),
    ...(fromReceipt ? decisionClocks(start, limits, rules.law, timetable) : {}),
    ...(urgent && item.limits.urgentHours !== undefined
      ? { urgent: urgentClock(start, item.limits.urgentHours, timetable) }
      : {}),
  };
};

const stopped = (clocks: Clocks, kinds: readonly ClockKind[]): Clocks =>
  Object.fromEntries(
    Object.entries(clocks).map(([kind, clock]) => [
      kind,
      kinds.includes(kind as ClockKind) ? { ...clock, running: false } : clock,
    ]),
  );

/** False once the notice limit has passed: what the law made of the silence stands, whatever is asked for later (R15). */
export const isInTimeForNotice = ({ clocks }: Pick<Case, "clocks">, at: Instant, hours: OfficeHours): boolean =>
  clocks.notice === undefined || isInTime(clocks.notice, at, hours);

/** The notice clock stops with an answer; one that came too late still owes its red card, whoever came first (R15). */
const answered = (clocks: Clocks, late: boolean): Clocks => {
  const { notice } = clocks;
  const without = stopped(clocks, ["notice"]);
  return notice?.running && late ? { ...without, notice: { ...notice, running: false, lapsed: true } } : without;
};

/**
 * While the resident corrects, only the hour clock runs: help comes first, papers afterwards (社会救助法 50). A notice
 * given too late, or where the regime knows none, stops no clock that decides; where silence has let them run from
 * receipt, they are started (R15).
 */
export const clocksOnNotice = (before: Case, inTime: boolean, timetable: Timetable): Clocks => {
  const { clocks } = before;
  if (inTime && clocks.notice !== undefined) return stopped(clocks, ["notice", "promised", "statutory"]);
  const { silence, law } = REGIMES[before.regime];
  const receipt: Start = { on: before.receivedOn, at: before.receivedAt };
  const fromReceipt = !inTime && silence !== "nothing" && clocks.promised === undefined;
  return {
    ...answered(clocks, !inTime),
    ...(fromReceipt ? decisionClocks(receipt, before.limits, law, timetable) : {}),
  };
};

/**
 * A notice that never came was never given (R13): what it stopped runs again, as if nothing had been asked for. A notice
 * clock whose limit is over by then is silence (R15).
 */
export const clocksOnReturnedNotice = (clocks: Clocks): Clocks =>
  Object.fromEntries(
    Object.entries(clocks).map(([kind, clock]) => [
      kind,
      ["notice", "promised", "statutory"].includes(kind) && !clock.lapsed ? { ...clock, running: true } : clock,
    ]),
  );

/** After silence the clocks that decide run from receipt; the notice clock has lapsed (R15). */
export const clocksOnSilence = (before: Case, timetable: Timetable): Clocks => {
  const { clocks, limits, regime, receivedOn: on, receivedAt: at } = before;
  const { notice } = stopped(clocks, ["notice"]);
  return {
    ...clocks,
    ...(notice === undefined ? {} : { notice: { ...notice, lapsed: true } }),
    ...decisionClocks({ on, at }, limits, REGIMES[regime].law, timetable, clocks),
  };
};

/**
 * The day that counts as acceptance: today, or the day of receipt where the law made the office's silence an
 * acceptance (R15). Silence: no notice by the end of the notice limit; one given after it undoes nothing.
 */
export const acceptanceStart = (
  before: Case,
  now: Start,
  hours: OfficeHours,
): { accepted: Start; counts: Start; deemed: boolean } => {
  const rules = REGIMES[before.regime];
  const receipt: Start = { on: before.receivedOn, at: before.receivedAt };
  const corrected = before.notice !== undefined && isInTimeForNotice(before, before.notice.at, hours);
  const silent = !corrected && !isInTimeForNotice(before, now.at, hours);
  const deemed = silent && rules.silence === "accepted-as-of-receipt";
  const fromReceipt =
    deemed ||
    (silent && rules.silence === "promise-from-receipt") ||
    (rules.countsFrom === "receipt" && !(corrected && rules.correction === "restarts-clock")) ||
    (!corrected && before.clocks.promised !== undefined);
  return { accepted: deemed ? receipt : now, counts: fromReceipt ? receipt : now, deemed };
};

export const clocksOnAcceptance = (
  before: Case,
  counts: Start,
  timetable: Timetable & { readonly at: Instant },
): Clocks => ({
  ...answered(before.clocks, !isInTimeForNotice(before, timetable.at, timetable.hours)),
  ...decisionClocks(counts, before.limits, REGIMES[before.regime].law, timetable, before.clocks),
});

/** The deciding clocks stop; after a grant the delivery clock runs where the regime has one (R26). */
export const clocksOnDecision = (before: Case, granted: boolean, now: Start, timetable: Timetable): Clocks => {
  const { delivery, law } = REGIMES[before.regime];
  return {
    ...stopped(before.clocks, ["notice", "promised", "statutory", "urgent", "upward", "order", ...TASK_CLOCKS]),
    ...(granted && delivery !== null ? { delivery: started("delivery", now, delivery, law, timetable) } : {}),
  };
};

export const clocksOnDelivery = (clocks: Clocks): Clocks => stopped(clocks, ["delivery", "order"]);

/** A case that ends without a decision waits for nothing (R11, R16). */
export const clocksOnEnding = (clocks: Clocks): Clocks => stopped(clocks, Object.keys(clocks) as ClockKind[]); // its keys

/** Clocks of the office's own acts; the statutory one drives supervision only (R5b). */
const LEADING: readonly ClockKind[] = [
  "urgent",
  "promised",
  "notice",
  "delivery",
  "forwarding",
  "handling",
  "hand-over",
  "first-contact",
  "follow-up",
];
/** The law's, those of a higher body, of single parts and of an order remind too, and are never what the resident was promised here. */
const REMINDING: readonly ClockKind[] = [...LEADING, "statutory", "upward", "order", "return", ...TASK_CLOCKS];

export type NamedClock = readonly [ClockKind, CaseClock];
/** Of two that end on one day, the hour clock first. */
const soonest = (clocks: readonly NamedClock[]): NamedClock | undefined =>
  [...clocks].sort(([, a], [, b]) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))[0];

export const runningClocks = (clocks: Clocks): readonly NamedClock[] =>
  LEADING.flatMap((kind) => {
    const clock = clocks[kind];
    return clock?.running ? [[kind, clock] as const] : [];
  });

/** The running clock that ends first: what the work list sorts by and the resident is told. */
export const leadingClock = (clocks: Clocks): NamedClock | undefined => soonest(runningClocks(clocks));

/**
 * What a filing's receipt promised, whatever has moved since: the soonest of the clocks that ran from receipt. The
 * ledger's first entry keeps the date of a promise that did.
 */
export const dueWhenFiled = ({ clocks, ledger }: Pick<Case, "clocks" | "ledger">): NamedClock | undefined => {
  const { urgent, notice, promised, forwarding } = clocks;
  // Handed in at a station: what follows was not promised then (R48).
  if (forwarding !== undefined) return ["forwarding", forwarding];
  const promisedOn = ledger[0]?.facts.dueOn;
  const kept: readonly NamedClock[] = [
    ...(urgent ? [["urgent", urgent] as const] : []),
    ...(promised && typeof promisedOn === "string"
      ? [["promised", { ...promised, dueOn: localDate(promisedOn) }] as const]
      : []),
    ...(notice ? [["notice", notice] as const] : []),
  ];
  return soonest(kept);
};

/** The clocks whose stages are told of: those that run, and those that lapsed, for the card that the lapse earned (R15). */
export const remindingClocks = (clocks: Clocks): readonly NamedClock[] =>
  REMINDING.flatMap((kind) => {
    const clock = clocks[kind];
    return clock?.running || clock?.lapsed ? [[kind, clock] as const] : [];
  });

/**
 * They as the ladder sees them. Where the law sets a limit, supervision waits for that, and not for the promise (R31): the
 * two clocks run and stop together.
 */
export const stagedClocks = (
  clocks: Clocks,
  ladder: Ladder,
): readonly (readonly [kind: ClockKind, clock: CaseClock, staged: LadderClock])[] =>
  remindingClocks(clocks).map(([kind, clock]) => {
    const staged = ladderClock(kind, clock, ladder);
    if (kind !== "promised" || clocks.statutory === undefined) return [kind, clock, staged];
    return [kind, clock, { ...staged, stages: staged.stages.filter((stage) => stage !== "supervision") }];
  });

/** The ladder's next stage; undefined: none is to come, as it stands. */
export const nextStageOf = (
  { clocks, firedStages }: Pick<Case, "clocks" | "firedStages">,
  timetable: Timetable,
): Stage | undefined =>
  nextStage(
    stagedClocks(clocks, timetable.ladder).map(([, , staged]) => staged),
    firedStages,
    timetable,
  );

/** Days a resident has to correct, natural days [P] (R16). */
export const CORRECTION_DAYS = 30;
export const correctionDeadline = (noticeOn: LocalDate, { calendar }: Timetable): Deadline =>
  deadline(calendar, { from: noticeOn, limit: { days: CORRECTION_DAYS, unit: "natural-days" } });

/** Said wherever a last day to correct is shown that is not the thirtieth: it is rolled on by analogy only (R9). */
export const correctionRolled = (noticeOn: LocalDate, correctBy: LocalDate): { readonly rolled?: Bilingual } =>
  correctBy === plusDays(noticeOn, CORRECTION_DAYS) ? {} : { rolled: ROLLED_LABEL };
