/**
 * The returns that are due in one month, over all centres in register order (R66), and which of them are late or missing, by
 * name (R68). As of an instant: what is handed in after a month's end changes nothing in that month's sheet.
 */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { centreName } from "../directory/names.ts";
import { CentreCode, type Town } from "../directory/units.ts";
import {
  firstDayOf,
  Instant,
  instantAt,
  LocalDate,
  localDateOf,
  type Month,
  monthOf,
  nextMonth,
  previousMonth,
} from "../kernel/local-date.ts";
import type { ReturnKind } from "../municipality/return-kinds.ts";
import type { DataReturn, ReturnRef } from "./data-return.ts";
import { dueDay, endOf, Period, periodDueIn } from "./period.ts";

/** awaited: not due yet. missing: the last day is over, and nothing came. late: it came after the last day. */
export const ReturnState = z.enum(["awaited", "missing", "handed-in", "late"]);
export type ReturnState = z.infer<typeof ReturnState>;

export const ReturnLine = z.object({
  centre: CentreCode,
  centreName: z.string(),
  kind: z.string(),
  name: Bilingual,
  period: Period,
  dueOn: LocalDate.meta({ description: "The last day for it, in working days" }),
  provisional: z.boolean().meta({ description: "The year's notice of holidays is still to come (R7)" }),
  open: z.boolean().meta({ description: "What it is about is over: it can be handed in" }),
  state: ReturnState,
  handedInAt: Instant.optional(),
  version: z.int().min(1).optional().meta({ description: "Above 1: it was corrected since" }),
});
export type ReturnLine = z.infer<typeof ReturnLine>;

export type ReturnsMaterial = {
  readonly towns: readonly Town[];
  readonly kinds: readonly ReturnKind[];
  readonly calendar: Calendar;
};

type Due = ReturnRef & { readonly town: Town; readonly of: ReturnKind };
const dueIn = (month: Month, { towns, kinds }: Pick<ReturnsMaterial, "towns" | "kinds">): readonly Due[] =>
  towns.flatMap((town) =>
    kinds.flatMap((of) => {
      const period = periodDueIn(of, month);
      return period === undefined ? [] : [{ town, of, centre: town.code, kind: of.kind, period }];
    }),
  );

/** What a store is asked for, to know how a month's returns stand. */
export const refsOfMonth = (month: Month, material: Pick<ReturnsMaterial, "towns" | "kinds">): readonly ReturnRef[] =>
  dueIn(month, material).map(({ centre, kind, period }) => ({ centre, kind, period }));

const sameAs = (one: ReturnRef) => (other: ReturnRef) =>
  one.centre === other.centre && one.kind === other.kind && one.period === other.period;

const stateAt = (dueOn: LocalDate, handedInAt: Instant | undefined, asOf: Instant): ReturnState => {
  if (handedInAt !== undefined) return localDateOf(handedInAt) > dueOn ? "late" : "handed-in";
  return localDateOf(asOf) > dueOn ? "missing" : "awaited";
};

/** @param returns those that were handed in; others among them do not matter */
export const returnsOfMonth = (
  month: Month,
  material: ReturnsMaterial,
  returns: readonly DataReturn[],
  asOf: Instant,
): readonly ReturnLine[] =>
  dueIn(month, material).map(({ town, of, ...which }) => {
    const standing = returns.find(sameAs(which));
    const versions = standing?.versions.filter(({ at }) => at < asOf) ?? [];
    const [first, last] = [versions[0], versions.at(-1)];
    const counted = dueDay(which.period, of, material.calendar);
    const due = standing === undefined || first === undefined ? counted : { dueOn: standing.dueOn, provisional: false };
    return {
      ...which,
      ...{ centreName: centreName(town), name: of.name, ...due, open: asOf >= endOf(which.period) },
      state: stateAt(due.dueOn, first?.at, asOf),
      ...(first && { handedInAt: first.at }),
      ...(last && { version: last.version }),
    };
  });

/** How many months before are looked through for returns that were still missing when the month began. */
const MONTHS_REMEMBERED = 12;

/** Oldest first, the month itself last. */
const rememberedAt = (month: Month): readonly Month[] => {
  const months = [month];
  for (let first = month; months.length <= MONTHS_REMEMBERED; months.unshift(first)) first = previousMonth(first);
  return months;
};

/** What a store is asked for, to name a month's late and missing returns. */
export const refsNamedIn = (month: Month, material: Pick<ReturnsMaterial, "towns" | "kinds">): readonly ReturnRef[] =>
  rememberedAt(month).flatMap((each) => refsOfMonth(each, material));

/** Due in the month: late or missing. Due before it: missing until now, or missing until it came in the month. */
const isNamedIn = (month: Month, { state, dueOn, handedInAt }: ReturnLine): boolean => {
  if (state === "missing") return true;
  const settledIn = handedInAt === undefined ? undefined : monthOf(localDateOf(handedInAt));
  return state === "late" && (monthOf(dueOn) === month || settledIn === month);
};

/**
 * R68: late or missing at the month's end, those of twelve months before that were still missing when it began included; in
 * register order, the oldest first; the same whenever it is asked for afterwards.
 * @param asOf while the month still runs; its end counts where that is earlier
 */
export const lateReturns = (
  month: Month,
  material: ReturnsMaterial,
  returns: readonly DataReturn[],
  asOf?: Instant,
): readonly ReturnLine[] => {
  const end = instantAt(firstDayOf(nextMonth(month)), "00:00");
  const until = asOf !== undefined && asOf < end ? asOf : end;
  const lines = rememberedAt(month).flatMap((each) => returnsOfMonth(each, material, returns, until));
  const named = Map.groupBy(
    lines.filter((line) => isNamedIn(month, line)),
    ({ centre }) => centre,
  );
  return material.towns.flatMap(({ code }) => named.get(code) ?? []);
};
