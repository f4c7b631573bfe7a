import { operation } from "../runtime/operation.ts";
import type { BoardNeeds } from "./showing.ts";

/** Figures of the whole municipality. Reads only, and the same for whoever asks. */
export const readBoard = operation("read-board", ({ board }: BoardNeeds) => async () => ({
  status: 200,
  body: await board(),
}));
