import type { Case } from "../../shared/casework/case.ts";
import { uncorrected } from "../../shared/casework/requested-papers.ts";
import { putRight } from "../../shared/casework/telling.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { operation } from "../runtime/operation.ts";
import { guideOf } from "./guide.ts";
import { papersNamed } from "./item-materials.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

const RIGHT_ON_THE_SPOT = {
  zh: "该事项要求提交、补正通知没有列为待补的材料（待补的请登记补交）",
  en: "a material that the guide demands and the notice does not wait for: what it waits for is recorded as a correction",
};

/** What the notice still waits for comes as a correction, which the clocks follow (R16). */
const allowedIn = ({ notice }: Case, { materials }: ServiceItem) => {
  const awaited = uncorrected(notice).map(({ code }) => code);
  return materials.filter(({ code, demanded }) => demanded && !awaited.includes(code));
};

/** What was put right while the resident waited goes on record, as no notice (R12). */
export const recordPutRight = operation("record-put-right", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, async (before, occasion) => {
    const { body, locale } = request;
    const allowed = allowedIn(before, await guideOf(needs.directory, before));
    const papers = papersNamed(body.papers, { field: "papers", allowed, what: RIGHT_ON_THE_SPOT }, locale);
    return putRight(before, { papers, text: body.text }, occasion);
  });
  return moved(needs, after);
});
