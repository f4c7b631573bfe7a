/** What residents and staff have in common about corrections: only what the notice lists and nobody has handed in. */
import type { Case } from "../../shared/casework/case.ts";
import { submitCorrections } from "../../shared/casework/corrections.ts";
import { stateAfter } from "../../shared/casework/moves.ts";
import { type CorrectionChannel, uncorrected } from "../../shared/casework/requested-papers.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { papersNamed } from "./item-materials.ts";

const LISTED = {
  zh: "补正通知列明、尚未补交的材料",
  en: "a paper that the notice lists and that has not been handed in",
};

/** The same again is refused by name, and changes nothing. @throws Refusal `move-not-allowed`, `validation-failed` */
export const corrected = (
  before: Case,
  { papers, channel }: { readonly papers: readonly string[]; readonly channel: CorrectionChannel },
  occasion: Occasion,
  locale: Locale,
): Case => {
  stateAfter("submit-corrections", before.state);
  papersNamed(papers, { field: "papers", allowed: uncorrected(before.notice), what: LISTED }, locale);
  return submitCorrections(before, papers, occasion, channel);
};
