import { operation } from "../runtime/operation.ts";
import { type BoardNeeds, centreDeadlines, requireLedCentre } from "./centre-deadlines.ts";

/** Of the reader's own centre, for its director and deputies. Reads only. */
export const listCentreDeadlines = operation(
  "list-centre-deadlines",
  (needs: BoardNeeds) =>
    async ({ actor, query, locale }) =>
      centreDeadlines(requireLedCentre(actor), query, locale, needs),
);
