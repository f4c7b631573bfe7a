/** What the operations ask of the place where appointments are kept; see `shared/aws/appointment-store.ts`. */
import * as z from "zod";
import type { Attempts } from "../casework/lookup.ts";
import { MobileNumber, type WindowId, WindowId as WindowIdSchema } from "../directory/roster.ts";
import type { CentreCode } from "../directory/units.ts";
import { Instant, type LocalDate, LocalDate as LocalDateSchema } from "../kernel/local-date.ts";
import { AppointmentNumber, type Booking, type Settlement, type Sheet, type Slot, type SlotRef } from "./sheet.ts";

/** 90 days: how long after its day the personal part of an appointment is kept. */
export const PERSONAL_KEPT_DAYS = 90;

/** Who comes, and to which slot. Erased as a whole; that a place was taken, met or missed stays with the slot. */
export const Appointment = z.object({
  schema: z.literal(1),
  number: AppointmentNumber,
  slot: z.object({ window: WindowIdSchema, day: LocalDateSchema, key: z.string() }),
  /** Keyed hash of the body that booked it. */
  bodyHash: z.string(),
  /** Which request wrote it last: only that one may forget it. */
  attempt: z.string().optional(),
  /** Second at which the table deletes it; readers check it themselves. */
  expiresAt: z.int(),
  personal: z.object({ name: z.string(), phone: MobileNumber, address: z.string().optional() }),
});
export type Appointment = z.infer<typeof Appointment>;

/** What one phone has asked for; the slots say whether it has it. */
export const Claim = z.object({
  number: AppointmentNumber,
  slot: Appointment.shape.slot,
  /** When the slot is over: then it counts no more. */
  ends: Instant,
  at: Instant,
  /** Which request claimed it last: only that one gives it up. */
  attempt: z.string().optional(),
  /** Cancelled, met or missed: it counts for its day only. */
  settled: z.literal(true).optional(),
});
export type Claim = z.infer<typeof Claim>;
export type Claims = { readonly version: number; readonly claims: readonly Claim[] };

export type Appointments = {
  /** One window's day. Undefined: nothing was opened. */
  sheet(window: WindowId, day: LocalDate): Promise<Sheet | undefined>;
  /** One day of every window, in their order. */
  sheets(centre: CentreCode, day: LocalDate): Promise<readonly Sheet[]>;
  /**
   * Opens slots, all or none, in one conditional write; of a slot that stands in `before`, only its turnover changes.
   * @returns the sheet as it is then; undefined when somebody else opened slots since `before` was read
   */
  open(after: Sheet, before: Sheet | undefined, added: readonly Slot[]): Promise<Sheet | undefined>;
  /** The erasable part. Undefined: unknown, or erased. */
  find(number: AppointmentNumber, at: Instant): Promise<Appointment | undefined>;
  /** Puts it, also over another attempt's of the same body. @returns what stands there of another body, if anything */
  keep(appointment: Appointment): Promise<Appointment | undefined>;
  /** Of a booking that got no place: nothing personal stays behind. Not what another attempt has put since. */
  forget(number: AppointmentNumber, attempt: string, at: Instant): Promise<void>;
  /**
   * Takes a place, in one conditional write: of two residents at once for the last one, one gets it. Taking what the
   * same number has already changes nothing.
   * @param most bookings that the slot may ever have had, cancelled ones too
   * @returns the slot as it is then; undefined when it is full
   */
  take(slot: SlotRef, number: AppointmentNumber, booking: Booking, most: number): Promise<Slot | undefined>;
  /**
   * One conditional write; sent again, it is the same success.
   * @returns the slot as it is then; undefined when it was settled otherwise in between
   */
  settle(slot: SlotRef, number: AppointmentNumber, settlement: Settlement): Promise<Slot | undefined>;
  /** @param phone keyed hash */
  claims(phone: string): Promise<Claims>;
  /** False when somebody else wrote since. */
  replaceClaims(phone: string, after: readonly Claim[], before: Claims, at: Instant): Promise<boolean>;
  attempts(number: AppointmentNumber, address: string): Promise<Attempts | undefined>;
  recordWrongCode(number: AppointmentNumber, address: string, after: Attempts): Promise<void>;
};
