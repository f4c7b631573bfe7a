/** Which slots may still be booked, and how a refusal names the next of them. */
import type { Appointments } from "../../shared/appointments/appointments.ts";
import type { Sheet, SlotKind, SlotRef } from "../../shared/appointments/sheet.ts";
import { bookableSlots, nextFreeInWords, SLOTS_NAMED, type SlotView } from "../../shared/appointments/views.ts";
import type { WindowId } from "../../shared/directory/roster.ts";
import { type Instant, type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

/** The first of them included. */
export const DAYS_SHOWN = 14;

type SheetsOn = (day: LocalDate) => Promise<readonly Sheet[]>;
type Days = { readonly from: LocalDate; readonly to: LocalDate };

/** Of a few windows only; in their order. A day of a whole centre is many times as much to read. */
export const sheetsOfWindows =
  (appointments: Pick<Appointments, "sheet">, windows: readonly WindowId[]): SheetsOn =>
  async (day) => {
    const found = await Promise.all(windows.toSorted().map((window) => appointments.sheet(window, day)));
    return found.filter((sheet) => sheet !== undefined);
  };

/**
 * What may be booked, day after day until there is enough of it: whoever looks for an appointment takes an early one, and
 * a day holds everything that was ever booked on it.
 * @returns with the day from which on nothing has been read, if any
 */
export const freeSlots = async (
  sheetsOn: SheetsOn,
  { from, to }: Days,
  { at, kind, enough }: { readonly at: Instant; readonly kind?: SlotKind | undefined; readonly enough: number },
): Promise<{ slots: SlotView[]; moreFrom?: LocalDate }> => {
  const slots: SlotView[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    const free = bookableSlots(await sheetsOn(day), at);
    slots.push(...free.filter((slot) => kind === undefined || slot.kind === kind));
    if (slots.length >= enough && day < to) return { slots, moreFrom: plusDays(day, 1) };
  }
  return { slots };
};

/** The refusal of a full slot: the next free ones of the same window and kind, from its own day on, in words. */
export const slotFull = async (
  appointments: Pick<Appointments, "sheet">,
  { window, day }: SlotRef,
  kind: SlotKind,
  at: Instant,
): Promise<Refusal> => {
  const days = { from: day, to: plusDays(day, DAYS_SHOWN - 1) };
  const { slots } = await freeSlots(sheetsOfWindows(appointments, [window]), days, { at, kind, enough: SLOTS_NAMED });
  const { next, nextEn } = nextFreeInWords(slots);
  return new Refusal("slot-full", { next, nextEn });
};
