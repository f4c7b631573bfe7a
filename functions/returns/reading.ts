/** A centre's return, found by what may be due, with what the system knows of it now. */
import type { BoardCounts } from "../../shared/bulletins/board.ts";
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { sampled } from "../../shared/directory/sample-notice.ts";
import { villagesOf } from "../../shared/directory/station-register.ts";
import type { CentreCode, Town, Village } from "../../shared/directory/units.ts";
import { inGroups } from "../../shared/kernel/ids.ts";
import { type Month, monthOf, nextMonth, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { KnownFigure, ReturnKind } from "../../shared/municipality/return-kinds.ts";
import type { DataReturn, Known } from "../../shared/returns/data-return.ts";
import { type ReturnLine, returnsOfMonth } from "../../shared/returns/month.ts";
import { dueDay, dueMonthOf, monthsOf, type Period, periodDueIn } from "../../shared/returns/period.ts";
import { numberOfReturn } from "../../shared/returns/reminding.ts";
import type { Returns } from "../../shared/returns/returns.ts";
import { type NumberedLine, ownReturnOf } from "../../shared/returns/views.ts";
import { sha256 } from "../runtime/hashes.ts";
import type { Now } from "../runtime/operation.ts";

export type ReturnNeeds = {
  readonly returns: Returns;
  readonly counts: BoardCounts;
  readonly directory: Pick<Directory, "roster" | "entrustedAt">;
  readonly calendars: { current(): Promise<Calendar> };
  readonly towns: readonly Town[];
  readonly villages: readonly Village[];
  readonly kinds: readonly ReturnKind[];
  readonly sample: boolean;
  readonly now: Now;
};

/** Months beyond this one for which a calendar can be asked. */
const MONTHS_AHEAD = 12;
export const isWithinReach = (month: Month, { today }: ReturnType<Now>): boolean => {
  let last = monthOf(today);
  for (let n = 0; n < MONTHS_AHEAD; n += 1) last = nextMonth(last);
  return month <= last;
};

type Asked = { readonly centre: CentreCode; readonly kind: string; readonly period: Period };
export type Found = Asked & { readonly of: ReturnKind; readonly town: Town; readonly month: Month };

/** @throws Refusal `return-not-found` where no such return is ever due, or only far from now */
export const dueReturn = ({ centre, kind, period }: Asked, { towns, kinds, now }: ReturnNeeds): Found => {
  const month = dueMonthOf(period);
  const of = kinds.find((each) => each.kind === kind);
  const town = towns.find(({ code }) => code === centre);
  const isDue = of !== undefined && isWithinReach(month, now()) && periodDueIn(of, month) === period;
  if (!isDue || town === undefined) throw new Refusal("return-not-found");
  return { centre, kind, period, of, town, month };
};

const FROM_PEOPLE: readonly KnownFigure[] = ["staff", "windows", "posts"];

/** Only what the return asks for is read. */
export const knownOf = async ({ centre, period, of }: Found, needs: ReturnNeeds): Promise<Known> => {
  const asked = new Set(of.fields.flatMap(({ prefill }) => (prefill === undefined ? [] : [prefill])));
  const people = async (): Promise<Known> => {
    if (!FROM_PEOPLE.some((each) => asked.has(each))) return {};
    const { staff, windows, posts } = await needs.directory.roster(centre);
    return { staff: staff.length, windows: windows.length, posts: posts.length };
  };
  const entrusted = async (): Promise<Known> => {
    if (!asked.has("entrusted-items")) return {};
    const lists = await needs.directory.entrustedAt(centre);
    return { "entrusted-items": new Set(lists.flatMap(({ items }) => Object.keys(items))).size };
  };
  const received = async (): Promise<Known> => {
    if (!asked.has("received")) return {};
    const months = await Promise.all(monthsOf(period).map((month) => needs.counts.of(month, centre)));
    return { received: months.flat().reduce((sum, each) => sum + each.received, 0) };
  };
  const parts = await Promise.all([people(), entrusted(), received()]);
  return Object.assign({ stations: villagesOf(needs.villages, centre).length }, ...parts);
};

export const dueOnOf = async ({ period, of }: Found, { calendars }: ReturnNeeds) =>
  dueDay(period, of, await calendars.current()).dueOn;

/** What was handed in at this very millisecond counts. */
export const afterNow = ({ now }: ReturnNeeds) => plusMilliseconds(now().at, 1);

export const numbered = (line: ReturnLine): NumberedLine => ({
  ...line,
  number: inGroups(numberOfReturn(line, sha256)),
});

/** The return as its centre reads it. */
export const shownReturn = async (found: Found, standing: DataReturn | undefined, known: Known, needs: ReturnNeeds) => {
  const calendar = await needs.calendars.current();
  const material = { towns: [found.town], kinds: [found.of], calendar };
  const [line] = returnsOfMonth(found.month, material, standing === undefined ? [] : [standing], afterNow(needs));
  if (line === undefined) throw new Error(`no line for ${found.period} of ${found.kind}`);
  return { ...ownReturnOf(numbered(line), found.of, known, standing), ...sampled(needs.sample) };
};
