/**
 * R32, R34: nobody is left untold, and nobody told twice, whoever dies or is held up, wherever. Every point in turn, then
 * random pairs of them, with a gateway that can be asked; every point in turn with one that cannot.
 */

import type { Roster } from "../../../shared/directory/roster.ts";
import { DISPLAY_DELAY_MS, LEASE_MS } from "../../../shared/reminders/attempts.ts";
import { TABLES } from "../../../shared/tables.ts";
import type { Figure } from "../figures.ts";
import { type Random, randomFrom, seedOf } from "../random.ts";
import { type Outcome, play, type Scenario } from "./scenarios.ts";
import { town } from "./small-town.ts";
import type { Manners } from "./sms-centre.ts";
import { NAMES, tablesInMemory } from "./tables-in-memory.ts";
import type { Doom, Plan } from "./weaver.ts";

export type Size = {
  /** Cases of a scenario in which one point after the other is met by death; every so manieth point. */
  readonly cases: number;
  readonly everyNth: number;
  /** Scenarios with two random points, and cases in each. */
  readonly pairs: number;
  readonly casesOfPair: number;
};

const RECEIPT_MS = 5 * 60_000;
export const PATIENT: Manners = {
  ...{ askable: true, showsWithinMs: DISPLAY_DELAY_MS, receiptWithinMs: 0 },
  ...{ silent: 0, busy: 0, dead: new Set(), deadBy: "refusal" },
};
const UNASKED: Manners = { ...PATIENT, askable: false };
const LONGEST_PAUSE_MS = 2.5 * LEASE_MS;
/** At each point: within a lease or two someone else takes over, and then whoever was held up goes on. */
const DOOMS: readonly Doom[] = ["dies", { pausesMs: 1.5 * LEASE_MS }, { pausesMs: LONGEST_PAUSE_MS }];
const KINDS = ["promised", "notice"] as const;

export type Draft = Omit<Scenario, "nth">;
export type Played = Outcome & { readonly scenario: Scenario };

/** In tables of its own. */
export const playAlone = async (draft: Draft): Promise<Played> => {
  const scenario = { ...draft, nth: 1 };
  return { ...(await play({ client: tablesInMemory(TABLES), names: NAMES }, scenario)), scenario };
};

/** One after the other. @param next what is to be played now; undefined: no more */
const playAll = async (next: (last: Played | undefined) => Draft | undefined): Promise<readonly Played[]> => {
  const played: Played[] = [];
  for (let draft = next(undefined); draft !== undefined; draft = next(played.at(-1)))
    played.push(await playAlone(draft));
  return played;
};

/** Doom at one point after the other, of one and the same story, until one was never reached. */
const everyPoint = (story: Omit<Draft, "plan">, everyNth: number, doom: Doom) => {
  let point = 1 - everyNth;
  let over = false;
  return (last: Played | undefined): Draft | undefined => {
    over ||= last?.dooms === 0;
    point += everyNth;
    return over ? undefined : { ...story, plan: new Map([[point, doom]]) };
  };
};

const doomFrom = (random: Random): Doom =>
  random.chance(0.5) ? "dies" : { pausesMs: random.between(1, LONGEST_PAUSE_MS) };

/** A gateway of some moods; in every second scenario one of those who have to be told cannot be reached. */
const mannersFrom = (random: Random, roster: Roster): Manners => {
  const holder = roster.staff.find(({ id }) => id === roster.posts[0]?.holder);
  return {
    ...PATIENT,
    silent: random.pick([0, 0.1, 0.3]),
    busy: random.pick([0, 0.1, 0.3]),
    receiptWithinMs: random.pick([0, RECEIPT_MS, 4 * RECEIPT_MS]),
    dead: new Set(random.chance(0.5) ? [holder?.phone ?? ""] : []),
    deadBy: random.pick(["refusal", "receipt", "silence"]),
  };
};

const twoPoints = (random: Random, about: number): Plan =>
  new Map([1, 2].map(() => [random.between(1, about), doomFrom(random)]));

