/** One random life of a case's clocks: settings, calendars, people, and what moves its dates. Data only, made from a seed. */
import { type Calendar, calendarOf } from "../../../shared/calendar/calendar.ts";
import type { Ladder, StageName } from "../../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../../shared/calendar/office-hours.ts";
import { PUBLISHED_YEARS } from "../../../shared/calendar/published-years.ts";
import type { ClockKind } from "../../../shared/casework/case.ts";
import type { Roster, StaffMember } from "../../../shared/directory/roster.ts";
import {
  type Instant,
  instantAt,
  instantOf,
  type LocalDate,
  localDate,
  plusDays,
} from "../../../shared/kernel/local-date.ts";
import type { Random } from "../random.ts";
import { officeOf, rosterOf, timeOf } from "./people.ts";

/** What runs from the beginning. `sameDay`: due on the day it began; `hours` instead of days for urgent relief. */
export type Start = {
  readonly kind: ClockKind;
  readonly days: number;
  readonly unit: "working-days" | "natural-days";
  readonly sameDay: boolean;
  readonly hours?: number;
};
/** What happens on the way. */
export type Move =
  | { readonly at: Instant; readonly kind: "suspend"; readonly from: LocalDate; readonly to: LocalDate }
  | { readonly at: Instant; readonly kind: "extend"; readonly days: number }
  | { readonly at: Instant; readonly kind: "recount"; readonly closed: readonly LocalDate[] }
  | { readonly at: Instant; readonly kind: "stop" };

export type Life = {
  readonly ladder: Ladder;
  readonly hours: OfficeHours;
  /** Working days on which the offices stay closed. */
  readonly closed: readonly LocalDate[];
  readonly from: LocalDate;
  readonly startedAt: Instant;
  readonly starts: readonly Start[];
  readonly moves: readonly Move[];
  /** When the sweep comes: with days between in which it is down. */
  readonly runs: readonly Instant[];
  readonly roster: Roster;
  readonly office: readonly StaffMember[];
  /** The last day of the proxy's authorisation. */
  readonly authorisedUntil: LocalDate;
};

/** One firing: the run that told, the stage, the instant it was owed since, and the people. */
export type Told = {
  readonly run: Instant;
  readonly stage: string;
  readonly owedSince: Instant;
  readonly people: string;
};

const reason = { zh: "停电", en: "No electricity" };
/** Indexing a calendar takes longer than a life: the same closing days are the same calendar. */
const calendars = new Map<string, Calendar>();
export const calendarWith = (closed: readonly LocalDate[]): Calendar => {
  const name = closed.join();
  const known = calendars.get(name);
  if (known !== undefined) return known;
  const closings = closed.map((date) => ({ date, reason }));
  const made = calendarOf(`CN-2026.1+local.${calendars.size}`, PUBLISHED_YEARS, closings);
  calendars.set(name, made);
  return made;
};

/** Forty ways in which offices may be closed, so that a hundred thousand lives need few calendars. */
const closedDays = (random: Random): readonly LocalDate[] => {
  const nth = random.below(40);
  const day = (n: number) => plusDays(localDate("2026-03-02"), ((nth * 7 + n * 29) % 26) * 7 + ((nth + n) % 5));
  return Array.from({ length: nth % 5 }, (_, n) => day(n));
};

const MINUTE_MS = 60_000;

const some = <T>(random: Random, among: readonly T[]): T[] => among.filter(() => random.chance(0.6));

const ladderOf = (random: Random): Ladder => {
  const days = (): Ladder["stages"]["promised"] => [
    ...some<StageName>(random, ["half", "yellow", "supervision"]),
    "red",
  ];
  return {
    halfAtPercent: random.between(10, 90),
    shortNoticeHours: random.between(1, 4),
    supervisionAfterRed: random.between(1, 10),
    orderLimit: random.between(1, 20),
    stages: {
      notice: days(),
      promised: days(),
      statutory: ["supervision"],
      delivery: days(),
      urgent: [...some(random, ["yellow" as const, "supervision" as const]), "red"],
      forwarding: days(),
      handling: days(),
      "hand-over": days(),
      "first-contact": days(),
      "follow-up": days(),
      return: days(),
      upward: days(),
      tasks: days(),
      order: [...some(random, ["yellow" as const]), "red"],
    },
  };
};

const hoursOf = (random: Random): OfficeHours => [
  { from: "05-01", to: "09-30", opens: random.pick(["08:00", "09:00"]), closes: random.pick(["17:00", "18:00"]) },
  { from: "10-01", to: "04-30", opens: random.pick(["08:30", "09:00"]), closes: random.pick(["16:30", "17:00"]) },
];

const startsOf = (random: Random): readonly Start[] => {
  const unit = random.chance(0.25) ? ("natural-days" as const) : ("working-days" as const);
  const start = (kind: ClockKind, days: number, sameDay = false): Start => ({ kind, days, unit, sameDay });
  if (random.chance(0.1)) return [{ ...start("urgent", 0), hours: random.between(2, 72) }];
  if (random.chance(0.1)) return [start("promised", 0, true)];
  const days = random.between(1, 25);
  if (random.chance(0.5)) {
    const law = random.chance(0.7) ? [start("statutory", days + random.below(20))] : [];
    return [start("promised", days), ...law];
  }
  return [start(random.pick(["notice", "delivery", "upward", "forwarding", "order"] as const), random.between(1, 15))];
};

const moveOf = (random: Random, from: LocalDate): Move => {
  const on = plusDays(from, random.between(0, 40));
  const at = instantAt(on, timeOf(random));
  switch (random.below(5)) {
    case 0:
    case 1: {
      const begins = plusDays(on, random.below(8));
      return { at, kind: "suspend", from: begins, to: plusDays(begins, random.below(14)) };
    }
    case 2:
      return { at, kind: "extend", days: random.between(1, 15) };
    default:
      return random.chance(0.2) ? { at, kind: "stop" } : { at, kind: "recount", closed: closedDays(random) };
  }
};

const runsOf = (random: Random, from: LocalDate): readonly Instant[] => {
  const runs: Instant[] = [];
  const midnight = Date.parse(instantAt(from, "00:00"));
  for (let day = 0; day < 150; day += random.chance(0.2) ? random.between(4, 12) : random.between(1, 2)) {
    // Five past nine, or any minute.
    const minute = random.chance(0.5) ? 9 * 60 + 5 : random.below(24 * 60);
    runs.push(instantOf(midnight + (day * 24 * 60 + minute) * MINUTE_MS));
  }
  return runs;
};

export const lifeOf = (random: Random): Life => {
  const from = plusDays(localDate("2026-01-05"), random.below(180));
  const startedAt = instantAt(from, timeOf(random));
  const moves = Array.from({ length: random.below(5) }, () => moveOf(random, from));
  return {
    ladder: ladderOf(random),
    hours: hoursOf(random),
    closed: closedDays(random),
    from,
    startedAt,
    starts: startsOf(random),
    moves: moves.filter(({ at }) => at > startedAt).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    runs: runsOf(random, from).filter((at) => at > startedAt),
    roster: rosterOf(random, from),
    office: officeOf(random),
    authorisedUntil: plusDays(from, random.below(60)),
  };
};
