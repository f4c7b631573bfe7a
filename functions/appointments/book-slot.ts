import { randomBytes, randomUUID } from "node:crypto";
import { type Appointment, type Claim, PERSONAL_KEPT_DAYS } from "../../shared/appointments/appointments.ts";
import { countingClaim, withClaim } from "../../shared/appointments/claiming.ts";
import {
  AppointmentNumber,
  freePlaces,
  isBookable,
  mostBookings,
  type Sheet,
  type Slot,
  type SlotRef,
  slotKeyOf,
} from "../../shared/appointments/sheet.ts";
import { type AppointmentReceipt, receiptOf, type SlotBooking } from "../../shared/appointments/views.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { crockford } from "../../shared/kernel/ids.ts";
import { type Instant, instantAt, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Keyed } from "../runtime/hashes.ts";
import { operation } from "../runtime/operation.ts";
import { slotFull } from "./free-slots.ts";
import { CODE_VERSION, openNumber, type ResidentNeeds } from "./resident-access.ts";

export type BookingNeeds = ResidentNeeds & { readonly directory: Pick<Directory, "item"> };
type Wanted = { readonly ref: SlotRef; readonly sheet: Sheet; readonly slot: Slot };

/** Lost races for one phone: a person holds one telephone, so two are many. */
const TRIES = 3;

/** @throws Refusal `slot-not-found` */
const wantedSlot = async ({ appointments }: ResidentNeeds, body: SlotBooking): Promise<Wanted> => {
  const ref = { window: body.windowId, day: body.day, key: slotKeyOf(body) };
  const sheet = await appointments.sheet(ref.window, ref.day);
  const slot = sheet?.slots[ref.key];
  if (sheet === undefined || slot === undefined) throw new Refusal("slot-not-found");
  return { ref, sheet, slot };
};

/** Among the phone's own; without the place itself it soon counts no more. @throws Refusal as `withClaim` does */
const claim = async ({ appointments }: ResidentNeeds, phone: string, wanted: Claim): Promise<void> => {
  for (let left = TRIES; left > 0; left -= 1) {
    const before = await appointments.claims(phone);
    const sheetOf = async ({ slot, settled }: Claim) =>
      settled ? undefined : appointments.sheet(slot.window, slot.day);
    const now = await Promise.all(
      before.claims.map(async (each) => countingClaim(each, await sheetOf(each), wanted.at)),
    );
    const counting = now.filter((each) => each !== undefined);
    if (await appointments.replaceClaims(phone, withClaim(counting, wanted), before, wanted.at)) return;
  }
  throw new Refusal("service-unavailable");
};

/** Unless another request has claimed for the same number since. */
const unclaim = async ({ appointments }: ResidentNeeds, phone: string, { number, attempt, at }: Claim) => {
  const before = await appointments.claims(phone);
  const others = before.claims.filter((each) => each.number !== number || each.attempt !== attempt);
  // Lost to another request of the same phone: the claim ends by itself.
  if (others.length < before.claims.length) await appointments.replaceClaims(phone, others, before, at);
};

const appointmentOf = (
  { name, phone, address }: SlotBooking,
  { number, slot, attempt }: Claim,
  bodyHash: string,
): Appointment => ({
  schema: 1,
  number,
  slot,
  bodyHash,
  attempt,
  expiresAt: Date.parse(instantAt(plusDays(slot.day, PERSONAL_KEPT_DAYS), "00:00")) / 1000,
  personal: { name, phone, address },
});

/** Answered before, by the same key. @throws Refusal `idempotency-mismatch` */
const bookedBefore = async (
  needs: ResidentNeeds,
  { codeOf }: Keyed,
  { number, bodyHash }: Pick<Appointment, "number" | "bodyHash">,
  at: Instant,
): Promise<AppointmentReceipt | undefined> => {
  const appointment = await needs.appointments.find(number, at);
  if (appointment === undefined) return undefined;
  if (appointment.bodyHash !== bodyHash) throw new Refusal("idempotency-mismatch");
  const opened = await openNumber(needs, number, at);
  return opened && receiptOf(number, codeOf(number, CODE_VERSION), opened.sheet, opened.slot);
};

/** @throws Refusal `idempotency-mismatch` */
const keep = async ({ appointments }: ResidentNeeds, appointment: Appointment): Promise<void> => {
  if ((await appointments.keep(appointment)) !== undefined) throw new Refusal("idempotency-mismatch");
};

/** @throws Refusal `slot-closed`, `slot-full` */
const requireOpen = async (needs: ResidentNeeds, { ref, slot }: Wanted, number: AppointmentNumber, at: Instant) => {
  if (!isBookable(ref.day, slot, at)) throw new Refusal("slot-closed", { day: ref.day, starts: slot.starts });
  const has = slot.bookings[number] !== undefined;
  if (!has && freePlaces(slot) === 0) throw await slotFull(needs.appointments, ref, slot.kind, at);
};

/**
 * A place is taken by one conditional write on its day. What is written before it promises nothing: a claim of the
 * phone, which ends by itself, and the personal part, which nobody can open without the place.
 *
 * Requests with one key share one number. One that gets no place takes back only what no other has written since; one
 * that gets it writes the personal part once more, because another may have failed and forgotten it before that. None
 * fails afterwards: taking succeeds for a number that has its place.
 */
const book = async (
  needs: BookingNeeds,
  body: SlotBooking,
  hashes: Keyed,
  asked: Appointment["number"] | undefined,
) => {
  const { at } = needs.now();
  const bodyHash = hashes.textHash(canonicalJson(body));
  const number = asked ?? AppointmentNumber.parse(crockford(randomBytes(8), 12));
  const before = asked && (await bookedBefore(needs, hashes, { number, bodyHash }, at));
  if (before) return before;
  const wanted = await wantedSlot(needs, body);
  const { ref, sheet, slot } = wanted;
  await requireOpen(needs, wanted, number, at);
  const phone = hashes.textHash(`phone ${body.phone}`).slice(0, 32);
  const attempt = randomUUID();
  const mine: Claim = { number, slot: ref, ends: instantAt(ref.day, slot.ends), at, attempt };
  await claim(needs, phone, mine);
  const appointment = appointmentOf(body, mine, bodyHash);
  await keep(needs, appointment);
  const booking = { state: "booked", bookedAt: at, itemCode: body.itemCode } as const;
  const after = await needs.appointments.take(ref, number, booking, mostBookings(slot));
  if (after === undefined) {
    await Promise.all([unclaim(needs, phone, mine), needs.appointments.forget(number, attempt, at)]);
    throw await slotFull(needs.appointments, ref, slot.kind, at);
  }
  if (asked !== undefined) await keep(needs, appointment);
  return receiptOf(number, hashes.codeOf(number, CODE_VERSION), sheet, after);
};

/** The same key and body twice, even at once: one appointment, the same answer. */
export const bookSlot = operation("book-slot", (needs: BookingNeeds) => async ({ body, idempotencyKey }) => {
  if (body.itemCode !== undefined && (await needs.directory.item(body.itemCode)) === undefined) {
    throw new Refusal("unknown-item", { item: body.itemCode });
  }
  const hashes = await needs.keyed();
  const asked = idempotencyKey === undefined ? undefined : hashes.numberOf("book-slot", idempotencyKey);
  return { status: 201, body: await book(needs, body, hashes, asked) };
});
