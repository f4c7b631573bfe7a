/** A notice that was to reach the resident by SMS, and did not: it has to be given another way (R13). */
import type { Case } from "./case.ts";
import { MOVES, stateAfter } from "./moves.ts";
import type { FurtherRequest } from "./requested-papers.ts";
import { type Moment, written } from "./writing.ts";

type Given = Pick<FurtherRequest, "channel" | "undeliveredOn">;

const furtherOf = ({ furtherRequests = [] }: Case, version: number): FurtherRequest | undefined =>
  furtherRequests.find((each) => each.version === version);

/** The notice, or what was asked for after it, that an entry of the ledger gave. */
const givenBy = (subject: Case, version: number): Partial<Given> | undefined =>
  furtherOf(subject, version) ?? subject.notice;

/**
 * On record once, however often it is reported. The case as it was where the SMS was a courtesy beside another channel, or
 * nothing more can be asked for.
 * @param version of the entry that gave the notice
 */
export const noteUndelivered = (before: Case, version: number, moment: Moment): Case => {
  const given = givenBy(before, version);
  const open = (MOVES["note-undelivered"].from as readonly string[]).includes(before.state);
  if (!open || given?.channel !== "sms" || given.undeliveredOn !== undefined) return before;
  const further = furtherOf(before, version);
  const undeliveredOn = moment.today;
  return written(
    {
      ...before,
      state: stateAfter("note-undelivered", before.state),
      ...(further === undefined
        ? { notice: before.notice && { ...before.notice, undeliveredOn } }
        : {
            furtherRequests: before.furtherRequests?.map((each) =>
              each === further ? { ...each, undeliveredOn } : each,
            ),
          }),
    },
    "note-undelivered",
    { entry: version, channel: "sms" },
    moment,
  );
};

export const isUndelivered = (subject: Case, version: number): boolean =>
  givenBy(subject, version)?.undeliveredOn !== undefined;

/** What the staff who handle it have to do; nothing once it has been given again, another way. */
export const toGiveAgain = ({ notice, furtherRequests = [] }: Case) => {
  const last: Partial<Given> | undefined = furtherRequests.at(-1) ?? notice;
  return last?.undeliveredOn === undefined
    ? undefined
    : {
        zh: "告知短信未能送达申请人，请改用其他方式告知",
        en: "The notice was not delivered by SMS: give it another way",
      };
};
