/** What is said about missing papers beside the one notice, and what time makes of its end (R12, R14, R16). */
import type { Case } from "./case.ts";
import { reopened } from "./corrections.ts";
import { ended } from "./ending.ts";
import { stateAfter } from "./moves.ts";
import { type FurtherRequest, type NoticeChannel, outstanding, type Paper } from "./requested-papers.ts";
import { type PeriodKind, periodLapses } from "./resident-periods.ts";
import { requireRoom, telling } from "./room.ts";
import { hashed, type Moment, type Occasion, written } from "./writing.ts";

const codesOf = (papers: readonly Paper[]): string => papers.map(({ code }) => code).join(",");

/** Put right while the resident waits: on record, no notice, and no clock is touched (R12). */
export const putRight = (
  before: Case,
  { papers, text }: { readonly papers: readonly Paper[]; readonly text?: string | undefined },
  occasion: Occasion,
): Case => {
  const state = stateAfter("put-right", before.state);
  if (text !== undefined) requireRoom("notes", Object.keys(before.personal.told ?? {}).length);
  return written(
    { ...before, state, personal: telling(before, text) },
    "put-right",
    { papers: codesOf(papers), ...hashed("textHash", text, occasion) },
    occasion,
  );
};

/** What the resident has been told of in writing, and may be asked for again (R14). */
const toldOf = ({ notice, paperPromise }: Case): ReadonlySet<string> =>
  new Set([...(notice?.missing ?? []), ...(paperPromise?.missing ?? [])].map(({ code }) => code));

/** Of the codes, those that no notice listed: asking for them breaks the one-time telling (R14). */
export const notToldBefore = (subject: Case, codes: readonly string[]): readonly string[] => {
  const told = toldOf(subject);
  return codes.filter((code) => !told.has(code));
};

export type Asking = {
  readonly missing: readonly Paper[];
  readonly channel: NoticeChannel;
  readonly text?: string | undefined;
  /** Why something else is asked for: staff's own, never shown to the resident. */
  readonly reason?: string | undefined;
};

/**
 * Asking after the notice. The same again is no second notice; anything else is recorded as a violation of whoever asks,
 * with the reason, and no asking touches a clock (R20): what was told before is to be corrected once more, and the last day to
 * correct stays (R14). @throws Refusal `case-full`
 */
export const askFurther = (before: Case, { missing, channel, text, reason }: Asking, occasion: Occasion): Case => {
  const codes = missing.map(({ code }) => code);
  const others = notToldBefore(before, codes);
  const violation = others.length > 0;
  const move = violation ? "ask-more" : "ask-again";
  const state = stateAfter(move, before.state);
  requireRoom("furtherRequests", before.furtherRequests?.length ?? 0);
  const personal = telling(before, text);
  const version = before.version + 1;
  const asked: FurtherRequest = { version, on: occasion.today, channel, missing: [...missing], violation };
  return written(
    {
      ...before,
      ...reopened(before, codes, occasion),
      state,
      furtherRequests: [...(before.furtherRequests ?? []), asked],
      personal: {
        ...personal,
        ...(reason === undefined ? {} : { reasons: { ...personal.reasons, [version]: reason } }),
      },
    },
    move,
    {
      missing: codesOf(missing),
      channel,
      ...(violation ? { violation, others: others.join(",") } : {}),
      ...hashed("textHash", text, occasion),
      ...hashed("reasonHash", reason, occasion),
    },
    occasion,
  );
};

/** Whether such a period of the case runs: it is then the caller's to say that it is due (`timed-moves.ts`). */
const runs = (before: Case, kind: PeriodKind, moment: Moment): boolean =>
  periodLapses(before, moment).some((lapse) => lapse.kind === kind);

/** Time reminds of the last day to correct (R16); who asked for SMS gets one. */
export const remindOfCorrection = (before: Case, moment: Moment): Case => {
  const { notice } = before;
  if (notice === undefined || !runs(before, "correction-reminder", moment)) return before;
  return written(
    {
      ...before,
      state: stateAfter("remind-correction", before.state),
      notice: { ...notice, remindedOn: moment.today },
    },
    "remind-correction",
    { correctBy: notice.correctBy, bySms: before.notifyBySms },
    moment,
  );
};

/** The time set is over: not accepted, or treated as withdrawn where the item's own rule says so (R16). */
export const endUncorrected = (before: Case, moment: Moment): Case => {
  const { notice } = before;
  if (notice === undefined || !runs(before, "correction-expiry", moment)) return before;
  const { correctBy: on, missing, ifUncorrected } = notice;
  const move = ifUncorrected === "withdrawn" ? "treat-as-withdrawn" : "not-corrected";
  return ended(before, move, { ground: "not-corrected", on }, { missing: codesOf(missing) }, moment);
};

/** Promised papers have come, all or some (R17). */
export const supplyPromised = (before: Case, codes: readonly string[], occasion: Moment): Case => {
  const state = stateAfter("supply-promised", before.state);
  const { paperPromise } = before;
  const supplied = paperPromise && { ...paperPromise, supplied: [...new Set([...paperPromise.supplied, ...codes])] };
  return written(
    { ...before, state, paperPromise: supplied },
    "supply-promised",
    { supplied: codes.join(","), left: supplied === undefined ? "" : codesOf(outstanding(supplied)) },
    occasion,
  );
};

/** The promised day is over and papers are still missing: what the item's rule says (R17). */
export const missPromise = (before: Case, moment: Moment): Case => {
  const { paperPromise } = before;
  if (paperPromise === undefined || !runs(before, "promise-expiry", moment)) return before;
  const { supplyBy: on, ifUnkept } = paperPromise;
  const broken: Case = { ...before, paperPromise: { ...paperPromise, brokenOn: on } };
  const facts = { missing: codesOf(outstanding(paperPromise)) };
  if (ifUnkept === "decided-without") {
    return written(
      { ...broken, state: stateAfter("miss-promise", before.state) },
      "miss-promise",
      { ...facts, supplyBy: on },
      moment,
    );
  }
  const move = ifUnkept === "withdrawn" ? "treat-as-withdrawn" : "cancel-acceptance";
  return ended(broken, move, { ground: "promise-not-kept", on }, facts, moment);
};
