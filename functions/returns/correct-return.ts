import { Refusal } from "../../shared/kernel/refusal.ts";
import { answeringCentre, correct } from "../../shared/returns/data-return.ts";
import { operation } from "../runtime/operation.ts";
import { dueReturn, knownOf, type ReturnNeeds, shownReturn } from "./reading.ts";

/** Two at once: the second is told that it changed, and sees the first one's version before it corrects again. */
export const correctReturn = operation(
  "correct-return",
  (needs: ReturnNeeds) =>
    async ({ actor, params, body, ifMatch, token }) => {
      const found = dueReturn({ centre: answeringCentre(actor), ...params }, needs);
      const { at } = needs.now();
      const [before, known] = await Promise.all([needs.returns.find(found), knownOf(found, needs)]);
      if (before === undefined) throw new Refusal("return-not-handed-in");
      if (before.version !== ifMatch) throw new Refusal("version-conflict", { version: before.version });
      const after = correct(before, actor.id, body, { at, token, known, kind: found.of });
      await needs.returns.correct(after, ifMatch);
      return { status: 200, body: await shownReturn(found, after, known, needs), version: after.version };
    },
);
