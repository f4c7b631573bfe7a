/** What residents and staff have in common about corrections: only what the notice lists and nobody has handed in. */
import type { Case } from "../../shared/casework/case.ts";
import { stateAfter } from "../../shared/casework/moves.ts";
import { uncorrected } from "../../shared/casework/requested-papers.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { papersNamed } from "./item-materials.ts";

const LISTED = {
  zh: "补正通知列明、尚未补交的材料",
  en: "a paper that the notice lists and that has not been handed in",
};

/** The same again is refused by name, and changes nothing. @throws Refusal `move-not-allowed`, `validation-failed` */
export const checkPapers = (before: Case, papers: readonly string[], locale: Locale): void => {
  stateAfter("submit-corrections", before.state);
  papersNamed(papers, { field: "papers", allowed: uncorrected(before.notice), what: LISTED }, locale);
};
