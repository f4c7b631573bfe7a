/** Counting one clock of a case: its dates, its stages, and counting it again when what it rests on has moved. */
import { isProvisional } from "../calendar/calendar.ts";
import { deadline, immediateDueOn } from "../calendar/deadline.ts";
import { type LadderClock, stagesOf, type Timetable, type WorkingTime } from "../calendar/ladder.ts";
import type { Ladder, LadderKind } from "../calendar/ladder-settings.ts";
import type { Limit } from "../calendar/limit.ts";
import { closingOf, type OfficeHours } from "../calendar/office-hours.ts";
import { type Instant, type LocalDate, localDateOf, plusMilliseconds } from "../kernel/local-date.ts";
import type { CaseClock, ClockKind, Standstill } from "./case.ts";
import { isTaskClock } from "./joint-tasks.ts";

export type { Timetable, WorkingTime };
/** Day 0 and the instant on it. */
export type Start = { readonly on: LocalDate; readonly at: Instant };
const HOUR_MS = 60 * 60 * 1000;
const URGENT = { zh: "急难救助时限（小时）", en: "urgent relief, in hours" };

/** Each unit's part of a joint case has the stages of one kind. */
const ladderKind = (kind: ClockKind): LadderKind => (isTaskClock(kind) ? "tasks" : kind);

const countingOf = ({ from, limit, suspensions }: CaseClock): LadderClock["counting"] =>
  limit.unit === "hours" || limit.unit === "immediate" ? undefined : { from, limit, suspensions };

/** As the ladder sees it. */
export const ladderClock = (kind: ClockKind, clock: CaseClock, { stages }: Ladder): LadderClock => ({
  kind,
  stages: stages[ladderKind(kind)],
  statutory: kind === "statutory",
  counting: countingOf(clock),
  dueVersion: clock.dueVersion,
  startedAt: clock.startedAt,
  dueOn: clock.dueOn,
  safeBy: clock.safeBy,
  dueAt: clock.dueAt,
  sameDay: clock.limit.unit === "immediate",
});

const withStages = (kind: ClockKind, clock: CaseClock, timetable: Timetable): CaseClock => ({
  ...clock,
  notApplicable: stagesOf(ladderClock(kind, clock, timetable.ladder), timetable)
    .filter((stage) => !stage.applies)
    .map((stage) => stage.name),
});

type Dates = Pick<CaseClock, "dueOn" | "safeBy" | "provisional" | "calendarVersion">;

const immediately = (receivedAt: Instant, { calendar, hours }: Timetable): Dates => {
  const dueOn = immediateDueOn(calendar, receivedAt, hours);
  return { dueOn, provisional: isProvisional(calendar, dueOn), calendarVersion: calendar.version };
};

/** What may be added to a limit, or taken out of the days that count. */
export type Allowances = {
  readonly suspensions: readonly Standstill[];
  readonly extendedBy?: number | undefined;
};
const NONE: Allowances = { suspensions: [] };

const datesOf = (start: Start, limit: Limit, { suspensions }: Allowances, timetable: Timetable): Dates => {
  if (limit.unit === "immediate") return immediately(start.at, timetable);
  return deadline(timetable.calendar, { from: start.on, limit, suspensions });
};

/** A started clock; its due version counts up when the date differs from the clock it replaces. @param limit with any extension */
export const started = (
  kind: ClockKind,
  start: Start,
  limit: Limit,
  basis: CaseClock["basis"],
  timetable: Timetable,
  replaced?: CaseClock,
  allowances: Allowances = NONE,
): CaseClock => {
  const { dueOn, safeBy, provisional, calendarVersion } = datesOf(start, limit, allowances, timetable);
  const { suspensions, extendedBy } = allowances;
  const moved = replaced === undefined ? 0 : replaced.dueVersion - (replaced.dueOn === dueOn ? 1 : 0);
  const clock: CaseClock = {
    from: start.on,
    startedAt: start.at,
    limit,
    dueOn,
    ...(safeBy === undefined ? {} : { safeBy }),
    provisional,
    calendarVersion,
    suspensions: [...suspensions],
    ...(extendedBy === undefined ? {} : { extendedBy }),
    dueVersion: moved + 1,
    running: true,
    basis,
    notApplicable: [],
  };
  return withStages(kind, clock, timetable);
};

/**
 * The same clock counted again: by another calendar, or with other allowances (R8, R22, R24). Hour clocks know neither.
 * @param allowances those it has, unless others are given
 */
export const recounted = (
  kind: ClockKind,
  clock: CaseClock,
  timetable: Timetable,
  allowances: Allowances = clock,
): CaseClock => {
  const { limit, from, startedAt, basis, running, lapsed, extendedBy = 0 } = clock;
  if (limit.unit === "hours") return clock;
  const added = (allowances.extendedBy ?? 0) - extendedBy;
  const longer = limit.unit === "immediate" ? limit : { ...limit, days: limit.days + added };
  const again = started(kind, { on: from, at: startedAt }, longer, basis, timetable, clock, allowances);
  return { ...again, running, ...(lapsed === undefined ? {} : { lapsed }) };
};

export const urgentClock = (start: Start, hours: number, timetable: Timetable): CaseClock => {
  const dueAt = plusMilliseconds(start.at, hours * HOUR_MS);
  return withStages(
    "urgent",
    {
      from: start.on,
      startedAt: start.at,
      limit: { unit: "hours", hours },
      dueOn: localDateOf(dueAt),
      dueAt,
      provisional: false,
      calendarVersion: timetable.calendar.version,
      suspensions: [],
      dueVersion: 1,
      running: true,
      basis: URGENT,
      notApplicable: [],
    },
    timetable,
  );
};

/** The last instant in time: closing time of the due date, whatever the hall's hours that season (R4), or the hour clock's. */
export const endOf = ({ dueOn, dueAt }: CaseClock, hours: OfficeHours): Instant => dueAt ?? closingOf(hours, dueOn);
export const isInTime = (clock: CaseClock, at: Instant, hours: OfficeHours): boolean => at <= endOf(clock, hours);
