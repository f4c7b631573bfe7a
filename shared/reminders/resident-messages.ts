/** What a resident is told of a case by SMS: that there is something to look up, never what it says (R36). */
import type { Calendar } from "../calendar/calendar.ts";
import type { Case, EntryKind, LedgerEntry } from "../casework/case.ts";
import { NO_STEPS } from "../casework/proxy-filing.ts";
import { inGroups } from "../kernel/ids.ts";
import { type Delivery, openDelivery, residentDeliveryId } from "./delivery.ts";
import { type SendingWindow, sendableFrom } from "./quiet-hours.ts";
import { dateInWords, type SmsContent } from "./texts.ts";

/** A move that another one of the same request has overtaken, as in a case handled at the counter at once, is no news. */
const OVERTAKEN_BY: Partial<Record<EntryKind, EntryKind>> = { accepted: "decided", decided: "delivered" };

export const isOvertaken = (subject: Case, entry: LedgerEntry): boolean => {
  const later = OVERTAKEN_BY[entry.what];
  return subject.ledger.some(
    ({ what, token, version }) => what === later && token === entry.token && version > entry.version,
  );
};

/** Something new was asked for, or asked for again. */
const NOTICES: readonly EntryKind[] = ["notice-given", "asked-again", "second-notice"];
/** The case has come to an end, be it for the resident or against, by a person or by time. */
const RESULTS: readonly EntryKind[] = ["decided", "not-accepted", "withdrawn"];

const contentOf = (subject: Case, entry: LedgerEntry): SmsContent | undefined => {
  const number = inGroups(subject.number);
  if (NOTICES.includes(entry.what)) return { template: "resident-notice", params: { number } };
  if (RESULTS.includes(entry.what)) return { template: "resident-decided", params: { number } };
  const { correctBy } = entry.facts;
  if (entry.what === "correction-reminded" && typeof correctBy === "string") {
    return { template: "resident-correction", params: { number, date: dateInWords(correctBy) } };
  }
  const dueOn = entry.facts.dueOn;
  if (entry.what !== "accepted" || typeof dueOn !== "string") {
    // Whoever left it to a proxy is told of every step (R47).
    const step = subject.proxy !== undefined && !NO_STEPS.includes(entry.what);
    return step ? { template: "resident-step", params: { number } } : undefined;
  }
  return { template: "resident-accepted", params: { number, date: dateInWords(dueOn) } };
};

/** `at`: now. */
export type SendingDay = {
  readonly at: Delivery["createdAt"];
  readonly calendar: Calendar;
  readonly window: SendingWindow;
};

/**
 * The SMS owed for one entry of a case's ledger; undefined: none, because the entry is no news for the resident or the
 * resident gave no phone or chose another channel. The id follows from case and entry: an entry seen twice is one SMS.
 * @param subject the case with its whole ledger, after the entry
 */
export const residentDelivery = (
  subject: Case,
  entry: LedgerEntry,
  { at, calendar, window }: SendingDay,
): Delivery | undefined => {
  // A notice by SMS is given by it, whatever was asked for at filing; without a phone it fails, and the post hears (R13).
  const given = NOTICES.includes(entry.what) && entry.facts.channel === "sms";
  const wanted = subject.notifyBySms && subject.personal.applicant.phone !== undefined;
  if (!wanted && !given) return undefined;
  const content = contentOf(subject, entry);
  if (content === undefined || isOvertaken(subject, entry)) return undefined;
  return openDelivery({
    id: residentDeliveryId(subject.number, entry.version),
    recipient: { kind: "resident", caseNumber: subject.number, centre: subject.centre },
    content,
    createdAt: at,
    notBefore: sendableFrom(at, calendar, window, false),
    urgent: false,
  });
};
