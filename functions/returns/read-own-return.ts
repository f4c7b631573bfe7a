import { answeringCentre } from "../../shared/returns/data-return.ts";
import { operation } from "../runtime/operation.ts";
import { dueReturn, knownOf, type ReturnNeeds, shownReturn } from "./reading.ts";

/** What is filled in beforehand is what is known now; what was known when it was handed in stands in its version. */
export const readOwnReturn = operation("read-own-return", (needs: ReturnNeeds) => async ({ actor, params }) => {
  const found = dueReturn({ centre: answeringCentre(actor), ...params }, needs);
  const [standing, known] = await Promise.all([needs.returns.find(found), knownOf(found, needs)]);
  const body = await shownReturn(found, standing, known, needs);
  return { status: 200, body, version: standing?.version ?? 0 };
});
