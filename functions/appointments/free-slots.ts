/** Which slots may still be booked, and how a refusal names the next of them. */
import type { Appointments } from "../../shared/appointments/appointments.ts";
import type { SlotRef } from "../../shared/appointments/sheet.ts";
import { centreOfWindow, type SlotKind } from "../../shared/appointments/sheet.ts";
import { bookableSlots, nextFreeInWords } from "../../shared/appointments/views.ts";
import { type Instant, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

/** The first of them included. */
export const DAYS_SHOWN = 14;

/** The refusal of a full slot: the next free ones of the same window and kind, from its own day on, in words. */
export const slotFull = async (
  appointments: Pick<Appointments, "sheets">,
  { window, day }: SlotRef,
  kind: SlotKind,
  at: Instant,
): Promise<Refusal> => {
  const sheets = await appointments.sheets(centreOfWindow(window), day, plusDays(day, DAYS_SHOWN - 1));
  const free = bookableSlots(sheets, at).filter((slot) => slot.windowId === window && slot.kind === kind);
  const { next, nextEn } = nextFreeInWords(free);
  return new Refusal("slot-full", { next, nextEn });
};
