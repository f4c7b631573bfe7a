/** Corrections of the resident's: online at any hour until 24:00 of the last day, or recorded by staff (R4, R16). */
import type { Case } from "./case.ts";
import { acceptanceStart, clocksOnAcceptance } from "./clocks.ts";
import type { Start } from "./counting.ts";
import { stateAfter } from "./moves.ts";
import { type CorrectionChannel, correctedSince, type PaperFile, uncorrected } from "./requested-papers.ts";
import { type Moment, written } from "./writing.ts";

/** The day that counts as all corrections received, which is that of acceptance (R16); else now. */
export const correctedOr = ({ state, notice }: Pick<Case, "state" | "notice">, now: Start): Start =>
  (state === "correcting" ? correctedSince(notice) : undefined) ?? now;

type HandedIn = { readonly channel: CorrectionChannel; readonly files?: readonly PaperFile[] };

/**
 * What the notice asked for has come, all or some. With the last of it the deciding clocks run, as of today: the office
 * has still to look at it, and time no longer ends the case (R16).
 * @param codes of papers, @param how they came, and as which files
 * @throws Refusal `move-not-allowed`
 */
export const submitCorrections = (
  before: Case,
  codes: readonly string[],
  moment: Moment,
  { channel, files: named = [] }: HandedIn = { channel: "online" },
): Case => {
  const state = stateAfter("submit-corrections", before.state);
  const now: Start = { on: moment.today, at: moment.at };
  const { notice } = before;
  const papers = [...new Set([...(notice?.submitted?.papers ?? []), ...codes])];
  const files = [...(notice?.submitted?.files ?? []), ...named];
  const kept = files.length > 0 ? { files } : {};
  const first = correctedSince(notice);
  const handedIn = notice && { ...notice, submitted: { ...now, papers, channel, ...kept } };
  const complete = first ?? (uncorrected(handedIn).length === 0 ? now : undefined);
  const after = handedIn && { ...handedIn, submitted: { ...handedIn.submitted, ...(complete ? { complete } : {}) } };
  const begins = first === undefined && complete !== undefined;
  const { counts } = acceptanceStart(before, now, moment.hours);
  const clocks = begins ? clocksOnAcceptance(before, counts, moment) : before.clocks;
  return written(
    { ...before, state, notice: after, clocks },
    "submit-corrections",
    {
      papers: codes.join(","),
      channel,
      ...(named.length > 0 ? { attachments: named.map(({ attachmentId }) => attachmentId).join(",") } : {}),
      left: uncorrected(after)
        .map(({ code }) => code)
        .join(","),
      ...(begins && clocks.promised !== undefined ? { dueOn: clocks.promised.dueOn } : {}),
      ...(begins && clocks.statutory !== undefined ? { statutoryDueOn: clocks.statutory.dueOn } : {}),
    },
    moment,
  );
};

/**
 * What was handed in will not do, and is asked for again, as the notice listed it: the resident is correcting once more.
 * No clock stands still or starts anew for that (R20): until everything has come once, the last day stays and may end the
 * case; from then on it is the office that time runs against (R16). Nothing where nothing of it was handed in.
 */
export const reopened = (before: Case, codes: readonly string[], { today }: Moment): { notice?: Case["notice"] } => {
  const { notice } = before;
  const submitted = notice?.submitted;
  if (before.state !== "correcting" || notice === undefined || submitted === undefined) return {};
  // Something never came, and after the last day nothing more can: the office goes on with what it has.
  if (correctedSince(notice) === undefined && today > notice.correctBy) return {};
  const papers = submitted.papers.filter((code) => !codes.includes(code));
  const files = submitted.files?.filter(({ paper }) => !codes.includes(paper));
  return { notice: { ...notice, submitted: { ...submitted, papers, ...(files === undefined ? {} : { files }) } } };
};
