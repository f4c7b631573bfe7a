import { answeringCentre, handIn } from "../../shared/returns/data-return.ts";
import { operation } from "../runtime/operation.ts";
import { dueOnOf, dueReturn, knownOf, type ReturnNeeds, shownReturn } from "./reading.ts";

/** Two at once: one is kept; the other is told so, unless it said the same. */
export const handInReturn = operation(
  "hand-in-return",
  (needs: ReturnNeeds) =>
    async ({ actor, params, body, token }) => {
      const found = dueReturn({ centre: answeringCentre(actor), ...params }, needs);
      const { at } = needs.now();
      const [known, dueOn] = await Promise.all([knownOf(found, needs), dueOnOf(found, needs)]);
      const { centre, kind, period } = found;
      const first = handIn({ centre, kind, period, dueOn }, actor.id, body, { at, token, known, kind: found.of });
      const standing = await needs.returns.handIn(first);
      return { status: 201, body: await shownReturn(found, standing, known, needs), version: standing.version };
    },
);
