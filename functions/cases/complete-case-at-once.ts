import { completeAtOnce } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { answeredBefore, type FilingNeeds, fileOnce, occasionOf, prepareFiling } from "./filing.ts";
import { takingIn } from "./staff-access.ts";

/** An immediate item, done while the resident waits: four ledger entries, one write. A repeat changes nothing. */
export const completeCaseAtOnce = operation(
  "complete-case-at-once",
  (needs: FilingNeeds) =>
    async ({ body, actor, idempotencyKey, token, locale }) => {
      const request = { body, route: "complete-case-at-once", idempotencyKey, locale };
      const { filing, roster } = await prepareFiling(needs, request, body.channel);
      const before = await answeredBefore(needs, filing, { actor, idempotencyKey });
      if (before !== undefined) return { status: 201, body: before };
      const moment = needs.now();
      const by = takingIn(roster, filing.item, actor, moment.at);
      const occasion = await occasionOf(needs, moment, by, token);
      return { status: 201, body: await fileOnce(needs, completeAtOnce(filing, body.ruling, roster, occasion)) };
    },
);
