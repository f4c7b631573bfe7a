/** A notice that was to reach the resident by SMS, and did not: it has to be given another way (R13). */
import type { Case } from "./case.ts";
import { clocksOnReturnedNotice } from "./clocks.ts";
import { MOVES, stateAfter } from "./moves.ts";
import type { FurtherRequest } from "./requested-papers.ts";
import { type Moment, written } from "./writing.ts";

const furtherOf = ({ furtherRequests = [] }: Case, version: number): FurtherRequest | undefined =>
  furtherRequests.find((each) => each.version === version);

/** The notice was never given: the case is where it was before, and a new one may be given in any way, for the first time (R14). */
const returned = (before: Case, version: number, moment: Moment): Case => {
  const clocks = clocksOnReturnedNotice(before.clocks);
  const { missing = [] } = before.notice ?? {};
  return written(
    {
      ...before,
      state: stateAfter("return-notice", before.state),
      notice: undefined,
      noticeReturned: { version, on: moment.today, missing },
      clocks,
    },
    "return-notice",
    {
      entry: version,
      channel: "sms",
      ...(clocks.promised?.running ? { dueOn: clocks.promised.dueOn } : {}),
    },
    moment,
  );
};

/** Something asked for after the notice, or a notice that the resident has answered all the same: the failure goes on record. */
const noted = (before: Case, version: number, moment: Moment): Case => {
  const undeliveredOn = moment.today;
  const { notice, furtherRequests } = before;
  return written(
    {
      ...before,
      state: stateAfter("note-undelivered", before.state),
      ...(furtherOf(before, version) === undefined
        ? { notice: notice && { ...notice, undeliveredOn } }
        : {
            furtherRequests: furtherRequests?.map((each) =>
              each.version === version ? { ...each, undeliveredOn } : each,
            ),
          }),
    },
    "note-undelivered",
    { entry: version, channel: "sms" },
    moment,
  );
};

/**
 * On record once, however often it is reported. The case as it was where the SMS was a courtesy beside another channel,
 * another notice has been given since, or nothing more can be asked for.
 * @param version of the entry that gave the notice
 */
export const noteUndelivered = (before: Case, version: number, moment: Moment): Case => {
  const { state, notice } = before;
  const open = (MOVES["note-undelivered"].from as readonly string[]).includes(state);
  const given = furtherOf(before, version) ?? (notice?.version === version ? notice : undefined);
  if (!open || given?.channel !== "sms" || given.undeliveredOn !== undefined) return before;
  const answered = given !== notice || state !== "correcting" || notice.submitted !== undefined;
  return answered ? noted(before, version, moment) : returned(before, version, moment);
};

export const isUndelivered = (subject: Case, version: number): boolean =>
  subject.noticeReturned?.version === version ||
  furtherOf(subject, version)?.undeliveredOn !== undefined ||
  (subject.notice?.version === version && subject.notice.undeliveredOn !== undefined);

const GIVE_AGAIN = {
  zh: "告知短信未能送达申请人，请改用其他方式告知",
  en: "The notice was not delivered by SMS: give it another way",
};

/** What the staff who handle it have to do; nothing once it has been given again another way, or matters no more. */
export const toGiveAgain = ({ state, noticeReturned, furtherRequests = [] }: Case): typeof GIVE_AGAIN | undefined => {
  const waits = state === "filed" && noticeReturned !== undefined;
  const open = state === "correcting" || state === "accepted";
  return waits || (open && furtherRequests.at(-1)?.undeliveredOn !== undefined) ? GIVE_AGAIN : undefined;
};
