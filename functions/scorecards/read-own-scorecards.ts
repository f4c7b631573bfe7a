import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { Roster, StaffMember } from "../../shared/directory/roster.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Scorecard } from "../../shared/scorecards/scorecard.ts";
import { operation } from "../runtime/operation.ts";
import { leads, type ScorecardNeeds, scorecardsFor, shown } from "./reading.ts";

/** A and B see their posts; a window's head the window and its posts. */
const isOwn = ({ unit }: Scorecard, { id }: StaffMember, { posts, windows }: Roster): boolean => {
  const headed = new Set(windows.filter(({ head }) => head === id).map((window) => window.id));
  if (unit.kind === "window") return headed.has(unit.code);
  const post = unit.kind === "post" ? posts.find((each) => each.id === unit.code) : undefined;
  return post !== undefined && (headed.has(post.window) || post.holder === id || post.standIn === id);
};

export const readOwnScorecards = operation(
  "read-own-scorecards",
  (needs: ScorecardNeeds & { readonly register: TownRegister }) =>
    async ({ actor, query: { month } }) => {
      const town = actor.centre === undefined ? undefined : townOf(needs.register, actor.centre);
      if (town === undefined || actor.role === "proxy") throw new Refusal("forbidden");
      const all = await scorecardsFor(needs, town, month, actor, leads(actor));
      if (leads(actor)) return { status: 200, body: shown(month, all, needs) };
      const roster = await needs.directory.roster(town.code);
      return {
        status: 200,
        body: shown(
          month,
          all.filter((each) => isOwn(each, actor, roster)),
          needs,
        ),
      };
    },
);
