/** One JSON line per event, from a closed catalogue of codes. Ids, codes and counts only: never names, phones or texts. */
export type LogCode =
  | "request"
  | "request-failed"
  | "scheduled-run"
  | "scheduled-run-failed"
  | "event-queued"
  | "events-handled"
  | "card-not-read"
  | "contact-not-read"
  | "case-not-swept"
  | "stage-missed"
  | "delivery-stuck"
  | "case-not-watched"
  | "watch-incomplete"
  | "case-not-recounted"
  | "nobody-told-of-moved-dates"
  | "nobody-told-of-undelivered-notice"
  | "delivery-not-published"
  | "sweep-incomplete"
  | "sms-sent"
  | "sms-delivered"
  | "sms-failed"
  | "sms-unconfirmed"
  | "sms-redirected"
  | "sms-passed-on"
  | "sms-not-attempted"
  | "sms-daily-cap"
  | "sms-monthly-cap"
  | "sms-resent"
  | "sms-retry"
  | "sms-account-blocked"
  | "sms-repeat-possible"
  | "receipts-kept"
  | "nobody-left"
  | "bulletin-made"
  | "bulletin-announced"
  | "bulletin-not-announced"
  | "sign-in-refused";

export const log = (code: LogCode, fields: Readonly<Record<string, unknown>> = {}): void => {
  console.log(JSON.stringify({ code, ...fields }));
};

/** What may be said of an unexpected error: its kind and where, not its message, which may quote data. */
export const errorFields = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? {
        error: error.name,
        stack: error.stack
          ?.split("\n")
          .map((line) => line.trim())
          // A message of several lines stands before the frames, and may quote data.
          .filter((line) => line.startsWith("at "))
          .slice(0, 5),
      }
    : { error: typeof error };
