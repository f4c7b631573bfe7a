import { type AbsenceRequest, absenceView } from "../../shared/directory/absence-views.ts";
import type { Absence, Roster, StaffMember } from "../../shared/directory/roster.ts";
import { sampled } from "../../shared/directory/sample-notice.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { type Instant, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { type FieldError, Refusal } from "../../shared/kernel/refusal.ts";
import type { PostRules } from "../../shared/municipality/posts.ts";
import { operation } from "../runtime/operation.ts";
import { type Attendance, mayRecord, memberOf, requireCentre } from "./attendance.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far back an absence may be recorded: who acted meanwhile is on the ledger, and stays as it was. */
const DAYS_BACK = 31;
const DAYS_AHEAD = 366;

const outside = (from: Instant | undefined, at: Instant, locale: Locale): FieldError[] => {
  if (from === undefined) return [];
  if (from < plusMilliseconds(at, -DAYS_BACK * DAY_MS)) return fieldError(["from"], "too-early", locale);
  if (from > plusMilliseconds(at, DAYS_AHEAD * DAY_MS)) return fieldError(["from"], "too-late", locale);
  return [];
};

/** A duty outside the window needs its reason where it leaves a post (R44), and one that the municipality knows. */
const wrongDuty = ({ kind, duty }: AbsenceRequest, holds: boolean, rules: PostRules, locale: Locale): FieldError[] => {
  if (kind !== "outside-duty") return [];
  if (duty === undefined) return holds ? fieldError(["duty"], "required", locale) : [];
  return rules.outsideDuties.includes(duty) ? [] : fieldError(["duty"], "invalid-value", locale);
};

const wrongIn = ({ body, at, roster, member, rules, locale }: Checked): FieldError[] => [
  ...(member === undefined ? fieldError(["staffId"], "invalid-value", locale) : []),
  ...outside(body.from, at, locale),
  ...(body.until !== undefined && body.until <= (body.from ?? at)
    ? fieldError(["until"], "reversed-interval", locale)
    : []),
  ...wrongDuty(
    body,
    roster.posts.some(({ holder }) => holder === member?.id),
    rules,
    locale,
  ),
];

/**
 * A key belongs to one request, whoever it was about. The store sees one person's absences only.
 * @throws Refusal `idempotency-mismatch`
 */
const refuseForeignKey = (roster: Roster, id: string, member: StaffMember): void => {
  const foreign = roster.absences.some((each) => each.id === id && each.staffId !== member.id);
  if (foreign) throw new Refusal("idempotency-mismatch");
};

type Checked = {
  readonly body: AbsenceRequest;
  readonly at: Instant;
  readonly roster: Roster;
  readonly member: StaffMember | undefined;
  readonly rules: PostRules;
  readonly locale: Locale;
};
type Asked = { readonly body: AbsenceRequest; readonly actor: StaffMember; readonly id: string; readonly at: Instant };

const absenceOf = ({ body, actor, id, at }: Asked, member: StaffMember): Absence => ({
  schema: 1,
  id,
  staffId: member.id,
  centre: requireCentre(actor),
  kind: body.kind,
  from: body.from ?? at,
  ...(body.until === undefined ? {} : { until: body.until }),
  ...(body.from === undefined ? { sudden: true as const } : {}),
  ...(body.duty === undefined ? {} : { duty: body.duty }),
  ...(body.note === undefined ? {} : { note: body.note }),
  recordedBy: actor.id,
  recordedAt: at,
});

/**
 * Someone is, was or will be away. Two people at once for the same person and time: one is kept, the other is told
 * which. The same request again: the same answer.
 */
export const recordAbsence = operation(
  "record-absence",
  ({ directory, absences, rules, now }: Attendance & { readonly rules: PostRules }) =>
    async ({ body, actor, idempotencyKey, token, locale }) => {
      const staffId = body.staffId ?? actor.id;
      const centre = requireCentre(actor);
      const { at } = now();
      const roster = await directory.roster(centre);
      if (!mayRecord(roster, actor, staffId, body.from === undefined)) throw new Refusal("forbidden");
      const member = memberOf(roster, actor, staffId);
      const id = idempotencyKey ?? token;
      // Recorded already: what was right then is answered again, however late it is now.
      const repeated = roster.absences.some((each) => each.id === id && each.staffId === staffId);
      const errors = repeated ? [] : wrongIn({ body, at, roster, member, rules, locale });
      if (member === undefined || errors.length > 0) throw new Refusal("validation-failed", {}, errors);
      refuseForeignKey(roster, id, member);
      const kept = await absences.record(absenceOf({ body, actor, id, at }, member));
      return { status: 201, body: { absence: absenceView(kept, member.name, actor), ...sampled(member.sample) } };
    },
);
