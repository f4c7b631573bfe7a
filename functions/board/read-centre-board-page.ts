import { boardPage } from "../../shared/bulletins/board-page.ts";
import { operation } from "../runtime/operation.ts";
import type { BoardNeeds } from "./showing.ts";

/** One centre's figures, as a page. Reads only, and the same for whoever asks. */
export const readCentreBoardPage = operation(
  "read-centre-board-page",
  ({ board }: BoardNeeds) =>
    async ({ params }) => ({
      status: 200,
      body: boardPage(await board(params.centreCode)),
    }),
);
