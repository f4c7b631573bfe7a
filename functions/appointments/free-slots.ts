/** Which slots may still be booked, and how a refusal names the next of them. */
import type { Appointments } from "../../shared/appointments/appointments.ts";
import type { Sheet, SlotKind, SlotRef } from "../../shared/appointments/sheet.ts";
import { bookableSlots, nextFreeInWords } from "../../shared/appointments/views.ts";
import type { WindowId } from "../../shared/directory/roster.ts";
import { daysBetween, type Instant, type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

/** The first of them included. */
export const DAYS_SHOWN = 14;

/** Of a few windows only, both days included; by day, then window. A day of a whole centre is many times as much to read. */
export const sheetsOfWindows = async (
  appointments: Pick<Appointments, "sheet">,
  windows: readonly WindowId[],
  from: LocalDate,
  to: LocalDate,
): Promise<readonly Sheet[]> => {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => plusDays(from, n));
  const inOrder = windows.toSorted();
  const found = await Promise.all(days.flatMap((day) => inOrder.map((window) => appointments.sheet(window, day))));
  return found.filter((sheet) => sheet !== undefined);
};

/** The refusal of a full slot: the next free ones of the same window and kind, from its own day on, in words. */
export const slotFull = async (
  appointments: Pick<Appointments, "sheet">,
  { window, day }: SlotRef,
  kind: SlotKind,
  at: Instant,
): Promise<Refusal> => {
  const sheets = await sheetsOfWindows(appointments, [window], day, plusDays(day, DAYS_SHOWN - 1));
  const free = bookableSlots(sheets, at).filter((slot) => slot.kind === kind);
  const { next, nextEn } = nextFreeInWords(free);
  return new Refusal("slot-full", { next, nextEn });
};
