import { outstanding } from "../../shared/casework/requested-papers.ts";
import { supplyPromised } from "../../shared/casework/telling.ts";
import { operation } from "../runtime/operation.ts";
import { papersNamed } from "./item-materials.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

const PROMISED = { zh: "已承诺、尚未补交的材料", en: "a paper that was promised and has not come" };

/** Promised papers have come (R17). */
export const recordPromisedPapers = operation("record-promised-papers", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) => {
    const { supplied } = request.body;
    const allowed = before.paperPromise === undefined ? [] : outstanding(before.paperPromise);
    papersNamed(supplied, { field: "supplied", allowed, what: PROMISED }, request.locale);
    return supplyPromised(before, supplied, occasion);
  });
  return moved(needs, after);
});
