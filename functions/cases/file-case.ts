import { fileCase as file } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { type FilingNeeds, fileOnce, occasionOf, prepareFiling, requireFitRenewal } from "./filing.ts";

/** A resident files online. The same key and body twice, even at once: one case, the same answer. */
export const fileCase = operation(
  "file-case",
  (needs: FilingNeeds) =>
    async ({ body, idempotencyKey, token, locale }) => {
      const { filing, roster } = await prepareFiling(
        needs,
        { body, route: "file-case", idempotencyKey, locale },
        "online",
      );
      const moment = needs.now();
      requireFitRenewal(filing, moment.today, locale);
      const occasion = await occasionOf(needs, moment, { kind: "resident" }, token);
      return { status: 201, body: await fileOnce(needs, file(filing, roster, occasion)) };
    },
);
