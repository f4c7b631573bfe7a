/** The cases behind a figure of a frozen month, a page at a time. */
import type * as z from "zod";
import { type Behind, casesBehind, type FigureCases, type FigureQuery } from "../../shared/bulletins/behind.ts";
import { itemLinesOf } from "../../shared/bulletins/item-lines.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { inGroups } from "../../shared/kernel/ids.ts";
import type { Month } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { EveryCalendar } from "../runtime/calendars.ts";
import type { GatheringNeeds } from "./gathering.ts";

export type BehindNeeds = Pick<GatheringNeeds, "cards" | "register"> & {
  readonly reports: Pick<Reports, "month" | "sheet">;
  readonly directory: Pick<Directory, "items">;
  readonly calendars: Pick<EveryCalendar, "named">;
};

const behind = async (month: Month, needs: BehindNeeds): Promise<Behind> => {
  const { reports, cards, directory, register, calendars } = needs;
  const frozen = await reports.sheet(month);
  if (frozen === undefined) throw new Refusal("bulletin-not-found", { month });
  const { openOverdue, to: monthEnd, calendarVersion } = frozen.sheet;
  const [{ entries, dues }, given, items, calendarNamed] = await Promise.all([
    reports.month(month),
    Promise.all(register.towns.map(({ code }) => cards.ofCentre(code, month))),
    directory.items(),
    // The sheet's own: by a later one the overdue cases would stand in other ages than the figure counts them.
    calendars.named([calendarVersion]),
  ]);
  const calendar = calendarNamed(calendarVersion);
  const kinds = new Map(items.map(({ code, kind }) => [code, kind]));
  const { lineOf } = itemLinesOf(items);
  const kindOf = (item: string) => kinds.get(item);
  return { entries, dues, cards: given.flat(), openOverdue, monthEnd, calendar, kindOf, lineOf };
};

/**
 * Reads the month's records anew: what came late to them since the sheet was made stands here too, and `verify` names it.
 * @throws Refusal `bulletin-not-found`
 */
export const pageBehind = async (
  month: Month,
  { limit, cursor, ...asked }: z.output<typeof FigureQuery>,
  needs: BehindNeeds,
): Promise<z.input<typeof FigureCases>> => {
  const all = casesBehind(asked, await behind(month, needs));
  const from = Number(cursor ?? 0);
  const cases = all
    .slice(from, from + limit)
    .map((caseNumber) => ({ caseNumber, path: `/v1/staff/cases/${inGroups(caseNumber)}` }));
  const next = from + limit < all.length ? { cursor: String(from + limit) } : {};
  return { figure: asked.figure, total: all.length, cases, ...next };
};
