import { operation } from "../runtime/operation.ts";
import type { BoardNeeds } from "./showing.ts";

/** One centre's figures. Reads only, and the same for whoever asks. */
export const readCentreBoard = operation("read-centre-board", ({ board }: BoardNeeds) => async ({ params }) => ({
  status: 200,
  body: await board(params.centreCode),
}));
