import { putRight } from "../../shared/casework/telling.ts";
import { operation } from "../runtime/operation.ts";
import { guideOf } from "./guide.ts";
import { demandedMaterials } from "./item-materials.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** What was put right while the resident waited goes on record, as no notice (R12). */
export const recordPutRight = operation("record-put-right", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, async (before, occasion) => {
    const { body, locale } = request;
    const papers = demandedMaterials(body.papers, await guideOf(needs.directory, before), "papers", locale);
    return putRight(before, { papers, text: body.text }, occasion);
  });
  return moved(needs, after);
});
