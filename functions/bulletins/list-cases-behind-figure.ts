import { operation } from "../runtime/operation.ts";
import { type BehindNeeds, pageBehind } from "./cases-behind.ts";

export const listCasesBehindFigure = operation(
  "list-cases-behind-figure",
  (needs: BehindNeeds) =>
    async ({ params: { month }, query }) => ({ status: 200, body: await pageBehind(month, query, needs) }),
);
