/**
 * R28–R34: random ladders, calendars, absences and moved due dates, against the slow count: same stages, same people, same
 * instants.
 */
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { type Calendar, CHINA_CALENDAR, isWorkingDay } from "../../shared/calendar/calendar.ts";
import { deadline } from "../../shared/calendar/deadline.ts";
import { amended } from "../../shared/calendar/editions.ts";
import { type LadderClock, nextStage } from "../../shared/calendar/ladder.ts";
import { Ladder, type StageName } from "../../shared/calendar/ladder-settings.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { instantOf, localDate, millisecondsOf } from "../../shared/kernel/local-date.ts";
import { nextToTell, seatsOf } from "../../shared/reminders/recipients.ts";
import type { Figure } from "./figures.ts";
import { type Random, randomFrom, seedOf } from "./random.ts";
import { type Day, later, ORDER, type SlowClock, slowDates, slowStages } from "./slow-ladder.ts";

const town = sampleTown(UNITS_370481);
const DAY_MS = 86_400_000;
const FIRST = "2026-01-05";
const CALENDARS = 20;

type Timed = { readonly calendar: Calendar; readonly worked: (day: Day) => boolean };

/** China's calendar with a few closing days of one's own. */
const calendarFrom = (random: Random): Timed => {
  let calendar = CHINA_CALENDAR;
  for (let left = random.below(6); left > 0; left -= 1) {
    const date = localDate(later(FIRST, random.below(330)));
    const day = { date, reason: { zh: "示例停办", en: "Closed, invented" } };
    if (isWorkingDay(calendar, date)) calendar = amended(calendar, { kind: "closing-day", day });
  }
  const known = new Map<Day, boolean>();
  const worked = (day: Day): boolean => {
    const answer = known.get(day) ?? isWorkingDay(calendar, localDate(day));
    known.set(day, answer);
    return answer;
  };
  return { calendar, worked };
};

const ladderFrom = (random: Random): Ladder => {
  const inDays = (): StageName[] => ORDER.filter((name) => name === "red" || random.chance(0.8)) as StageName[]; // its names
  const stages = Object.fromEntries(
    ["notice", "promised", "delivery", "forwarding", "upward", "tasks"].map((kind) => [kind, inDays()]),
  );
  return Ladder.parse({
    halfAtPercent: random.between(10, 90),
    shortNoticeHours: random.between(1, 4),
    supervisionAfterRed: random.between(1, 10),
    orderLimit: 5,
    stages: { ...tengzhou.ladder.stages, ...stages },
  });
};

const clockFrom = (random: Random): SlowClock => {
  const start = later(FIRST, random.below(280));
  const startedAt = Date.parse(`${start}T00:00:00+08:00`) + random.between(8 * 60, 19 * 60) * 60_000;
  const still = Array.from({ length: random.below(3) }, () => {
    const from = later(start, random.below(30));
    return { from, to: later(from, random.below(20)) };
  });
  const form = random.below(10);
  const common = { start, startedAt, version: 1 };
  if (form === 0) return { ...common, span: { hours: random.between(1, 72) }, still: [], statutory: false };
  if (form === 1) return { ...common, span: "same-day", still: [], statutory: false };
  const span = { days: random.between(1, 45), natural: random.chance(0.25) };
  return { ...common, span, still, statutory: random.chance(0.2) };
};

const dueOf = (clock: SlowClock, worked: Timed["worked"]): Day => {
  if (clock.span === "same-day" || "hours" in clock.span) return clock.start;
  return slowDates(clock, 50, worked).due;
};

/** With another limit, or another standstill; a version more where that moves the date. */
const movedFrom = (random: Random, clock: SlowClock, { worked }: Timed): SlowClock => {
  if (clock.span === "same-day" || "hours" in clock.span) return clock;
  const from = later(clock.start, random.below(40));
  const longer = { ...clock.span, days: Math.max(1, clock.span.days + random.between(-10, 15)) };
  const standstill = { from, to: later(from, random.below(15)) };
  const moved = random.chance(0.5) ? { ...clock, span: longer } : { ...clock, still: [...clock.still, standstill] };
  return { ...moved, version: dueOf(moved, worked) === dueOf(clock, worked) ? 1 : 2 };
};

