/** How a resident opens an appointment: by its number and the look-up code. */
import type { Appointment, Appointments } from "../../shared/appointments/appointments.ts";
import type { AppointmentNumber, Sheet, Slot } from "../../shared/appointments/sheet.ts";
import { afterWrongCode, secondsLocked } from "../../shared/casework/lookup.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Keyed } from "../runtime/hashes.ts";
import type { Now } from "../runtime/operation.ts";

/** An appointment's code is never renewed: whoever lost it books another. */
export const CODE_VERSION = 1;

export type ResidentNeeds = {
  readonly appointments: Appointments;
  readonly keyed: () => Promise<Keyed>;
  readonly now: Now;
};
type Tried = { readonly number: AppointmentNumber; readonly lookupCode: string; readonly address: string };
export type Opened = { readonly appointment: Appointment; readonly sheet: Sheet; readonly slot: Slot };

/** With its slot. Undefined too where it never got its place. */
export const openNumber = async (
  { appointments }: Pick<ResidentNeeds, "appointments">,
  number: AppointmentNumber,
  at: Instant,
): Promise<Opened | undefined> => {
  const appointment = await appointments.find(number, at);
  if (appointment === undefined) return undefined;
  const { window, day, key } = appointment.slot;
  const sheet = await appointments.sheet(window, day);
  const slot = sheet?.slots[key];
  if (sheet === undefined || slot?.bookings[number] === undefined) return undefined;
  return { appointment, sheet, slot };
};

/**
 * An unknown number and a wrong code answer alike, and are counted alike by number and address.
 * @throws Refusal `appointment-not-found`, `too-many-attempts`
 */
export const openWithCode = async (needs: ResidentNeeds, { number, lookupCode, address }: Tried): Promise<Opened> => {
  const { isCode, textHash } = await needs.keyed();
  const { at } = needs.now();
  const from = textHash(address).slice(0, 32);
  const attempts = await needs.appointments.attempts(number, from);
  const retryAfter = secondsLocked(attempts, at);
  if (retryAfter > 0) throw new Refusal("too-many-attempts", { retryAfter });
  const opened = await openNumber(needs, number, at);
  if (isCode(lookupCode, number, CODE_VERSION) && opened !== undefined) return opened;
  await needs.appointments.recordWrongCode(number, from, afterWrongCode(attempts, at));
  throw new Refusal("appointment-not-found");
};
