/** What a month's scorecards are made of, gathered for one reader: what they are walled from is not among it (R53). */
import type { Complaints, UpheldComplaint } from "../../shared/complaints/complaints.ts";
import { openListed } from "../../shared/complaints/walls.ts";
import { keepsAttendance } from "../../shared/directory/absence-views.ts";
import { ROSTER_KEEPS_DAYS } from "../../shared/directory/absences.ts";
import type { AttendanceBook, Directory, TakeOvers } from "../../shared/directory/directory.ts";
import { ofOffice } from "../../shared/directory/duty.ts";
import { type Finding, findingsOf, type Looking } from "../../shared/directory/findings.ts";
import { centreName } from "../../shared/directory/names.ts";
import type { Roster, StaffMember } from "../../shared/directory/roster.ts";
import type { Town } from "../../shared/directory/units.ts";
import { firstDayOf, lastDayOf, type Month, monthOf, plusDays } from "../../shared/kernel/local-date.ts";
import type { PostRules } from "../../shared/municipality/posts.ts";
import type { ListedRating, Ratings } from "../../shared/ratings/ratings.ts";
import { wallsOfRating } from "../../shared/ratings/writing.ts";
import type { Cards } from "../../shared/scorecards/card-row.ts";
import {
  SCORECARD_DEFINITIONS,
  type Scorecard,
  type Scorecards,
  scorecardsOf,
  type Upheld,
} from "../../shared/scorecards/scorecard.ts";
import type { Calendars } from "../runtime/composition.ts";
import type { Now } from "../runtime/operation.ts";

export type ScorecardNeeds = {
  readonly ratings: Pick<Ratings, "ofCentre">;
  readonly cards: Pick<Cards, "ofCentre">;
  readonly complaints: Pick<Complaints, "upheldIn">;
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly book: Pick<AttendanceBook, "days">;
  readonly takeOvers: Pick<TakeOvers, "of">;
  readonly calendars: Calendars;
  readonly hours: Looking["hours"];
  readonly rules: PostRules;
  readonly now: Now;
};

const PAGE = 500;
const LEADERS: readonly StaffMember["role"][] = ["director", "deputy-director"];
/** Of the centre, or of all of them. */
export const leads = (reader: StaffMember): boolean => ofOffice(reader) || LEADERS.includes(reader.role);

/** Final by today, in the month. */
const ratingsIn = async (
  { ratings, now }: ScorecardNeeds,
  centre: string,
  month: Month,
): Promise<readonly ListedRating[]> => {
  const { today } = now();
  const [from, last] = [firstDayOf(month), lastDayOf(month)];
  if (from > today) return [];
  const found: ListedRating[] = [];
  let after: string | undefined;
  do {
    const page = await ratings.ofCentre(centre, { from, to: last < today ? last : today, after, limit: PAGE });
    found.push(...page.ratings);
    after = page.after;
  } while (after !== undefined);
  return found;
};

/** Undefined: of a month whose absences are kept no more. */
const findingsIn = async (
  { book, takeOvers, calendars, hours, rules, now }: ScorecardNeeds,
  roster: Roster,
  month: Month,
): Promise<readonly Finding[] | undefined> => {
  const { at, today } = now();
  const [from, last] = [firstDayOf(month), lastDayOf(month)];
  if (from < plusDays(today, -ROSTER_KEEPS_DAYS) || from > today) return undefined;
  const span = { from, to: last < today ? last : today };
  const [taken, calendar, days] = await Promise.all([
    takeOvers.of(roster.centre, span),
    calendars.current(),
    Promise.all(roster.staff.map(({ id }) => book.days(id, span))),
  ]);
  return findingsOf(roster, days.flat(), taken, { calendar, hours, rules, span, at });
};

const placeOf = ({ number, target }: UpheldComplaint): Upheld => {
  if (target.kind === "post") return { number, post: target.post };
  if (target.kind === "window" || target.kind === "person") return { number, window: target.window };
  return target.kind === "station" ? { number, station: target.station } : { number };
};

const upheldIn = async (
  { complaints, directory }: ScorecardNeeds,
  roster: Roster,
  month: Month,
  reader: StaffMember,
): Promise<readonly Upheld[]> => {
  const [found, office] = await Promise.all([complaints.upheldIn(roster.centre, month), directory.office()]);
  const seen = openListed(found, reader, { roster, office });
  // Where anyone of the office is walled, its head alone oversees.
  return seen
    .filter(({ hiddenFromOffice }) => !(hiddenFromOffice && ofOffice(reader) && reader.role !== "office-head"))
    .map(placeOf);
};

/** @param complaintsToo whether this reader's edition says anything of complaints */
export const scorecardsFor = async (
  needs: ScorecardNeeds,
  town: Town,
  month: Month,
  reader: StaffMember,
  complaintsToo: boolean,
): Promise<readonly Scorecard[]> => {
  const roster = await needs.directory.roster(town.code);
  const [ratings, cards, findings, upheld] = await Promise.all([
    ratingsIn(needs, town.code, month),
    needs.cards.ofCentre(town.code, month),
    findingsIn(needs, roster, month),
    complaintsToo ? upheldIn(needs, roster, month, reader) : undefined,
  ]);
  const stations = [...new Set(ratings.flatMap(({ station }) => station ?? []))].sort();
  return scorecardsOf({
    ...{ month, roster, ratings, cards, findings, upheld },
    stations: stations.map((code) => ({ code, name: code })),
    centreName: centreName(town),
    forOffice: ofOffice(reader),
    mayOpen: {
      rating: (rating) =>
        rating.rated === reader.id || (leads(reader) && !wallsOfRating(rating, { roster, office: [] }).has(reader.id)),
      findings: leads(reader) && (ofOffice(reader) || keepsAttendance(reader)),
    },
  });
};

export const shown = (
  month: Month,
  scorecards: readonly Scorecard[],
  { now }: Pick<ScorecardNeeds, "now">,
): Scorecards => ({
  month,
  final: month < monthOf(now().today),
  scorecards: [...scorecards],
  definitions: [...SCORECARD_DEFINITIONS],
});