const KIND_OF = (clock: SlowClock): keyof Ladder["stages"] => {
  if (clock.statutory) return "statutory";
  return clock.span !== "same-day" && "hours" in clock.span ? "urgent" : "promised";
};

/** As the code sees it. */
const quickClock = (clock: SlowClock, { calendar, worked }: Timed, { stages }: Ladder): LadderClock => {
  const { span, statutory, version: dueVersion } = clock;
  const startedAt = instantOf(clock.startedAt);
  const kind = KIND_OF(clock);
  const common = { kind, stages: stages[kind], dueVersion, startedAt, statutory, sameDay: span === "same-day" };
  if (span === "same-day") {
    let due = clock.start;
    while (!worked(due)) due = later(due, 1);
    return { ...common, dueOn: localDate(due) };
  }
  if ("hours" in span) {
    const dueAt = instantOf(clock.startedAt + span.hours * 3_600_000);
    return {
      ...common,
      dueAt,
      dueOn: localDate(new Date(millisecondsOf(dueAt) + 8 * 3_600_000).toISOString().slice(0, 10)),
    };
  }
  const counting = {
    from: localDate(clock.start),
    limit: { days: span.days, unit: span.natural ? ("natural-days" as const) : ("working-days" as const) },
    suspensions: clock.still.map(({ from, to }) => ({
      from: localDate(from),
      to: localDate(to),
      reason: "inspection" as const,
    })),
  };
  const { dueOn, safeBy } = deadline(calendar, counting);
  return { ...common, counting, dueOn, safeBy };
};

const absencesFrom = (random: Random, roster: Roster): Roster => {
  const away = roster.staff.filter(() => random.chance(0.3));
  const absences = away.map(({ id: staffId }) => {
    const from = Date.parse(`${later(FIRST, random.below(300))}T08:30:00+08:00`);
    const until = from + random.between(1, 90) * DAY_MS;
    const [at, end] = [instantOf(from), random.chance(0.8) ? instantOf(until) : undefined];
    const known = { schema: 1, id: `away-${staffId}`, staffId, centre: roster.centre, kind: "sick" } as const;
    return { ...known, from: at, ...(end && { until: end }), recordedBy: staffId, recordedAt: at };
  });
  const silent = new Set(roster.staff.filter(() => random.chance(0.1)).map(({ id }) => id));
  const staff = roster.staff.map(({ phone, ...member }) =>
    silent.has(member.id) || phone === undefined ? member : { ...member, phone },
  );
  return { ...roster, staff, absences };
};

/** By the rules: from the seat's own place up, whoever is there and has a phone; nobody twice. */
const slowPeople = (stage: string, postId: string, roster: Roster, at: number): readonly string[] => {
  const post = roster.posts.find(({ id }) => id === postId);
  if (post === undefined) throw new Error(`no post ${postId}`);
  const head = roster.windows.find(({ id }) => id === post.window)?.head ?? "";
  const those = (role: string) => roster.staff.filter((member) => member.role === role).map(({ id }) => id);
  const [deputies, directors] = [those("deputy-director"), those("director")];
  const office = town.office.map(({ id }) => id);
  const ladder = [post.holder, post.standIn, head, ...deputies, ...directors, ...office];
  const away = (id: string) =>
    roster.absences.some(
      ({ staffId, from, until }) =>
        staffId === id && Date.parse(from) <= at && (until === undefined || at < Date.parse(until)),
    );
  const phones = new Set(
    [...roster.staff, ...town.office].filter(({ phone }) => phone !== undefined).map(({ id }) => id),
  );
  const director = 3 + deputies.length;
  const officeAt = director + directors.length;
  const places: Readonly<Record<string, readonly number[]>> = {
    half: [0],
    yellow: [0, 2],
    red: [0, ...deputies.map((_, n) => 3 + n), director],
    supervision: [...office.map((_, n) => officeAt + n), director],
  };
  const told = (places[stage] ?? []).map((place) => ladder.slice(place).find((id) => phones.has(id) && !away(id)));
  return [...new Set(told.filter((id) => id !== undefined))].sort();
};

