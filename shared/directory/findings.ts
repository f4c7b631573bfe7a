/**
 * What went wrong with a centre's posts on working days (R38, R41, R42, R44, article 9). Computed when asked, from the
 * recorded absences, attendance, calendar and office hours; only a missing hand-over is known from the ledger alone.
 * Days to come show what is on record of them already.
 */
import * as z from "zod";
import { isWorkingDay } from "../calendar/calendar.ts";
import { closingOf, openingOf } from "../calendar/office-hours.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { Instant, LocalDate, plusDays, plusMilliseconds } from "../kernel/local-date.ts";
import type { PostRules } from "../municipality/posts.ts";
import { type AttendanceDay, awayOn, type Hours } from "./attendance.ts";
import { type DutyBasis, isAbsent, onDuty, STAND_IN_UNRECORDED } from "./duty.ts";
import { type Absence, PostId, type Roster, StaffId } from "./roster.ts";
import { CentreCode } from "./units.ts";

export const FindingKind = z.enum([
  "covers-many",
  "taken-over-unrecorded",
  "both-absent",
  "nobody-at-post",
  "outside-duty",
  "not-checked-in",
]);
export type FindingKind = z.infer<typeof FindingKind>;

/** B acted for A, and nobody had recorded that A was away (R41): one a post, person and day. */
export const TakeOver = z.object({
  schema: z.literal(1),
  centre: CentreCode,
  date: LocalDate,
  post: PostId,
  staffId: StaffId,
  /** Of the first such act of the day. */
  at: Instant,
  /** What it was about: a case, or what somebody asked. */
  caseNumber: CaseNumber.optional(),
  contactId: z.string().optional(),
});
export type TakeOver = z.infer<typeof TakeOver>;

export type Finding = {
  readonly kind: FindingKind;
  readonly date: LocalDate;
  readonly posts: readonly PostId[];
  /** Whom it is about, or who has the post's work meanwhile. */
  readonly staffId?: StaffId | undefined;
  readonly from: Instant;
  readonly until?: Instant | undefined;
  readonly basis?: DutyBasis | undefined;
  readonly duty?: Absence["duty"];
  readonly caseNumber?: CaseNumber | undefined;
  readonly contactId?: string | undefined;
};

export type Span = { readonly from: LocalDate; readonly to: LocalDate };
export type Looking = Hours & { readonly rules: PostRules; readonly span: Span; readonly at: Instant };
/** From opening to closing. */
type Day = { readonly date: LocalDate; readonly opening: Instant; readonly closing: Instant };

const meets = ({ from, until }: Absence, { opening, closing }: Day): boolean =>
  from < closing && (until === undefined || opening < until) && from !== until;

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** The pieces of a day within which nobody comes or goes. */
const piecesOf = (absences: readonly Absence[], { opening, closing }: Day): (readonly [Instant, Instant])[] => {
  const changes = absences.flatMap(({ from, until }) => [from, ...(until === undefined ? [] : [until])]);
  const within = changes.filter((at) => opening < at && at < closing);
  const moments = [...new Set([opening, ...within, closing])].sort();
  return moments.slice(1).map((end, n) => [moments[n]!, end] as const);
};

type Found = Omit<Finding, "date" | "from" | "until">;

/** Of posts at one instant: without A and B, without anyone of the window, or with a B who has too many of them. */
const wrongAt = (roster: Roster, at: Instant, { coversAtMost }: PostRules): readonly Found[] => {
  const duties = roster.posts.map(({ id }) => ({ id, duty: onDuty(roster, id, at) }));
  const unmanned = duties.flatMap(({ id, duty }): Found[] => {
    const basis = duty?.basis ?? "office";
    if (basis === "holder" || basis === "stand-in") return [];
    const kind = basis === "window-head" ? "both-absent" : "nobody-at-post";
    return [{ kind, posts: [id], staffId: duty?.staffId, basis }];
  });
  const covering = Map.groupBy(
    duties.filter(({ duty }) => duty?.basis === "stand-in"),
    ({ duty }) => duty!.staffId,
  );
  const overloaded = [...covering].flatMap(([staffId, posts]): Found[] =>
    posts.length > coversAtMost ? [{ kind: "covers-many", posts: posts.map(({ id }) => id), staffId }] : [],
  );
  return [...unmanned, ...overloaded];
};

