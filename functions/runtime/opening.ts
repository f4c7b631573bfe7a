/** How a resident without an account opens what is theirs: by its number and the look-up code. */
import { type Attempts, afterWrongCode, isGuessedAt, secondsLocked } from "../../shared/casework/lookup.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal, type RefusalCode } from "../../shared/kernel/refusal.ts";
import type { Keyed } from "./hashes.ts";
import type { Now } from "./operation.ts";

/** `guessedUntil`: until then, somebody's wrong codes for it may have to be looked at first. */
type Coded = { readonly codeVersion: number; readonly guessedUntil?: Instant | undefined };

export type Guarded<S extends Coded> = {
  find(number: CaseNumber): Promise<S | undefined>;
  /** The wrong codes tried for a number from one address, whether or not there is anything of that number. */
  attempts(number: CaseNumber, address: string): Promise<Attempts | undefined>;
  recordWrongCode(number: CaseNumber, address: string, attempts: Attempts): Promise<void>;
};
export type CodeNeeds = { readonly keyed: () => Promise<Pick<Keyed, "isCode" | "textHash">>; readonly now: Now };
export type Tried = { readonly number: CaseNumber; readonly lookupCode: string; readonly address: string };

/**
 * What the number stands for, for whoever holds its code: one read, unless somebody guessed at it in the last minutes. An
 * unknown number and a wrong code take the same reads, the same comparison and the same writes, and answer alike. Several
 * wrong tries at once may pass the limit by as many; the next is refused.
 * @throws Refusal `absent`, `too-many-attempts`
 */
export const openWithCode = async <S extends Coded>(
  { find, attempts, recordWrongCode }: Guarded<S>,
  { keyed, now }: CodeNeeds,
  { number, lookupCode, address }: Tried,
  absent: RefusalCode,
): Promise<S> => {
  const { isCode, textHash } = await keyed();
  const { at } = now();
  const found = await find(number);
  const fits = isCode(lookupCode, number, found?.codeVersion ?? 1);
  if (found !== undefined && fits && !isGuessedAt(found, at)) return found;
  const from = textHash(address).slice(0, 32);
  const earlier = await attempts(number, from);
  const retryAfter = secondsLocked(earlier, at);
  if (retryAfter > 0) throw new Refusal("too-many-attempts", { retryAfter });
  if (found !== undefined && fits) return found;
  await recordWrongCode(number, from, afterWrongCode(earlier, at));
  throw new Refusal(absent);
};
