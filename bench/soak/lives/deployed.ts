/** The life as the deployed code lives it: counted, scheduled and told of by the same functions. */
import type { Timetable } from "../../../shared/calendar/ladder.ts";
import type { Case, CaseClock, ClockKind } from "../../../shared/casework/case.ts";
import { nextStageOf } from "../../../shared/casework/clocks.ts";
import { recounted, started, urgentClock } from "../../../shared/casework/counting.ts";
import type { StaffId } from "../../../shared/directory/roster.ts";
import type { Instant } from "../../../shared/kernel/local-date.ts";
import { type DueStage, seatsFor, stageById } from "../../../shared/reminders/due-stage.ts";
import { nextToTell } from "../../../shared/reminders/recipients.ts";
import { calendarWith, type Life, type Move, type Start, type Told } from "./life.ts";
import { CENTRE, POST, PROXY } from "./people.ts";

const BASIS = { zh: "依据", en: "basis" };

const clockOf = ({ kind, days, unit, sameDay, hours }: Start, life: Life, timetable: Timetable): CaseClock => {
  const begins = { on: life.from, at: life.startedAt };
  if (hours !== undefined) return urgentClock(begins, hours, timetable);
  const limit = sameDay ? { unit: "immediate" as const } : { days, unit };
  return started(kind, begins, limit, BASIS, timetable);
};

/** Only what stages and seats look at. */
const subjectOf = (clocks: Case["clocks"], until: Life["authorisedUntil"]): Case =>
  ({
    number: "0".repeat(12),
    state: clocks.forwarding === undefined ? "accepted" : "at-station",
    centre: CENTRE,
    acceptingPost: POST,
    decidingPost: POST,
    clocks,
    firedStages: {},
    ...(clocks.forwarding === undefined ? {} : { proxy: { staffId: PROXY, authorisation: { until } } }),
  }) as unknown as Case; // the rest of a case is never looked at here

const movedClock = (kind: ClockKind, clock: CaseClock, move: Move, timetable: Timetable): CaseClock => {
  const { suspensions, extendedBy } = clock;
  switch (move.kind) {
    case "stop":
      return { ...clock, running: false };
    case "recount":
      return recounted(kind, clock, timetable);
    case "extend":
      return recounted(kind, clock, timetable, { suspensions, extendedBy: (extendedBy ?? 0) + move.days });
    case "suspend": {
      const { from, to } = move;
      const stands = [...suspensions, { id: suspensions.length + 1, reason: "hearing" as const, from, to }];
      return recounted(kind, clock, timetable, { suspensions: stands, extendedBy });
    }
  }
};
const moved = (clocks: Case["clocks"], move: Move, timetable: Timetable): Case["clocks"] =>
  Object.fromEntries(
    Object.entries(clocks).map(([kind, clock]) => [kind, movedClock(kind as ClockKind, clock, move, timetable)]), // its keys
  );

/** As `fire-stages.ts` goes from seat to seat. */
const peopleOf = (subject: Case, due: DueStage, { roster, office }: Life, run: Instant): readonly StaffId[] => {
  const told = new Set<StaffId>();
  for (const seat of seatsFor(subject, due, { roster, office }, run)) {
    const member = nextToTell(seat, told);
    if (member !== undefined) told.add(member.id);
  }
  return [...told];
};

const sweep = (before: Case, run: Instant, life: Life, timetable: Timetable): { subject: Case; told: Told[] } => {
  const told: Told[] = [];
  let subject = before;
  let next = nextStageOf(subject, timetable);
  while (next !== undefined && next.at <= run) {
    const due = stageById(subject, next.id, timetable);
    const people = due === undefined ? [] : peopleOf(subject, due, life, run);
    // Nobody can be reached: it stays due, and whatever is behind it.
    if (people.length === 0) break;
    told.push({ run, stage: next.id, owedSince: next.at, people: [...people].sort().join() });
    subject = { ...subject, firedStages: { ...subject.firedStages, [next.id]: { at: run } } };
    next = nextStageOf(subject, timetable);
  }
  return { subject, told };
};

export const lived = (life: Life): readonly Told[] => {
  let timetable: Timetable = { calendar: calendarWith(life.closed), hours: life.hours, ladder: life.ladder };
  const clocks = life.starts.map((start) => [start.kind, clockOf(start, life, timetable)] as const);
  let subject = subjectOf(Object.fromEntries(clocks), life.authorisedUntil);
  const told: Told[] = [];
  const moves = [...life.moves];
  for (const run of life.runs) {
    while (moves[0] !== undefined && moves[0].at <= run) {
      const [move] = moves.splice(0, 1);
      if (move?.kind === "recount") timetable = { ...timetable, calendar: calendarWith(move.closed) };
      if (move !== undefined) subject = { ...subject, clocks: moved(subject.clocks, move, timetable) };
    }
    const swept = sweep(subject, run, life, timetable);
    subject = swept.subject;
    told.push(...swept.told);
  }
  return told;
};
