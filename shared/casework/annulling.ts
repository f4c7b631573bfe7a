/** Cards that should never have been shown: the municipal office annuls them, and they stay on record as annulled (R31a). */
import type { Case } from "./case.ts";
import { stateAfter } from "./moves.ts";
import { oneMoreAnnulled } from "./orders.ts";
import type { AnnulmentReason } from "./supervision.ts";
import { hashed, type Occasion, written } from "./writing.ts";

/**
 * Of a stage that was told of, on an open case or a closed one. A card that is annulled already stays as it was annulled.
 * @throws Refusal `card-not-found`, `case-full`
 */
export const annulCard = (
  before: Case,
  asked: { readonly stage: string; readonly reason: AnnulmentReason; readonly text?: string | undefined },
  occasion: Occasion,
): Case => {
  const { stage, reason, text } = asked;
  const state = stateAfter("annul-card", before.state);
  const annulment = oneMoreAnnulled(before, { stage, reason }, occasion.at);
  if (annulment === undefined) return before;
  const { personal } = before;
  const supervision =
    text === undefined ? personal.supervision : { ...personal.supervision, [String(before.version + 1)]: text };
  return written(
    {
      ...before,
      state,
      ...annulment.change,
      ...(text === undefined ? {} : { personal: { ...personal, supervision } }),
    },
    "annul-card",
    { ...annulment.facts, ...hashed("textHash", text, occasion) },
    occasion,
  );
};
