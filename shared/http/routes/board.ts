/** Routes of the board on a hall's screen: figures for anyone, about nobody. */
import * as z from "zod";
import { Board } from "../../bulletins/board.ts";
import { CentreCodeParam } from "../../directory/centre-views.ts";
import { route } from "../route.ts";

const open = { function: "board-public", audience: "public", method: "GET", tag: "board" } as const;
const ofCentre = { ...open, params: CentreCodeParam, refusals: ["unknown-centre"] } as const;
/** Seconds. */
const KEPT = 60;
const figures = { description: "The figures, and their time", body: Board, keptSeconds: KEPT } as const;
const page = {
  description: "A page for a screen; it fetches itself again every minute",
  body: z.string(),
  type: "text/html",
  keptSeconds: KEPT,
} as const;
const description =
  "Counted as cases move, seconds later. Sensitive items (assistance, health) are in no figure; nothing here is about complaints.";

export const BOARD_ROUTES = {
  "read-board": route({
    ...open,
    id: "read-board",
    path: "/v1/board",
    summary: "Today's and this month's figures of the whole municipality",
    description,
    replies: { 200: figures },
    refusals: [],
  }),
  "read-board-page": route({
    ...open,
    id: "read-board-page",
    path: "/v1/board/page",
    summary: "The municipality's board as a page for a hall's screen",
    replies: { 200: page },
    refusals: [],
  }),
  "read-centre-board": route({
    ...ofCentre,
    id: "read-centre-board",
    path: "/v1/centres/{centreCode}/board",
    summary: "Today's and this month's figures of one centre",
    description,
    replies: { 200: figures },
  }),
  "read-centre-board-page": route({
    ...ofCentre,
    id: "read-centre-board-page",
    path: "/v1/centres/{centreCode}/board/page",
    summary: "A centre's board as a page for its hall's screen",
    replies: { 200: page },
  }),
} as const;