const keyOf = ({ kind, posts, staffId, basis }: Found): string => [kind, ...posts, staffId, basis].join("|");

/** What lasts from one piece of the day to the next is one finding. */
const ofPosts = (roster: Roster, day: Day, rules: PostRules): readonly Finding[] => {
  const done: Finding[] = [];
  let open = new Map<string, Finding>();
  for (const [from, until] of piecesOf(roster.absences, day)) {
    const going = new Map<string, Finding>();
    for (const found of wrongAt(roster, from, rules)) {
      const before = open.get(keyOf(found));
      going.set(keyOf(found), before ? { ...before, until } : { ...found, date: day.date, from, until });
    }
    done.push(...[...open].filter(([key]) => !going.has(key)).map(([, finding]) => finding));
    open = going;
  }
  return [...done, ...open.values()];
};

/** R44. */
const ofDuties = ({ absences, posts }: Roster, day: Day): readonly Finding[] =>
  absences.flatMap(({ kind, staffId, from, until, duty }): Finding[] => {
    const held = posts.filter(({ holder }) => holder === staffId).map(({ id }) => id);
    if (kind !== "outside-duty" || held.length === 0) return [];
    const end = until === undefined || until > day.closing ? day.closing : until;
    return [{ kind, date: day.date, posts: held, staffId, from: later(from, day.opening), until: end, duty }];
  });

/** Article 9: where attendance is kept at all that day. */
const ofAttendance = (
  roster: Roster,
  days: readonly AttendanceDay[],
  day: Day,
  looking: Looking,
): readonly Finding[] => {
  const limit = plusMilliseconds(day.opening, looking.rules.missedAfterMinutes * 60_000);
  const cameIn = days
    .filter(({ date }) => date === day.date)
    .flatMap(({ staffId, marks }) => marks.filter(({ event }) => event === "in").map(({ at }) => ({ staffId, at })));
  if (looking.at < limit || cameIn.length === 0) return [];
  const missed = (staffId: StaffId): boolean =>
    !cameIn.some((came) => came.staffId === staffId && came.at <= limit) && !isAbsent(roster, staffId, limit);
  return [...Map.groupBy(roster.posts, ({ holder }) => holder)]
    .filter(([staffId]) => missed(staffId))
    .map(([staffId, posts]) => ({
      kind: "not-checked-in",
      date: day.date,
      posts: posts.map(({ id }) => id),
      staffId,
      from: limit,
      until: cameIn.find((came) => came.staffId === staffId)?.at,
    }));
};

const ofHandOver = ({ date, post, staffId, at, caseNumber, contactId }: TakeOver): Finding => ({
  kind: "taken-over-unrecorded",
  date,
  posts: [post],
  staffId,
  from: at,
  basis: STAND_IN_UNRECORDED,
  caseNumber,
  contactId,
});

/**
 * By day and instant.
 * @param days attendance of the span, of everyone who holds a post
 * @param takeOvers of the span, on whatever day
 */
export const findingsOf = (
  roster: Roster,
  days: readonly AttendanceDay[],
  takeOvers: readonly TakeOver[],
  looking: Looking,
): readonly Finding[] => {
  const { calendar, hours, span, rules } = looking;
  // The roster shows the latest leaving only; the days show each.
  const recorded = roster.absences.filter(({ kind }) => kind !== "checked-out");
  const absences = [...recorded, ...days.flatMap((day) => awayOn(day, looking))];
  const found: Finding[] = takeOvers.map(ofHandOver);
  for (let date = span.from; date <= span.to; date = plusDays(date, 1)) {
    if (!isWorkingDay(calendar, date)) continue;
    const day = { date, opening: openingOf(hours, date), closing: closingOf(hours, date) };
    const that = { ...roster, absences: absences.filter((absence) => meets(absence, day)) };
    found.push(...ofPosts(that, day, rules), ...ofDuties(that, day), ...ofAttendance(that, days, day, looking));
  }
  return found.toSorted((one, other) => (one.date + one.from < other.date + other.from ? -1 : 1));
};
