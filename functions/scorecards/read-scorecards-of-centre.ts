import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type ScorecardNeeds, scorecardsFor, shown } from "./reading.ts";

export const readScorecardsOfCentre = operation(
  "read-scorecards-of-centre",
  (needs: ScorecardNeeds & { readonly register: TownRegister }) =>
    async ({ actor, params, query: { month } }) => {
      const town = townOf(needs.register, params.centreCode);
      if (town === undefined) throw new Refusal("unknown-centre", { centre: params.centreCode });
      return { status: 200, body: shown(month, await scorecardsFor(needs, town, month, actor, true), needs) };
    },
);
