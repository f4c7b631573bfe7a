/** Routes about the month that runs, and about what figures are made of. */
import * as z from "zod";
import { FigureCases, FigureQuery, OwnFigureQuery } from "../../bulletins/behind.ts";
import { BulletinSheet } from "../../bulletins/sheet.ts";
import { MonthParam } from "../../bulletins/views.ts";
import { Instant } from "../../kernel/local-date.ts";
import { route } from "../route.ts";

const office = { function: "bulletins-running", audience: "office", tag: "bulletins" } as const;

export const RUNNING_ROUTES = {
  "read-running-figures": route({
    ...office,
    id: "read-running-figures",
    method: "GET",
    path: "/v1/office/running-figures",
    summary:
      "The figures of the month that runs, as of today: nothing is frozen, what falls due later is not counted yet",
    replies: {
      200: {
        description: "As the sheet of a month, up to today",
        body: z.object({ asOf: Instant, sheet: BulletinSheet }).meta({ id: "RunningFigures" }),
      },
    },
    refusals: [],
  }),
  "list-cases-behind-figure": route({
    ...office,
    id: "list-cases-behind-figure",
    method: "GET",
    path: "/v1/office/bulletins/{month}/cases",
    summary: "The cases behind a figure of a month's bulletin, of the municipality or of one centre",
    params: MonthParam,
    query: FigureQuery,
    replies: { 200: { description: "One page, by number", body: FigureCases } },
    refusals: ["bulletin-not-found"],
  }),
  "list-own-cases-behind-figure": route({
    ...{ function: "bulletins-running", audience: "staff", tag: "bulletins" },
    id: "list-own-cases-behind-figure",
    method: "GET",
    path: "/v1/staff/bulletins/{month}/cases",
    summary: "The cases behind a figure of the own centre, for its director and deputy",
    params: MonthParam,
    query: OwnFigureQuery,
    replies: { 200: { description: "One page, by number", body: FigureCases } },
    refusals: ["bulletin-not-found", "forbidden"],
  }),
  "show-running-figures": route({
    ...office,
    id: "show-running-figures",
    method: "GET",
    path: "/v1/office/running-figures/page",
    summary: "The same as a page",
    replies: { 200: { description: "The page", body: z.string(), type: "text/html" } },
    refusals: [],
  }),
} as const;