/** Any story, with two random points. @param own its seed */
export const randomPairOf = (own: number, cases: number): Draft => {
  const random = randomFrom(own);
  const due = random.pick(KINDS);
  const roster = random.pick(town.rosters);
  const about = 150 + cases * (due === "promised" ? 20 : 40);
  const manners = mannersFrom(random, roster);
  return { seed: own, due, cases, roster, manners, plan: twoPoints(random, about), restlessTicks: 2 };
};

const randomPairs = (seed: number, { pairs, casesOfPair }: Size) => {
  let nth = 0;
  return (): Draft | undefined => {
    nth += 1;
    return nth > pairs ? undefined : randomPairOf(seedOf(seed, nth), casesOfPair);
  };
};

export const sum = (played: readonly Played[], of: (one: Played) => number): number =>
  played.reduce((total, one) => total + of(one), 0);
const casesIn = (played: readonly Played[]): number => sum(played, ({ scenario }) => scenario.cases);

/** By which a scenario can be played again: what it was, and what was wrong with it. */
const wrongIn = (played: readonly Played[]): readonly string[] =>
  played
    .filter(({ lost, toldTwice, strange, failures, repeated, scenario }) => {
      const others = lost.length + toldTwice + strange.length + failures.length;
      return others > 0 || (scenario.manners.askable && repeated > 0);
    })
    .map(({ scenario: { seed, due, cases, manners, plan }, lost, repeated, toldTwice, strange, failures }) =>
      JSON.stringify({
        ...{ seed, due, cases, manners: { ...manners, dead: [...manners.dead] }, plan: [...plan] },
        ...{ lost, repeated, toldTwice, strange, failures: failures.map(String) },
      }),
    );

const figuresOf = (name: string, played: readonly Played[], askable: boolean): readonly Figure[] => {
  const none = { atMost: 0 };
  const repeated = sum(played, (one) => one.repeated);
  const inside = sum(played, ({ insideSending }) => insideSending);
  const stages = sum(played, ({ owed }) => owed);
  return [
    { what: `${name}: deadlines, in ${played.length} scenarios`, value: casesIn(played) },
    { what: `${name}: crashes and pauses that came about`, value: sum(played, ({ dooms }) => dooms) },
    { what: `${name}: lost, of ${stages} owed`, value: sum(played, ({ lost }) => lost.length), bound: none },
    { what: `${name}: told in two messages`, value: sum(played, ({ toldTwice }) => toldTwice), bound: none },
    { what: `${name}: told and not owed`, value: sum(played, ({ strange }) => strange.length), bound: none },
    { what: `${name}: sent twice`, value: repeated, bound: { atMost: askable ? 0 : inside } },
    ...(askable ? [] : [{ what: `${name}: crashes and pauses inside the send`, value: inside }]),
    { what: `${name}: runs that failed otherwise`, value: sum(played, ({ failures }) => failures.length), bound: none },
  ];
};

export type CrashProof = { readonly figures: readonly Figure[]; readonly wrong: readonly string[] };

export const crashProof = async (seed: number, size: Size): Promise<CrashProof> => {
  const story = (due: (typeof KINDS)[number], manners: Manners) => ({
    ...{ seed, due, cases: size.cases, manners, restlessTicks: 1 },
    roster: randomFrom(seed).pick(town.rosters),
  });
  const singles: Played[] = [];
  const unasked: Played[] = [];
  for (const due of KINDS)
    for (const doom of DOOMS) {
      singles.push(...(await playAll(everyPoint(story(due, PATIENT), size.everyNth, doom))));
      unasked.push(...(await playAll(everyPoint(story(due, UNASKED), size.everyNth, doom))));
    }
  const pairs = await playAll(randomPairs(seed, size));
  const asked = [...singles, ...pairs];
  return {
    figures: [
      { what: "deadlines in all, with a gateway that can be asked", value: casesIn(asked) },
      ...figuresOf("each point", singles, true),
      ...figuresOf("random pairs", pairs, true),
      ...figuresOf("unasked", unasked, false),
    ],
    wrong: wrongIn([...asked, ...unasked]),
  };
};
