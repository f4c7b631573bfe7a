/** How a resident opens a case: by its number and the look-up code. */
import type { Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import { afterWrongCode, isGuessedAt, secondsLocked } from "../../shared/casework/lookup.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Keyed } from "../runtime/hashes.ts";
import type { Now } from "../runtime/operation.ts";

export type AccessNeeds = { readonly cases: Cases; readonly keyed: () => Promise<Keyed>; readonly now: Now };
type Tried = { readonly number: CaseNumber; readonly lookupCode: string; readonly address: string };

/**
 * The case, for whoever holds its code: one read, unless somebody guessed at it in the last minutes. An unknown number
 * and a wrong code take the same reads, the same comparison and the same writes, and answer alike. Several wrong tries
 * at once may pass the limit by as many; the next is refused.
 * @throws Refusal `case-not-found`, `too-many-attempts`
 */
export const openWithCode = async (
  { cases, keyed, now }: AccessNeeds,
  { number, lookupCode, address }: Tried,
): Promise<Case> => {
  const { isCode, textHash } = await keyed();
  const { at } = now();
  const subject = await cases.find(number);
  const fits = isCode(lookupCode, number, subject?.codeVersion ?? 1);
  if (subject !== undefined && fits && !isGuessedAt(subject, at)) return subject;
  const from = textHash(address).slice(0, 32);
  const attempts = await cases.attempts(number, from);
  const retryAfter = secondsLocked(attempts, at);
  if (retryAfter > 0) throw new Refusal("too-many-attempts", { retryAfter });
  if (subject !== undefined && fits) return subject;
  await cases.recordWrongCode(number, from, afterWrongCode(attempts, at));
  throw new Refusal("case-not-found");
};
