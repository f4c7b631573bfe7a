import { submitCorrections } from "../../shared/casework/corrections.ts";
import { stateAfter } from "../../shared/casework/moves.ts";
import { uncorrected } from "../../shared/casework/requested-papers.ts";
import { operation } from "../runtime/operation.ts";
import { papersNamed } from "./item-materials.ts";
import { moveAsResident, type ResidentMoveNeeds } from "./moving-as-resident.ts";

const LISTED = {
  zh: "补正通知列明、尚未补交的材料",
  en: "a paper that the notice lists and that has not been handed in",
};

/** The resident hands in corrections, at any hour (R4, R16). The same again is refused by name, and changes nothing. */
export const submitCorrectionsOfCase = operation(
  "submit-corrections",
  (needs: ResidentMoveNeeds) => (request) =>
    moveAsResident(needs, request, (before, occasion) => {
      const { papers } = request.body;
      stateAfter("submit-corrections", before.state);
      papersNamed(papers, { field: "papers", allowed: uncorrected(before.notice), what: LISTED }, request.locale);
      return submitCorrections(before, papers, occasion);
    }),
);
