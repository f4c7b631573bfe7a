/**
 * The escalation ladder (R28–R31): at which instants a clock is half through, turns yellow and red, and comes under
 * supervision. Pure: the same clock and timetable always give the same stages, so a moved, suspended or stopped deadline
 * re-schedules itself (R33).
 */
import { type Instant, type LocalDate, plusMilliseconds } from "../kernel/local-date.ts";
import { type Calendar, nextWorkingDay, onOrAfter, plusWorkingDays, previousWorkingDay } from "./calendar.ts";
import { type Counting, countedDay } from "./deadline.ts";
import { type Ladder, STAGE_NAMES, type StageName } from "./ladder-settings.ts";
import { closingOf, type OfficeHours, openingOf } from "./office-hours.ts";

/** The calendar and the office hours that time is counted by. */
export type WorkingTime = { readonly calendar: Calendar; readonly hours: OfficeHours };
/** And the ladder that a decision is made by. */
export type Timetable = WorkingTime & { readonly ladder: Ladder };

const HOUR_MS = 60 * 60 * 1000;

export type LadderClock = {
  readonly kind: string;
  /** Those that it has, in any order. */
  readonly stages: readonly StageName[];
  /** Counts up when the due date moves: each stage fires once per due version (R32). */
  readonly dueVersion: number;
  /** The instant of the event on day 0. */
  readonly startedAt: Instant;
  /** What its days are counted by; absent where it has none to halve: hours, or the same day. */
  readonly counting?: Counting | undefined;
  readonly dueOn: LocalDate;
  /** Natural-day clocks: the last working day on or before the unrolled end (R9). */
  readonly safeBy?: LocalDate | undefined;
  /** Hour clocks: the instant itself. */
  readonly dueAt?: Instant | undefined;
  /** Due on the day it began (R6). */
  readonly sameDay: boolean;
  /** Set by law: supervision comes with the first working day after it, and not some days after red (R31). */
  readonly statutory: boolean;
};

export type Stage = {
  /** `<clock>#<due version>#<stage>`: what a reminder is about. */
  readonly id: string;
  readonly name: StageName;
  readonly at: Instant;
  /**
   * False when it would lie before the clock's start, or a half not before a yellow that applies: recorded, never fired
   * (R28, R29). A limit of one day has no yellow; its half, at the opening of that day, is the one warning before red.
   */
  readonly applies: boolean;
};

const yellowAt = (clock: LadderClock, { calendar, hours, ladder }: Timetable): Instant => {
  const shortNotice = ladder.shortNoticeHours * HOUR_MS;
  if (clock.dueAt !== undefined) return plusMilliseconds(clock.dueAt, -shortNotice);
  if (clock.sameDay) return plusMilliseconds(closingOf(hours, clock.dueOn), -shortNotice);
  return openingOf(hours, previousWorkingDay(calendar, clock.safeBy ?? clock.dueOn));
};

/** The first day of those in whose course half of them or more are gone; a rest day tells on the next working day. */
const halfAt = (counting: Counting, { calendar, hours, ladder }: Timetable): Instant => {
  const nth = Math.ceil((counting.limit.days * ladder.halfAtPercent) / 100);
  return openingOf(hours, onOrAfter(calendar, countedDay(calendar, counting, nth)));
};

const redAt = (clock: LadderClock, { calendar, hours }: Timetable): Instant =>
  clock.dueAt ?? openingOf(hours, nextWorkingDay(calendar, clock.dueOn));

const supervisionAt = ({ dueAt, dueOn, statutory }: LadderClock, { calendar, hours, ladder }: Timetable): Instant => {
  // An hour clock turns red on the day of its end, whatever day that is.
  const redOn = dueAt === undefined ? nextWorkingDay(calendar, dueOn) : dueOn;
  return openingOf(hours, statutory ? redOn : plusWorkingDays(calendar, redOn, ladder.supervisionAfterRed));
};

/** The stages of one clock, in order of time. */
export const stagesOf = (clock: LadderClock, timetable: Timetable): readonly Stage[] => {
  const { counting, startedAt } = clock;
  const stage = (name: StageName, at: Instant, applies = at >= startedAt): Stage => ({
    id: `${clock.kind}#${clock.dueVersion}#${name}`,
    name,
    at,
    applies,
  });
  const yellow = stage("yellow", yellowAt(clock, timetable));
  const half = counting && halfAt(counting, timetable);
  return [
    ...(half === undefined ? [] : [stage("half", half, half >= startedAt && (half < yellow.at || !yellow.applies))]),
    yellow,
    stage("red", redAt(clock, timetable)),
    stage("supervision", supervisionAt(clock, timetable)),
  ].filter(({ name }) => clock.stages.includes(name));
};

/** The earliest stage of these clocks that applies and has not fired. */
export const nextStage = (
  clocks: readonly LadderClock[],
  fired: Readonly<Record<string, unknown>>,
  timetable: Timetable,
): Stage | undefined =>
  clocks
    .flatMap((clock) => stagesOf(clock, timetable))
    .filter((stage) => stage.applies && !(stage.id in fired))
    .sort((a, b) =>
      a.at === b.at ? STAGE_NAMES.indexOf(a.name) - STAGE_NAMES.indexOf(b.name) : a.at < b.at ? -1 : 1,
    )[0];
