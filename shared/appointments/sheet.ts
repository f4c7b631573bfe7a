/**
 * Appointments (article 7): what one window offers on one day, and who has taken what. They say when somebody is seen,
 * never whether a day counts: nothing here is known to the calendar (R3).
 */
import * as z from "zod";
import { StaffId, type WindowId, WindowId as WindowIdSchema } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import {
  Instant,
  instantAt,
  type LocalDate,
  LocalDate as LocalDateSchema,
  plusMilliseconds,
} from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";

/** At the counter in office hours; at the counter outside them (延时服务); at the resident's home (上门服务). */
export const SlotKind = z.enum(["counter", "extended-hours", "home-visit"]);
export type SlotKind = z.infer<typeof SlotKind>;

/** On the municipality's clock, `HH:MM`. */
export const ClockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ example: "09:30" });

/** 12 characters, read out and typed like a case's number. */
export const AppointmentNumber = CaseNumber;
export type AppointmentNumber = z.infer<typeof AppointmentNumber>;

export const BookingState = z.enum(["booked", "cancelled", "arrived", "no-show"]);
export type BookingState = z.infer<typeof BookingState>;

/** Kept for good, and so without anything personal. */
export const Booking = z.object({
  state: BookingState,
  bookedAt: Instant,
  itemCode: ItemCode.optional(),
  /** When and by whom it was cancelled, met or missed; a cancellation is the resident's. */
  settledAt: Instant.optional(),
  settledBy: StaffId.optional(),
});
export type Booking = z.infer<typeof Booking>;

export const Slot = z.object({
  kind: SlotKind,
  starts: ClockTime,
  ends: ClockTime,
  places: z.int().min(1),
  /** How many of the places are taken: booked, met or missed; a cancelled one is free again. */
  taken: z.int().min(0),
  bookings: z.record(z.string(), Booking),
  /** Bookings it may ever have had, as a multiple of its places. Absent: `TURNOVER`; opening it again raises it. */
  turnover: z.int().optional(),
});
export type Slot = z.infer<typeof Slot>;

/** `0930-counter`: a window may be at the counter and out visiting at the same time. */
export type SlotKey = string;
export const slotKeyOf = ({ starts, kind }: Pick<Slot, "starts" | "kind">): SlotKey =>
  `${starts.replace(":", "")}-${kind}`;

/** One window's day: one stored item. */
export const Sheet = z.object({
  schema: z.literal(1),
  centre: CentreCode,
  window: WindowIdSchema,
  /** As it was called when the day was opened. */
  windowName: z.string(),
  day: LocalDateSchema,
  /** Counts openings; bookings do not raise it. */
  version: z.int().min(1),
  slots: z.record(z.string(), Slot),
});
export type Sheet = z.infer<typeof Sheet>;

/** Where a slot is. */
export type SlotRef = { readonly window: WindowId; readonly day: LocalDate; readonly key: SlotKey };
export const centreOfWindow = (window: WindowId): CentreCode => window.slice(0, 9);

/** One hour, in milliseconds: the window must see in time whom it has to expect. */
export const NOTICE_MS = 60 * 60 * 1000;
/** Of one phone, still to come. */
export const OPEN_PER_PHONE = 2;
/** Of one phone and day, those given back too: fewer than `TURNOVER`, so that one phone alone closes no slot. */
export const OF_A_DAY_PER_PHONE = 3;
export const MOST_PLACES = 20;
/** Slots of a window's day, and places in all of them: keeps its one item far below what a write may hold. */
export const MOST_SLOTS = 60;
export const MOST_PLACES_A_DAY = 240;
/** Bookings ever made of one slot, cancelled ones too, as a multiple of its places, until it is opened again. */
export const TURNOVER = 5;
/** Some 200 bytes each: below the 400 KB that an item may have. */
const MOST_BOOKINGS_A_DAY = 1500;
export const DAYS_AHEAD = 60;

export const startOf = (day: LocalDate, { starts }: Pick<Slot, "starts">): Instant => instantAt(day, starts);
/** Neither gone by nor within the hour. */
export const isBookable = (day: LocalDate, slot: Pick<Slot, "starts">, at: Instant): boolean =>
  startOf(day, slot) > plusMilliseconds(at, NOTICE_MS);
/** Cancelled ones too. */
export const mostBookings = ({ places, turnover = TURNOVER }: Slot): number => places * turnover;
const isWornOut = (slot: Slot): boolean => Object.keys(slot.bookings).length >= mostBookings(slot);
export const freePlaces = (slot: Slot): number => (isWornOut(slot) ? 0 : Math.max(0, slot.places - slot.taken));

