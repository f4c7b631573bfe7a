import { submitCorrections } from "../../shared/casework/corrections.ts";
import { operation } from "../runtime/operation.ts";
import { checkPapers } from "./correcting.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";
import { servingPosts } from "./staff-access.ts";

/** Whoever serves the resident records what came otherwise than online, with the same effect (R16). */
export const recordCorrections = operation("record-corrections", (needs: MoveNeeds) => async (request) => {
  const { papers, channel } = request.body;
  const change: Parameters<typeof moveCase>[2] = (before, occasion) => {
    checkPapers(before, papers, request.locale);
    return submitCorrections(before, papers, occasion, { channel });
  };
  return moved(needs, await moveCase(needs, request, change, servingPosts));
});
