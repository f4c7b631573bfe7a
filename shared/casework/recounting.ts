/** An open case by another calendar: the year's notice has come, or a local closing day was added (R7, R8). */
import type { Case } from "./case.ts";
import { correctionDeadline } from "./clocks.ts";
import type { Timetable } from "./counting.ts";
import { isClosed, stateAfter } from "./moves.ts";
import { countedAnew, isCountedLater, isStageMoved, moveInWords } from "./recounted-clocks.ts";
import { attentionOf, type Moment, written } from "./writing.ts";

/** The last day to correct, counted again; undefined where nothing is being corrected, or nothing moved. */
const movedCorrection = ({ state, notice }: Case, timetable: Timetable): Case["notice"] => {
  if (state !== "correcting" || notice === undefined) return undefined;
  const { dueOn: correctBy, safeBy, provisional } = correctionDeadline(notice.on, timetable);
  return correctBy === notice.correctBy && safeBy === (notice.safeBy ?? safeBy) && provisional === notice.provisional
    ? undefined
    : { ...notice, correctBy, safeBy, provisional };
};

/** The period to correct, whose reminder is counted back in working days, remembers no calendar, and is looked at each time. */
const isAnythingMoved = (before: Case, moment: Moment): boolean => {
  const next = attentionOf(before, moment);
  if (before.state === "correcting" && next?.at !== before.nextStage?.at) return true;
  return isStageMoved(before.clocks, moment, before.nextStage, next);
};

/**
 * The running clocks and the last day to correct, counted again, with one ledger entry of both calendar versions when
 * any of them, or the next stage, moved or became certain; otherwise the case as it is. Closed cases never change (R8).
 */
export const recount = (before: Case, moment: Moment): Case => {
  if (isClosed(before.state) || isCountedLater(before.clocks, moment)) return before;
  const anew = countedAnew(before.clocks, moment);
  const { clocks, kinds } = anew;
  const correction = movedCorrection(before, moment);
  if (kinds.length === 0 && correction === undefined && !isAnythingMoved(before, moment)) return before;
  return written(
    {
      ...before,
      state: stateAfter("recount", before.state),
      clocks,
      ...(correction === undefined ? {} : { notice: correction }),
    },
    "recount",
    {
      moved: [...kinds, ...(correction === undefined ? [] : ["correction"])].join(",") || "stages",
      ...moveInWords(before.clocks, anew, moment),
      ...(kinds.includes("promised") && clocks.promised ? { dueOn: clocks.promised.dueOn } : {}),
    },
    moment,
  );
};
