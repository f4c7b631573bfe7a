/** Periods that run out by themselves: to correct (R16), to supply what was promised (R17), of the licence held (R19). */
import { previousWorkingDay } from "../calendar/calendar.ts";
import { openingOf } from "../calendar/office-hours.ts";
import { type Instant, instantAt, type LocalDate, plusDays } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import type { Timetable } from "./counting.ts";
import { correctedSince, outstanding } from "./requested-papers.ts";

export const PERIOD_KINDS = ["correction-reminder", "correction-expiry", "promise-expiry", "renewal-expiry"] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
export type PeriodLapse = { readonly id: string; readonly kind: PeriodKind; readonly at: Instant };
export type Waiting = Pick<Case, "state" | "notice" | "paperPromise" | "renewal">;

/** Working days before the last day to correct on which the resident is reminded [P] (R16). */
export const REMINDED_BEFORE = 3;

/** A resident's own period ends at 24:00 of its last day (R4). */
const after = (day: LocalDate): Instant => instantAt(plusDays(day, 1), "00:00");
const lapse = (about: string, kind: PeriodKind, at: Instant): PeriodLapse => ({ id: `${about}#${kind}`, kind, at });

const correction = ({ state, notice }: Waiting, { calendar, hours }: Timetable): PeriodLapse | undefined => {
  // What came in time is the office's to look at: no period of the resident's runs any more.
  if (state !== "correcting" || notice === undefined || correctedSince(notice) !== undefined) return undefined;
  const { correctBy, remindedOn } = notice;
  const about = `correction#${correctBy}`;
  if (remindedOn !== undefined) return lapse(about, "correction-expiry", after(correctBy));
  let day = correctBy;
  for (let n = 0; n < REMINDED_BEFORE; n += 1) day = previousWorkingDay(calendar, day);
  return lapse(about, "correction-reminder", openingOf(hours, day));
};

const promise = ({ state, paperPromise }: Waiting): PeriodLapse | undefined =>
  state !== "accepted" ||
  paperPromise === undefined ||
  paperPromise.brokenOn !== undefined ||
  outstanding(paperPromise).length === 0
    ? undefined
    : lapse(`promise#${paperPromise.supplyBy}`, "promise-expiry", after(paperPromise.supplyBy));

/** Whoever still has to correct has not applied completely: nothing is renewed over that. */
const renewal = ({ state, renewal: held }: Waiting): PeriodLapse | undefined =>
  held?.bySilence && (state === "filed" || state === "accepted")
    ? lapse(`renewal#${held.expiresOn}`, "renewal-expiry", after(held.expiresOn))
    : undefined;

/** Those that run now, in no order. */
export const periodLapses = (subject: Waiting, timetable: Timetable): readonly PeriodLapse[] =>
  [correction(subject, timetable), promise(subject), renewal(subject)].filter((each) => each !== undefined);

/** Nobody could decide before the licence ended while papers were missing: silence then renews nothing (R19). */
export const renewalOnAcceptance = ({ state, renewal: held }: Waiting, on: LocalDate): Case["renewal"] =>
  held !== undefined && state === "correcting" && on > held.expiresOn ? { ...held, bySilence: false } : held;

/** Received at the centre only now: what counts is that day, not the day the station took it in (R19, R48). */
export const renewalOnReceipt = ({ renewal: held }: Waiting, on: LocalDate): Case["renewal"] =>
  held && renewalOf(held.expiresOn, on, held.bySilence);

/** Days before its end by which the renewal of a licence has to be asked for (行政许可法 50). */
const ASKED_BEFORE = 30;
/** Natural days before or after a filing within which the licence that it renews ends [P] (R19). */
export const RENEWED_WITHIN = 3653;

/** @param switchedOn by the municipal office, for this item (R19) */
export const renewalOf = (
  expiresOn: LocalDate,
  filedOn: LocalDate,
  switchedOn: boolean,
): NonNullable<Case["renewal"]> => ({
  expiresOn,
  bySilence: switchedOn && plusDays(filedOn, ASKED_BEFORE) <= expiresOn,
});