/** What the office opens: slots of equal length, one after another. */
export type Opening = {
  readonly kind: SlotKind;
  readonly from: string;
  readonly to: string;
  readonly minutesEach: number;
  readonly places: number;
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** As many whole slots as fit; what is left over at the end is not opened. */
export const slotsOf = ({ kind, from, to, minutesEach, places }: Opening): readonly Slot[] => {
  const count = Math.floor((minutesOf(to) - minutesOf(from)) / minutesEach);
  return Array.from({ length: Math.max(0, count) }, (_, nth) => ({
    kind,
    starts: timeOf(minutesOf(from) + nth * minutesEach),
    ends: timeOf(minutesOf(from) + (nth + 1) * minutesEach),
    places,
    taken: 0,
    bookings: {},
  }));
};

const same = (one: Slot, other: Slot): boolean =>
  one.kind === other.kind && one.starts === other.starts && one.ends === other.ends && one.places === other.places;
const overlaps = (one: Slot, other: Slot): boolean =>
  one.kind === other.kind && one.starts < other.ends && other.starts < one.ends;

/**
 * Those of the asked slots that are not open yet; none when the same opening is sent again.
 * @throws Refusal `slots-overlap` naming the open slot in the way; `too-many-slots`
 */
export const newSlots = (standing: readonly Slot[], asked: readonly Slot[]): readonly Slot[] => {
  const added = asked.filter((slot) => !standing.some((open) => same(open, slot)));
  for (const slot of added) {
    const open = standing.find((each) => overlaps(each, slot));
    if (open !== undefined) throw new Refusal("slots-overlap", { starts: open.starts, ends: open.ends });
  }
  const day = [...standing, ...added];
  const places = day.reduce((sum, slot) => sum + slot.places, 0);
  if (day.length > MOST_SLOTS || places > MOST_PLACES_A_DAY) {
    throw new Refusal("too-many-slots", { most: MOST_SLOTS, places: MOST_PLACES_A_DAY });
  }
  return added;
};

/**
 * Of the asked slots those that stand, have a place and were given back so often that they read as full: with more
 * turnover. @throws Refusal `too-many-slots` when the day's item could grow too large
 */
export const reopenedSlots = (standing: readonly Slot[], asked: readonly Slot[]): readonly Slot[] => {
  const again = (open: Slot): boolean =>
    isWornOut(open) && open.taken < open.places && asked.some((slot) => same(open, slot));
  const raised = standing.filter(again).map((open) => ({ ...open, turnover: (open.turnover ?? TURNOVER) + TURNOVER }));
  const others = standing.filter((open) => !again(open));
  const most = [...others, ...raised].reduce((sum, slot) => sum + mostBookings(slot), 0);
  if (raised.length > 0 && most > MOST_BOOKINGS_A_DAY) {
    throw new Refusal("too-many-slots", { most: MOST_SLOTS, places: MOST_PLACES_A_DAY });
  }
  return raised;
};

/** What a booking may become, once: it then stays so. */
export type Settlement = { readonly to: Exclude<BookingState, "booked">; readonly at: Instant; readonly by?: StaffId };

const MEANINGS: Readonly<Record<BookingState, { readonly zh: string; readonly en: string }>> = {
  booked: { zh: "已预约", en: "booked" },
  cancelled: { zh: "已取消", en: "cancelled" },
  arrived: { zh: "已到场", en: "met" },
  "no-show": { zh: "未到场", en: "missed" },
};

/** @throws Refusal `appointment-settled`, `appointment-begun`, `appointment-not-begun` */
export const requireSettleable = (booking: Booking, slot: Slot, day: LocalDate, { to, at }: Settlement): void => {
  if (booking.state !== "booked") {
    const { zh, en } = MEANINGS[booking.state];
    throw new Refusal("appointment-settled", { state: zh, stateEn: en });
  }
  const { starts } = slot;
  const begun = startOf(day, slot) <= at;
  if (to === "cancelled" && begun) throw new Refusal("appointment-begun", { day, starts });
  if (to === "no-show" && !begun) throw new Refusal("appointment-not-begun", { day, starts });
  // Whoever comes early is seen early, on that day.
  if (to === "arrived" && instantAt(day, "00:00") > at) throw new Refusal("appointment-not-begun", { day, starts });
};
