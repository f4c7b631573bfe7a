/**
 * The escalation ladder (R29, R30): at which instants a clock turns yellow and red. Pure: the same clock, calendar and
 * office hours always give the same stages, so a moved, suspended or stopped deadline re-schedules itself.
 */
import { type Instant, type LocalDate, plusMilliseconds } from "../kernel/local-date.ts";
import { type Calendar, nextWorkingDay, previousWorkingDay } from "./calendar.ts";
import { closingOf, type OfficeHours, openingOf } from "./office-hours.ts";

export type StageName = "yellow" | "red";
export const STAGE_NAMES: readonly StageName[] = ["yellow", "red"];

/** Two hours, in milliseconds: how long before closing a same-day item, and before its end an hour clock, turns yellow. */
const SHORT_NOTICE_MS = 2 * 60 * 60 * 1000;

export type LadderClock = {
  readonly kind: string;
  /** Counts up when the due date moves: each stage fires once per due version (R32). */
  readonly dueVersion: number;
  /** The instant of the event on day 0. */
  readonly startedAt: Instant;
  readonly dueOn: LocalDate;
  /** Natural-day clocks: the last working day on or before the unrolled end (R9). */
  readonly safeBy?: LocalDate | undefined;
  /** Hour clocks: the instant itself. */
  readonly dueAt?: Instant | undefined;
  /** Due on the day it began (R6). */
  readonly sameDay: boolean;
};

export type Stage = {
  /** `<clock>#<due version>#<stage>`: what a reminder is about. */
  readonly id: string;
  readonly name: StageName;
  readonly at: Instant;
  /** False when it would lie before the clock's start: recorded, never fired (R29). */
  readonly applies: boolean;
};

const yellowAt = (clock: LadderClock, calendar: Calendar, hours: OfficeHours): Instant => {
  if (clock.dueAt !== undefined) return plusMilliseconds(clock.dueAt, -SHORT_NOTICE_MS);
  if (clock.sameDay) return plusMilliseconds(closingOf(hours, clock.dueOn), -SHORT_NOTICE_MS);
  return openingOf(hours, previousWorkingDay(calendar, clock.safeBy ?? clock.dueOn));
};

const redAt = (clock: LadderClock, calendar: Calendar, hours: OfficeHours): Instant =>
  clock.dueAt ?? openingOf(hours, nextWorkingDay(calendar, clock.dueOn));

/** The stages of one clock, in order of time. */
export const stagesOf = (clock: LadderClock, calendar: Calendar, hours: OfficeHours): readonly Stage[] => {
  const stage = (name: StageName, at: Instant): Stage => ({
    id: `${clock.kind}#${clock.dueVersion}#${name}`,
    name,
    at,
    applies: at >= clock.startedAt,
  });
  return [stage("yellow", yellowAt(clock, calendar, hours)), stage("red", redAt(clock, calendar, hours))];
};

/** The earliest stage of these clocks that applies and has not fired. */
export const nextStage = (
  clocks: readonly LadderClock[],
  fired: Readonly<Record<string, unknown>>,
  calendar: Calendar,
  hours: OfficeHours,
): Stage | undefined =>
  clocks
    .flatMap((clock) => stagesOf(clock, calendar, hours))
    .filter((stage) => stage.applies && !(stage.id in fired))
    .sort((a, b) =>
      a.at === b.at ? STAGE_NAMES.indexOf(a.name) - STAGE_NAMES.indexOf(b.name) : a.at < b.at ? -1 : 1,
    )[0];
