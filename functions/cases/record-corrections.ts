import { operation } from "../runtime/operation.ts";
import { corrected } from "./correcting.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";
import { servingPosts } from "./staff-access.ts";

/** Whoever serves the resident records what came otherwise than online, with the same effect (R16). */
export const recordCorrections = operation("record-corrections", (needs: MoveNeeds) => async (request) => {
  const change: Parameters<typeof moveCase>[2] = (before, occasion) =>
    corrected(before, request.body, occasion, request.locale);
  return moved(needs, await moveCase(needs, request, change, servingPosts));
});
