/** Random ladders, calendars, absences and moved dates, each a life: the deployed code against the slow model. */
import type { Figure } from "../figures.ts";
import { randomFrom, seedOf } from "../random.ts";
import { lived } from "./deployed.ts";
import { lifeOf } from "./life.ts";
import { livedSlowly } from "./slow-life.ts";

export type LivesProof = {
  readonly stages: number;
  readonly people: number;
  readonly moves: number;
  /** Lives in which stage, instant or people differ: the seed, and the first difference. */
  readonly differing: readonly string[];
};

export const compareLives = (seed: number, lives: number): LivesProof => {
  let [stages, people, moves] = [0, 0, 0];
  const differing: string[] = [];
  for (let nth = 0; nth < lives; nth += 1) {
    const own = seedOf(seed, nth);
    const life = lifeOf(randomFrom(own));
    const [told, slowly] = [lived(life), livedSlowly(life)];
    stages += told.length;
    moves += life.moves.length;
    for (const each of told) people += each.people.split(",").length;
    const longer = told.length < slowly.length ? slowly : told;
    const place = longer.findIndex((_, n) => JSON.stringify(told[n]) !== JSON.stringify(slowly[n]));
    if (place >= 0) differing.push(`seed ${own}: ${JSON.stringify(told[place])}, not ${JSON.stringify(slowly[place])}`);
  }
  return { stages, people, moves, differing };
};

export const livesFigures = (seed: number, lives: number, say: (text: string) => void): readonly Figure[] => {
  const { stages, people, moves, differing } = compareLives(seed, lives);
  for (const one of differing.slice(0, 5)) say(one);
  return [
    { what: "lives, each with a ladder, calendars, people and moves of its own", value: lives },
    { what: "moves of their dates", value: moves },
    { what: "stages told of, at the same instants", value: stages },
    { what: "people told", value: people },
    { what: "lives that differ from the slow model", value: differing.length, bound: { atMost: 0 } },
  ];
};
