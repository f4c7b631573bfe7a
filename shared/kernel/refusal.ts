/**
 * Every expected "no" is one thrown `Refusal`. Its code is an entry of the problem catalogue in `shared/http/problems.ts`,
 * which the compiler keeps complete; whoever throws it knows nothing about HTTP.
 */
export type RefusalCode =
  | "validation-failed"
  | "malformed-json"
  | "unsupported-media-type"
  | "payload-too-large"
  | "not-found"
  | "case-not-found"
  | "too-many-attempts"
  | "too-many-requests"
  | "sign-in-required"
  | "staff-unknown"
  | "forbidden"
  | "not-on-duty"
  | "precondition-required"
  | "version-conflict"
  | "move-not-allowed"
  | "idempotency-mismatch"
  | "unknown-centre"
  | "unknown-station"
  | "unknown-item"
  | "item-not-offered"
  | "not-immediate"
  | "suspension-not-allowed"
  | "suspension-not-found"
  | "suspension-over"
  | "extension-not-allowed"
  | "already-extended"
  | "limit-passed"
  | "limit-not-passed"
  | "no-upward-leg"
  | "tasks-open"
  | "task-not-found"
  | "task-not-open"
  | "is-above"
  | "not-above"
  | "received-above-already"
  | "receipt-not-found"
  | "case-closed"
  | "case-full"
  | "attachment-not-found"
  | "attachment-not-there"
  | "attachment-unfit"
  | "too-many-attachments"
  | "hand-over-not-offered"
  | "authorisation-expired"
  | "outside-authorisation"
  | "not-entrusted"
  | "contact-not-found"
  | "contact-answered"
  | "contact-not-held"
  | "contact-not-offered"
  | "hand-over-lapsed"
  | "slot-not-found"
  | "slot-closed"
  | "slot-full"
  | "slots-overlap"
  | "too-many-slots"
  | "too-many-appointments"
  | "too-many-bookings-of-day"
  | "appointment-not-found"
  | "complaint-not-found"
  | "privacy-notice-outdated"
  | "target-not-there"
  | "nobody-can-handle"
  | "receiver-concerned"
  | "handler-not-fit"
  | "return-not-possible"
  | "not-joinable"
  | "day-not-possible"
  | "finding-not-fit"
  | "called-today"
  | "identity-not-checkable"
  | "rating-not-found"
  | "rating-not-yet"
  | "rating-too-late"
  | "rating-closed"
  | "appeal-not-possible"
  | "appointment-settled"
  | "appointment-begun"
  | "appointment-not-begun"
  | "no-open-order"
  | "card-not-found"
  | "absence-overlaps"
  | "absence-not-found"
  | "message-not-found"
  | "message-on-its-way"
  | "message-arrived"
  | "message-sent-enough"
  | "bulletin-not-found"
  | "bulletin-already-signed"
  | "bulletin-open-to-objections"
  | "objections-unanswered"
  | "objection-too-late"
  | "objection-not-found"
  | "objection-answered"
  | "bulletin-not-issued"
  | "bulletin-full"
  | "figure-not-there"
  | "correction-not-fit"
  | "journal-gap"
  | "ledger-too-long"
  | "return-not-found"
  | "return-too-early"
  | "return-not-fit"
  | "return-handed-in"
  | "return-not-handed-in"
  | "return-full"
  | "calendar-range"
  | "unknown-calendar"
  | "closing-day-not-found"
  | "method-not-allowed"
  | "service-unavailable"
  | "internal-error";

/** All that one field can do wrong; each has its sentence in `shared/http/field-errors.ts`. */
export const FIELD_ERROR_CODES = [
  "required",
  "invalid-type",
  "unknown-key",
  "too-small",
  "too-large",
  "invalid-format",
  "invalid-value",
  "invalid-date",
  "reversed-interval",
  "out-of-range",
  "not-offered",
  "too-early",
  "too-late",
  "invalid",
] as const;
export type FieldErrorCode = (typeof FIELD_ERROR_CODES)[number];

/** What one field did wrong. `pointer` is an RFC 6901 JSON pointer into the body, or `#/query/…`, `#/path/…`, `#/headers/…`. */
export type FieldError = { pointer: string; code: FieldErrorCode; detail: string };

export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Ids, codes, dates and counts that the sentence mentions; never personal data. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldError[];
  constructor(code: RefusalCode, facts: Record<string, string | number> = {}, errors: readonly FieldError[] = []) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.facts = facts;
    this.errors = errors;
  }
}
