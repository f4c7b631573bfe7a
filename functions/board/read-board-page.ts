import { boardPage } from "../../shared/bulletins/board-page.ts";
import { operation } from "../runtime/operation.ts";
import type { BoardNeeds } from "./showing.ts";

/** Figures of the whole municipality, as a page. Reads only, and the same for whoever asks. */
export const readBoardPage = operation("read-board-page", ({ board }: BoardNeeds) => async () => ({
  status: 200,
  body: boardPage(await board()),
}));