type Told = { readonly id: string; readonly at: number; readonly people: readonly string[] };

/** As the sweep does it: what is next, until nothing is; a moved date from the instant at which it moved. */
const quickly = (
  clocks: readonly [LadderClock, LadderClock],
  movedAt: number,
  timed: Timed,
  ladder: Ladder,
  roster: Roster,
  postId: string,
): readonly Told[] => {
  const timetable = { calendar: timed.calendar, hours: tengzhou.officeHours, ladder };
  const fired: Record<string, true> = {};
  const told: Told[] = [];
  for (const [n, clock] of clocks.entries()) {
    for (;;) {
      const stage = nextStage([clock], fired, timetable);
      if (stage === undefined || (n === 0 && millisecondsOf(stage.at) > movedAt)) break;
      const at = n === 0 ? millisecondsOf(stage.at) : Math.max(movedAt, millisecondsOf(stage.at));
      const people = new Set<string>();
      for (const seat of seatsOf(stage.name, postId, { roster, office: town.office }, instantOf(at))) {
        const member = nextToTell(seat, people);
        if (member !== undefined) people.add(member.id);
      }
      fired[stage.id] = true;
      told.push({ id: stage.id, at, people: [...people].sort() });
    }
  }
  return told;
};

const slowly = (
  clocks: readonly [SlowClock, SlowClock],
  movedAt: number,
  timed: Timed,
  ladder: Ladder,
  roster: Roster,
  postId: string,
): readonly Told[] => {
  const told: Told[] = [];
  for (const [n, clock] of clocks.entries()) {
    const kind = KIND_OF(clock);
    for (const { name, at } of slowStages(clock, { ...ladder, names: ladder.stages[kind] }, timed.worked)) {
      const id = `${kind}#${clock.version}#${name}`;
      if ((n === 0 && at > movedAt) || told.some((each) => each.id === id)) continue;
      const when = n === 0 ? at : Math.max(movedAt, at);
      told.push({ id, at: when, people: slowPeople(name, postId, roster, when) });
    }
  }
  return told;
};

/** @returns what differed, as text; undefined: nothing */
const trial = (random: Random, calendars: readonly Timed[]): string | undefined => {
  const timed = random.pick(calendars);
  const ladder = ladderFrom(random);
  const roster = absencesFrom(random, random.pick(town.rosters));
  const postId = random.pick(roster.posts).id;
  const before = clockFrom(random);
  const slow = [before, movedFrom(random, before, timed)] as const;
  const movedAt = before.startedAt + random.between(0, 80 * 24 * 60) * 60_000;
  const quick = [quickClock(slow[0], timed, ladder), quickClock(slow[1], timed, ladder)] as const;
  const a = JSON.stringify(quickly(quick, movedAt, timed, ladder, roster, postId));
  const b = JSON.stringify(slowly(slow, movedAt, timed, ladder, roster, postId));
  return a === b ? undefined : JSON.stringify({ slow, ladder, movedAt, quick: a, slowly: b });
};

export type LadderProof = { readonly figures: readonly Figure[]; readonly wrong: readonly string[] };

export const ladderProof = (seed: number, trials: number): LadderProof => {
  const calendars = Array.from({ length: CALENDARS }, (_, n) => calendarFrom(randomFrom(seedOf(seed, n))));
  const wrong: string[] = [];
  for (let nth = 0; nth < trials; nth += 1) {
    const differing = trial(randomFrom(seedOf(seed + 1, nth)), calendars);
    if (differing !== undefined) wrong.push(differing);
  }
  return {
    figures: [
      { what: "random ladders, calendars, absences and moved dates", value: trials },
      { what: "with other stages, people or instants than counted slowly", value: wrong.length, bound: { atMost: 0 } },
    ],
    wrong,
  };
};
