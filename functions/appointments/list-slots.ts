import type { Appointments } from "../../shared/appointments/appointments.ts";
import { bookableSlots, type SlotQuery, type SlotView } from "../../shared/appointments/views.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { WindowId } from "../../shared/directory/roster.ts";
import { acceptingPost, decidingPost } from "../../shared/directory/routing.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { daysBetween, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { DAYS_SHOWN } from "./free-slots.ts";

export type ListingNeeds = {
  readonly appointments: Pick<Appointments, "sheets">;
  readonly directory: Pick<Directory, "item" | "roster">;
  readonly register: TownRegister;
  readonly now: Now;
};

const MOST_DAYS = 31;

/** Which windows take the item in or decide it. @throws Refusal `unknown-item`, `item-not-offered` */
const windowsFor = async (
  { directory }: Pick<ListingNeeds, "directory">,
  centre: CentreCode,
  itemCode: string,
): Promise<readonly (WindowId | undefined)[]> => {
  const [item, roster] = await Promise.all([directory.item(itemCode), directory.roster(centre)]);
  if (item === undefined) throw new Refusal("unknown-item", { item: itemCode });
  const posts = [acceptingPost(roster, item), decidingPost(roster, item)];
  if (posts.some((post) => post === undefined)) throw new Refusal("item-not-offered", { item: itemCode, centre });
  return posts.map((post) => post?.window);
};

/** What may still be booked. Reads only; shows nobody. */
export const listSlots = operation("list-slots", (needs: ListingNeeds) => async ({ params, query, locale }) => {
  const { centreCode: centre } = params;
  if (townOf(needs.register, centre) === undefined) throw new Refusal("unknown-centre", { centre });
  const { at, today } = needs.now();
  const { from = today, windowId, itemCode, kind }: SlotQuery = query;
  const to = query.to ?? plusDays(from, DAYS_SHOWN - 1);
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > MOST_DAYS) {
    const errors = fieldError(["to"], days < 1 ? "reversed-interval" : "too-late", locale);
    throw new Refusal(
      "validation-failed",
      {},
      errors.map((each) => ({ ...each, pointer: `#/query${each.pointer}` })),
    );
  }
  const windows = itemCode === undefined ? undefined : await windowsFor(needs, centre, itemCode);
  const free = bookableSlots(await needs.appointments.sheets(centre, from, to), at).filter(
    (slot) =>
      (windowId === undefined || slot.windowId === windowId) &&
      (windows === undefined || windows.includes(slot.windowId)) &&
      (kind === undefined || slot.kind === kind),
  );
  const slots: SlotView[] = [...free];
  return { status: 200, body: { centre, slots } };
});
