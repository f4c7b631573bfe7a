import { operation } from "../runtime/operation.ts";
import { type BoardNeeds, centreDeadlines, requireCentreOf } from "./centre-deadlines.ts";

/** Of any centre, for the municipal office. Reads only. */
export const listDeadlinesOfCentre = operation(
  "list-deadlines-of-centre",
  (needs: BoardNeeds) =>
    async ({ params, query, locale }) =>
      centreDeadlines(requireCentreOf(needs.register, params.centreCode), query, locale, needs),
);
