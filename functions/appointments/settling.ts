/** What becomes of a booking, once: cancelled, met or missed. One conditional write. */
import type { Appointments } from "../../shared/appointments/appointments.ts";
import {
  type AppointmentNumber,
  requireSettleable,
  type Settlement,
  type Slot,
} from "../../shared/appointments/sheet.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Opened } from "./resident-access.ts";

/** @throws Refusal `appointment-settled`, `appointment-begun`, `appointment-not-begun` */
export const settle = async (
  appointments: Appointments,
  { appointment, sheet, slot }: Opened,
  number: AppointmentNumber,
  settlement: Settlement,
): Promise<Slot> => {
  requireSettleable(slot.bookings[number]!, slot, sheet.day, settlement);
  const after = await appointments.settle(appointment.slot, number, settlement);
  if (after !== undefined) return after;
  // Somebody else was first: say what it has become.
  const now = (await appointments.sheet(sheet.window, sheet.day))?.slots[appointment.slot.key];
  if (now !== undefined) requireSettleable(now.bookings[number]!, now, sheet.day, settlement);
  throw new Refusal("service-unavailable");
};
