/**
 * `npm run soak`: proofs of the reminders and of look-up codes that are too long for the tests, at most fifteen minutes in all. One line a
 * figure, with the seed; ends with 1 when a bound is broken. `--seed N`: again with that seed. `--only <part>`: that part.
 */
import { parseArgs } from "node:util";
import { startDynamoDbLocal } from "../../infra/local/dynamodb.ts";
import { machine } from "../machine.ts";
import { missingPeople } from "./crashes/missing.ts";
import { crashProof } from "./crashes/proof.ts";
import { unlike } from "./crashes/two-databases.ts";
import { dueAmongOpen } from "./due-among-open.ts";
import { type Figure, isKept, line } from "./figures.ts";
import { guessing } from "./guesses/proof.ts";
import { livesFigures } from "./lives/proof.ts";

/** Scenarios that went wrong, to be played again. */
const SHOWN = 5;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Points of a story with two cases; then forty cases a story. */
const CRASHES = { cases: 2, everyNth: 1, pairs: 130, casesOfPair: 40 };
const ALIKE = { stories: 12, cases: 8 };

const crashes = async (seed: number): Promise<readonly Figure[]> => {
  const database = await startDynamoDbLocal({ heapMb: 512 });
  try {
    const differing = await unlike(database.endpoint, seed, ALIKE.stories, ALIKE.cases);
    const { figures, wrong } = await crashProof(seed, CRASHES);
    for (const one of wrong.slice(0, SHOWN)) say(one);
    const what = `stories that end otherwise on DynamoDB Local, of ${ALIKE.stories}`;
    return [{ what, value: differing.length, bound: { atMost: 0 } }, ...figures];
  } finally {
    await database.stop();
  }
};

const LADDERS = 100_000;
const ladders = async (seed: number): Promise<readonly Figure[]> => livesFigures(seed, LADDERS, say);

const GUESSES = 1_000_000;

const PARTS: Readonly<Record<string, (seed: number) => Promise<readonly Figure[]>>> = {
  ladders,
  missing: missingPeople,
  crashes,
  million: dueAmongOpen,
  guesses: (seed) => guessing(seed, GUESSES),
};

const { values } = parseArgs({ options: { seed: { type: "string" }, only: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const parts = Object.entries(PARTS).filter(([name]) => values.only === undefined || values.only === name);
if (parts.length === 0 || !Number.isSafeInteger(seed)) {
  console.error(`npm run soak -- [--seed N] [--only ${Object.keys(PARTS).join(" | ")}]`);
  process.exit(2);
}

// The functions log what they do; here only the figures count.
console.log = () => {};
say(`${machine()}, seed ${seed}`);
const from = performance.now();
let kept = true;
for (const [name, measure] of parts) {
  const began = performance.now();
  for (const figure of await measure(seed)) {
    kept &&= isKept(figure);
    say(line(name, seed, figure));
  }
  say(`${name.padEnd(9)} seed ${seed}  took ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
say(
  `${kept ? "Every bound is kept" : "A BOUND IS BROKEN"}; the whole run took ${((performance.now() - from) / 1000).toFixed(0)} s.`,
);
process.exitCode = kept ? 0 : 1;
