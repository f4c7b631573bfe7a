/** What went wrong with a centre's posts, gathered from roster, attendance, calendar and the missing hand-overs. */
import { ROSTER_KEEPS_DAYS } from "../../shared/directory/absences.ts";
import type { AttendanceBook, Directory, TakeOvers } from "../../shared/directory/directory.ts";
import { findingList } from "../../shared/directory/finding-views.ts";
import { findingsOf, type Looking, type Span } from "../../shared/directory/findings.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import { dayError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { PostRules } from "../../shared/municipality/posts.ts";
import type { Calendars } from "../runtime/calendars.ts";
import type { Now } from "../runtime/operation.ts";

export type FindingNeeds = {
  readonly directory: Pick<Directory, "roster">;
  readonly book: Pick<AttendanceBook, "days">;
  readonly takeOvers: Pick<TakeOvers, "of">;
  readonly calendars: Calendars;
  readonly hours: Looking["hours"];
  readonly rules: PostRules;
  readonly now: Now;
};

/** @throws Refusal `validation-failed` for days of which absences are not kept, `calendar-range` */
export const findingsAt = async (
  { directory, book, takeOvers, calendars, hours, rules, now }: FindingNeeds,
  centre: CentreCode,
  span: Span,
  locale: Locale,
) => {
  const { at, today } = now();
  const earliest = plusDays(today, -ROSTER_KEEPS_DAYS);
  const wrong = dayError(["from"], span.from, { earliest }, locale);
  const inQuery = wrong.map((error) => ({ ...error, pointer: "#/query/from" }));
  if (inQuery.length > 0) throw new Refusal("validation-failed", {}, inQuery);
  const [roster, taken, calendar] = await Promise.all([
    directory.roster(centre),
    takeOvers.of(centre, span),
    calendars.current(),
  ]);
  const days = await Promise.all(roster.staff.map(({ id }) => book.days(id, span)));
  const findings = findingsOf(roster, days.flat(), taken, { calendar, hours, rules, span, at });
  return findingList(roster, span, findings);
};
