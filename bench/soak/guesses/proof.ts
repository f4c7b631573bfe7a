/**
 * Guessing at look-up codes, through the deployed code: from many addresses at once, at one number and at many. None may hit,
 * nobody gets more tries than the limit, and the resident gets in, whatever others do.
 */
import { CodeSecret, keyedBy } from "../../../functions/runtime/hashes.ts";
import { type Guarded, openWithCode } from "../../../functions/runtime/opening.ts";
import { type Attempts, MAX_FAILURES, WINDOW_MS } from "../../../shared/casework/lookup.ts";
import { type CaseNumber, crockford } from "../../../shared/kernel/ids.ts";
import { type Instant, instant, instantOf, localDateOf } from "../../../shared/kernel/local-date.ts";
import { Refusal } from "../../../shared/kernel/refusal.ts";
import type { Figure } from "../figures.ts";
import { type Random, randomFrom } from "../random.ts";

const NUMBERS = 2_000;
const ADDRESSES = 500;
const CODE_LENGTH = 8;
/** Milliseconds from one guess to the next: a hundred a second, day and night. */
const BETWEEN_MS = 10;
/** After so many guesses each, a resident looks their own case up. */
const RESIDENT_EVERY = 100;

type Kept = { readonly number: CaseNumber; readonly codeVersion: number; guessedUntil?: Instant };

/** As the store keeps them. */
const guarded = (cases: ReadonlyMap<CaseNumber, Kept>): Guarded<Kept> => {
  const tried = new Map<string, Attempts>();
  return {
    find: async (number) => cases.get(number),
    attempts: async (number, address) => tried.get(`${number} ${address}`),
    recordWrongCode: async (number, address, attempts) => {
      tried.set(`${number} ${address}`, attempts);
      const kept = cases.get(number);
      if (kept === undefined) return;
      if (kept.guessedUntil === undefined || kept.guessedUntil < attempts.windowEndsAt) {
        kept.guessedUntil = attempts.windowEndsAt;
      }
    },
  };
};

const codeFrom = (random: Random): string =>
  crockford(
    Uint8Array.from({ length: 8 }, () => random.below(256)),
    CODE_LENGTH,
  );

/** Each address's tries of one number within one window that were not refused. */
class Let {
  readonly #through = new Map<string, number>();
  most = 0;
  through(name: string): void {
    const count = (this.#through.get(name) ?? 0) + 1;
    this.#through.set(name, count);
    this.most = Math.max(this.most, count);
  }
}

export const guessing = async (seed: number, guesses: number): Promise<readonly Figure[]> => {
  const random = randomFrom(seed);
  const keyed = keyedBy(CodeSecret.parse({ rootKey: `soak-${seed}-`.padEnd(43, "x") }));
  const hashes = new Map<string, string>();
  const textHash = (text: string) => {
    const known = hashes.get(text) ?? keyed.textHash(text);
    hashes.set(text, known);
    return known;
  };
  const numbers = Array.from(
    { length: NUMBERS },
    () => `${codeFrom(random)}${codeFrom(random)}`.slice(0, 12) as CaseNumber,
  );
  const source = guarded(new Map(numbers.map((number) => [number, { number, codeVersion: 1 }])));
  let ms = Date.parse(instant("2026-09-18T09:00:00+08:00"));
  const now = () => ({ at: instantOf(ms), today: localDateOf(instantOf(ms)) });
  const needs = { keyed: async () => ({ isCode: keyed.isCode, textHash }), now };
  const open = async (number: CaseNumber, lookupCode: string, address: string) => {
    try {
      await openWithCode(source, needs, { number, lookupCode, address }, "case-not-found");
      return "opened";
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error.code;
    }
  };
  const lets = new Let();
  let [hits, refused, residents, shutOut] = [0, 0, 0, 0];
  for (let nth = 0; nth < guesses; nth += 1) {
    ms += BETWEEN_MS;
    // Half of them at one case, the other half at all.
    const number = random.chance(0.5) ? numbers[0]! : random.pick(numbers);
    const address = `address-${random.below(ADDRESSES)}`;
    const outcome = await open(number, codeFrom(random), address);
    if (outcome === "opened") hits += 1;
    if (outcome === "too-many-attempts") refused += 1;
    else lets.through(`${number} ${address} ${Math.floor(ms / WINDOW_MS)}`);
    if (nth % RESIDENT_EVERY > 0) continue;
    const own = numbers[nth % 2 === 0 ? 0 : random.below(NUMBERS)]!;
    residents += 1;
    if ((await open(own, keyed.codeOf(own, 1), `home-${own}`)) !== "opened") shutOut += 1;
  }
  // Behind the same address as whoever guesses: after the longest that it can take, the right code opens again.
  const [shared = numbers[0]!] = numbers;
  for (let n = 0; n <= MAX_FAILURES; n += 1) await open(shared, codeFrom(random), "the hall's");
  const locked = await open(shared, keyed.codeOf(shared, 1), "the hall's");
  ms += WINDOW_MS;
  const opens = await open(shared, keyed.codeOf(shared, 1), "the hall's");
  return [
    { what: "guesses at look-up codes", value: guesses },
    { what: "that hit", value: hits, bound: { atMost: 0 } },
    { what: "refused without a look at the code", value: refused },
    // Two windows may overlap a quarter of an hour.
    {
      what: "most tries of one number from one address in a quarter of an hour",
      value: lets.most,
      bound: { atMost: 2 * MAX_FAILURES },
    },
    { what: "residents with their code, meanwhile", value: residents },
    { what: "of them shut out by others' guesses", value: shutOut, bound: { atMost: 0 } },
    {
      what: "behind the guesser's own address: locked at first",
      value: locked === "too-many-attempts" ? 0 : 1,
      bound: { atMost: 0 },
    },
    { what: "and still so a quarter of an hour later", value: opens === "opened" ? 0 : 1, bound: { atMost: 0 } },
  ];
};
