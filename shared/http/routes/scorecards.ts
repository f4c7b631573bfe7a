/** Scorecards of a month (article 9). Counted when asked; no ranking. */
import * as z from "zod";
import { CentreCode } from "../../directory/units.ts";
import { Month } from "../../kernel/local-date.ts";
import { Scorecards } from "../../scorecards/scorecard.ts";
import { route } from "../route.ts";

const staff = { function: "scorecards-staff", tag: "scorecards", method: "GET" } as const;
const query = z.strictObject({ month: Month });
const replies = { 200: { description: "The scorecards", body: Scorecards } } as const;

export const SCORECARD_ROUTES = {
  "read-own-scorecards": route({
    ...staff,
    audience: "staff",
    id: "read-own-scorecards",
    path: "/v1/staff/scorecards",
    summary: "Of your own posts; of the windows that you head; or, leading a centre, of everything in it",
    query,
    replies,
    refusals: ["forbidden"],
  }),
  "read-scorecards-of-centre": route({
    ...staff,
    audience: "office",
    id: "read-scorecards-of-centre",
    path: "/v1/office/centres/{centreCode}/scorecards",
    summary: "Of a centre and everything in it, for the municipal office",
    params: z.strictObject({ centreCode: CentreCode }),
    query,
    replies,
    refusals: ["unknown-centre"],
  }),
} as const;
