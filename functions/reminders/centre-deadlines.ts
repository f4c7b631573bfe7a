/** The two ways to a centre's deadlines: its own leaders', and the municipal office's to any centre. */
import { type CasesAtRisk, deadlineOf, riskHorizon, workPositionIn } from "../../shared/casework/centre-deadlines.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/composition.ts";
import { cursorAt, requirePosition } from "../runtime/cursor.ts";
import type { Now } from "../runtime/operation.ts";

export type BoardNeeds = {
  readonly atRisk: CasesAtRisk;
  readonly directory: Pick<Directory, "roster">;
  readonly register: TownRegister;
  readonly calendars: Calendars;
  readonly now: Now;
};
type Page = { readonly limit: number; readonly cursor?: string | undefined };

/** @throws Refusal `forbidden` for whoever does not lead a centre */
export const requireLedCentre = ({ role, centre }: StaffMember): CentreCode => {
  const leads = role === "director" || role === "deputy-director";
  if (!leads || centre === undefined) throw new Refusal("forbidden");
  return centre;
};

/** @throws Refusal `unknown-centre` */
export const requireCentreOf = (register: TownRegister, centre: CentreCode): CentreCode => {
  if (townOf(register, centre) === undefined) throw new Refusal("unknown-centre", { centre });
  return centre;
};

/** Sorts after every position in a list of open cases. */
const END = "~";

/**
 * One page of each of the centre's posts: first what has a card although its leading clock ends later, then all from the last
 * date that may be yellow downward. What is read grows with the cases at risk, whatever else is open. A case that moves while somebody pages may be seen twice or on the next visit.
 */
export const centreDeadlines = async (
  centre: CentreCode,
  { limit, cursor }: Page,
  locale: Locale,
  { atRisk, directory, calendars, now }: BoardNeeds,
) => {
  const position = requirePosition(cursor, workPositionIn, locale);
  const [roster, calendar, { at, today }] = [await directory.roster(centre), await calendars.current(), now()];
  const horizon = riskHorizon(today, calendar);
  const before = position !== undefined && position < horizon ? position : horizon;
  const later = { from: horizon, before: position ?? END };
  const pages = await Promise.all(
    roster.posts.flatMap(({ id }) => [
      ...(later.from < later.before ? [atRisk.carded(id, later, limit + 1)] : []),
      atRisk.dueBefore(id, before, limit + 1),
    ]),
  );
  const found = pages.flat().sort((a, b) => (a.workDue < b.workDue ? 1 : -1));
  const shown = found.slice(0, limit);
  const last = found.length > shown.length ? shown.at(-1) : undefined;
  return {
    status: 200,
    body: {
      centre,
      cases: shown.flatMap((each) => deadlineOf(each, { roster, calendar, at, today }) ?? []),
      ...(last === undefined ? {} : { cursor: cursorAt(last.workDue) }),
    },
  } as const;
};
