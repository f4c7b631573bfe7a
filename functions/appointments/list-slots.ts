import type { Appointments } from "../../shared/appointments/appointments.ts";
import { centreOfWindow, DAYS_AHEAD } from "../../shared/appointments/sheet.ts";
import type { SlotQuery } from "../../shared/appointments/views.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { WindowId } from "../../shared/directory/roster.ts";
import { acceptingPost, decidingPost } from "../../shared/directory/routing.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import { type FieldErrorCode, Refusal } from "../../shared/kernel/refusal.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { DAYS_SHOWN, freeSlots, sheetsOfWindows } from "./free-slots.ts";

export type ListingNeeds = {
  readonly appointments: Pick<Appointments, "sheet" | "sheets">;
  readonly directory: Pick<Directory, "item" | "roster">;
  readonly register: TownRegister;
  readonly now: Now;
};

/** Yesterday still, for a page left open over midnight. */
const DAYS_BACK = 1;
const MOST_DAYS = DAYS_SHOWN;
/** A day is always listed whole; none is begun after so many. */
const ENOUGH = 200;

/** Which windows take the item in or decide it. @throws Refusal `unknown-item`, `item-not-offered` */
const windowsFor = async (
  { directory }: Pick<ListingNeeds, "directory">,
  centre: CentreCode,
  itemCode: string,
): Promise<readonly WindowId[]> => {
  const [item, roster] = await Promise.all([directory.item(itemCode), directory.roster(centre)]);
  if (item === undefined) throw new Refusal("unknown-item", { item: itemCode });
  const posts = [acceptingPost(roster, item), decidingPost(roster, item)];
  if (posts.some((post) => post === undefined)) throw new Refusal("item-not-offered", { item: itemCode, centre });
  return [...new Set(posts.flatMap((post) => (post === undefined ? [] : [post.window])))];
};

type Days = { readonly from: LocalDate; readonly to: LocalDate };

/** Only days that can have been opened, few at once: anybody may ask. @throws Refusal `validation-failed` */
const askedDays = ({ from: first, to: last }: SlotQuery, today: LocalDate, locale: Locale): Days => {
  const refuse = (field: "from" | "to", code: FieldErrorCode): never => {
    const errors = fieldError([field], code, locale).map((each) => ({ ...each, pointer: `#/query${each.pointer}` }));
    throw new Refusal("validation-failed", {}, errors);
  };
  const from = first ?? today;
  if (from < plusDays(today, -DAYS_BACK)) refuse("from", "too-early");
  if (from > plusDays(today, DAYS_AHEAD)) refuse("from", "too-late");
  const to = last ?? plusDays(from, DAYS_SHOWN - 1);
  if (to < from) refuse("to", "reversed-interval");
  if (to > plusDays(from, MOST_DAYS - 1)) refuse("to", "too-late");
  return { from, to };
};

/** Undefined: all of the centre's. */
const askedWindows = async (
  needs: ListingNeeds,
  centre: CentreCode,
  { windowId, itemCode }: SlotQuery,
): Promise<readonly WindowId[] | undefined> => {
  if (itemCode === undefined && windowId === undefined) return undefined;
  const taking = itemCode === undefined ? undefined : await windowsFor(needs, centre, itemCode);
  const asked = windowId === undefined ? (taking ?? []) : [windowId];
  return asked.filter((each) => centreOfWindow(each) === centre && (taking === undefined || taking.includes(each)));
};

/** What may still be booked. Reads only, and only the windows asked for; shows nobody. */
export const listSlots = operation("list-slots", (needs: ListingNeeds) => async ({ params, query, locale }) => {
  const { centreCode: centre } = params;
  if (townOf(needs.register, centre) === undefined) throw new Refusal("unknown-centre", { centre });
  const { at, today } = needs.now();
  const days = askedDays(query, today, locale);
  const windows = await askedWindows(needs, centre, query);
  const { appointments } = needs;
  const sheetsOn =
    windows === undefined
      ? (day: LocalDate) => appointments.sheets(centre, day)
      : sheetsOfWindows(appointments, windows);
  const { kind }: SlotQuery = query;
  const { slots, moreFrom } = await freeSlots(sheetsOn, days, { at, kind, enough: ENOUGH });
  return { status: 200, body: { centre, slots, ...(moreFrom === undefined ? {} : { moreFrom }) } };
});
