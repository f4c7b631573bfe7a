import { ledCentre } from "../../shared/bulletins/objecting.ts";
import { operation } from "../runtime/operation.ts";
import { type BehindNeeds, pageBehind } from "./cases-behind.ts";

/** Of the centre's own figures; there is no way to name another one. */
export const listOwnCasesBehindFigure = operation(
  "list-own-cases-behind-figure",
  (needs: BehindNeeds) =>
    async ({ actor, params: { month }, query }) => {
      const centreCode = ledCentre(actor);
      return { status: 200, body: await pageBehind(month, { ...query, centreCode }, needs) };
    },
);
