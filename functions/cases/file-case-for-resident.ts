import { fileCase } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { answeredBefore, type FilingNeeds, fileOnce, occasionOf, prepareFiling } from "./filing.ts";
import { takingIn } from "./staff-access.ts";

/** Staff file for a walk-in or a caller. The same key and body twice, even at once: one case, the same answer. */
export const fileCaseForResident = operation(
  "file-case-for-resident",
  (needs: FilingNeeds) =>
    async ({ body, actor, idempotencyKey, token, locale }) => {
      const request = { body, route: "file-case-for-resident", idempotencyKey, locale };
      const { filing, roster } = await prepareFiling(needs, request, body.channel);
      const before = await answeredBefore(needs, filing, { actor, idempotencyKey });
      if (before !== undefined) return { status: 201, body: before };
      const moment = needs.now();
      const by = takingIn(roster, filing.item, actor, moment.at);
      const occasion = await occasionOf(needs, moment, by, token);
      return { status: 201, body: await fileOnce(needs, fileCase(filing, roster, occasion)) };
    },
);
