/** A rating is given: by whoever holds the code, within five working days, once (R60, R61). */
import { plusWorkingDays } from "../calendar/calendar.ts";
import type { Case, EntryKind } from "../casework/case.ts";
import { started, type Timetable } from "../casework/counting.ts";
import { type LocalDate, localDateOf } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { isPoor, type Level, type Mark, type Rating, type Visit } from "./rating.ts";
import { type RatingOccasion, ratingWritten, takerOf } from "./writing.ts";

/** Working days after the last service contact (R61). */
export const RATING_DAYS = 5;
/** Working days to be in contact, and to have a result (R62). */
const FIRST_CONTACT_DAYS = 1;
const FOLLOW_UP_DAYS = 5;

/** Who served, where, and until when it may be rated. */
export type Service = Pick<Rating, "number" | "of" | "centre" | "post" | "station" | "rated" | "rateUntil">;

const untilOf = (on: LocalDate, { calendar }: Pick<Timetable, "calendar">): LocalDate =>
  plusWorkingDays(calendar, on, RATING_DAYS);

/** What the office and the centre enter for themselves and the public serves nobody; whoever gives out a new code served nobody in the matter. */
const NO_CONTACT: readonly EntryKind[] = [
  "supervision-ordered",
  "supervision-answered",
  "card-annulled",
  "code-reissued",
  "overdue-reason-given",
];
const OVER: readonly Case["state"][] = ["decided", "delivered", "not-accepted", "withdrawn"];

/** @throws Refusal `rating-not-yet`: nothing is decided, or nobody of the staff did anything */
export const serviceOfCase = (
  { number, state, centre, ledger }: Pick<Case, "number" | "state" | "centre" | "ledger">,
  timetable: Pick<Timetable, "calendar">,
): Service => {
  const last = ledger.findLast(
    ({ by, what }) => (by.kind === "staff" || by.kind === "proxy") && !NO_CONTACT.includes(what),
  );
  if (!OVER.includes(state) || last === undefined) throw new Refusal("rating-not-yet");
  const { by, at } = last;
  const common = { number, of: "case" as const, centre, rateUntil: untilOf(localDateOf(at), timetable) };
  if (by.kind === "proxy") return { ...common, station: by.station, rated: by.staffId };
  if (by.kind === "staff") return { ...common, post: by.postId, rated: by.staffId };
  throw new Refusal("rating-not-yet");
};

export const serviceOfVisit = (
  { number, centre, post, servedBy, on }: Visit,
  timetable: Pick<Timetable, "calendar">,
): Service => ({ number, of: "visit", centre, post, rated: servedBy, rateUntil: untilOf(on, timetable) });

export type Given = {
  readonly level: Level;
  readonly comment?: string | undefined;
  /** To be called back. */
  readonly phone?: string | undefined;
  /** Of whoever was served, if known: only to see whether it is one of the staff's (R64). */
  readonly servedPhone?: string | undefined;
  /** It came with a sign-in of the staff. */
  readonly signedIn?: boolean;
  readonly codeVersion: number;
};

const clocksOf = (hasContact: boolean, occasion: RatingOccasion): Rating["clocks"] => {
  const start = { on: occasion.today, at: occasion.at };
  const days = (days: number) => ({ days, unit: "working-days" as const });
  const followUp = started(
    "follow-up",
    start,
    days(FOLLOW_UP_DAYS),
    { zh: "差评5个工作日内反馈整改结果", en: "5 working days to follow a poor rating up" },
    occasion,
  );
  if (!hasContact) return { "follow-up": followUp };
  const contact = started(
    "first-contact",
    start,
    days(FIRST_CONTACT_DAYS),
    { zh: "差评1个工作日内联系评价人", en: "1 working day to contact whoever gave a poor rating" },
    occasion,
  );
  return { "first-contact": contact, "follow-up": followUp };
};

/** The rated one's own number gives no rating (R64). @throws Refusal `forbidden` */
const marksOf = (
  { rated }: Service,
  { phone, servedPhone, signedIn = false }: Given,
  { people }: RatingOccasion,
): readonly Mark[] => {
  const phones = new Set([phone, servedPhone]);
  const known = [...people.roster.staff, ...people.office].filter(
    (member) => member.phone !== undefined && phones.has(member.phone),
  );
  if (known.some(({ id }) => id === rated)) throw new Refusal("forbidden");
  return [...(signedIn ? ["staff-account" as const] : []), ...(known.length > 0 ? ["staff-phone" as const] : [])];
};

/** @throws Refusal `rating-too-late`, `forbidden` from the number of whoever is rated, `nobody-can-handle` */
export const giveRating = (service: Service, given: Given, occasion: RatingOccasion): Rating => {
  const { at, today, people } = occasion;
  if (today > service.rateUntil) throw new Refusal("rating-too-late", { day: service.rateUntil });
  const { level, comment, phone, codeVersion } = given;
  const marks = marksOf(service, given, occasion);
  const hasContact = phone !== undefined;
  const followUp = isPoor(level) && { ...takerOf(service, people, at), hasContact, callBacks: [] };
  return ratingWritten(
    {
      schema: 1,
      ...service,
      level,
      givenAt: at,
      givenOn: today,
      ...(marks.length > 0 ? { marks: new Set(marks) } : {}),
      ...(followUp ? { followUp } : {}),
      clocks: followUp ? clocksOf(hasContact, occasion) : {},
      firedStages: {},
      codeVersion,
      ledger: [],
      personal: { ...(phone === undefined ? {} : { phone }), ...(comment === undefined ? {} : { comment }) },
    },
    "given",
    { level },
    occasion,
  );
};

export const mayAppealUntil = (finalOn: LocalDate, timetable: Pick<Timetable, "calendar">): LocalDate =>
  plusWorkingDays(timetable.calendar, finalOn, RATING_DAYS);

export const visitAt = (visit: Omit<Visit, "schema" | "codeVersion">): Visit => ({
  schema: 1,
  codeVersion: 1,
  ...visit,
});
