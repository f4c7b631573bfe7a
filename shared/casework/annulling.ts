/** Cards that should never have been shown: the municipal office annuls them, and they stay on record as annulled (R31a). */
import { Refusal } from "../kernel/refusal.ts";
import type { Case } from "./case.ts";
import { stateAfter } from "./moves.ts";
import { requireRoom } from "./room.ts";
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
  if (!Object.hasOwn(before.firedStages, stage)) throw new Refusal("card-not-found");
  const { annulled = {}, personal } = before;
  if (Object.hasOwn(annulled, stage)) return before;
  requireRoom("annulled", Object.keys(annulled).length);
  const version = before.version + 1;
  const supervision = { ...personal.supervision, ...(text === undefined ? {} : { [String(version)]: text }) };
  return written(
    {
      ...before,
      state,
      annulled: { ...annulled, [stage]: { version, at: occasion.at, reason } },
      ...(text === undefined ? {} : { personal: { ...personal, supervision } }),
    },
    "annul-card",
    { stage, reason, ...hashed("textHash", text, occasion) },
    occasion,
  );
};
