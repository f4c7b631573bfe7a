import { operation } from "../runtime/operation.ts";
import { type Registered, requireTown } from "./centre.ts";
import { type FindingNeeds, findingsAt } from "./finding.ts";

/** What went wrong with the posts of any centre, to the municipal office. Reads only. */
export const listCentreFindings = operation(
  "list-centre-findings",
  (needs: FindingNeeds & Registered) =>
    async ({ params, query, locale }) => {
      const { code } = requireTown(needs.register, params.centreCode);
      return { status: 200, body: await findingsAt(needs, code, query, locale) };
    },
);
