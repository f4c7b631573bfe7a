/** What may be sent about appointments, and what is shown of them. */
import * as z from "zod";
import { line, text } from "../casework/requests.ts";
import { MobileNumber, StaffId, WindowId } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import { inGroups } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { maskedName, maskedPhone } from "../kernel/masking.ts";
import type { Appointment } from "./appointments.ts";
import {
  AppointmentNumber,
  BookingState,
  ClockTime,
  centreOfWindow,
  freePlaces,
  isBookable,
  MOST_PLACES,
  type Sheet,
  type Slot,
  SlotKind,
} from "./sheet.ts";

export const SlotOpening = z
  .strictObject({
    windowId: WindowId,
    day: LocalDate,
    kind: SlotKind.default("counter"),
    from: ClockTime,
    to: ClockTime.meta({ description: "What does not fill a whole slot is not opened" }),
    minutesEach: z.int().min(5).max(480),
    places: z.int().min(1).max(MOST_PLACES).default(1).meta({ description: "How many are seen at once" }),
  })
  .refine(({ from, to }) => from < to, {
    path: ["to"],
    params: { code: "reversed-interval" },
    message: "ends before it starts",
  })
  .meta({ id: "SlotOpening" });
export type SlotOpening = z.infer<typeof SlotOpening>;

export const SlotQuery = z.strictObject({
  from: LocalDate.optional().meta({ description: "Absent: today; from yesterday on, at most 60 days ahead" }),
  to: LocalDate.optional().meta({ description: "Absent: 13 days later, which is the most" }),
  windowId: WindowId.optional(),
  itemCode: ItemCode.optional().meta({ description: "Only windows that take this item in or decide it" }),
  kind: SlotKind.optional(),
});
export type SlotQuery = z.infer<typeof SlotQuery>;

export const SlotBooking = z
  .strictObject({
    windowId: WindowId,
    day: LocalDate,
    starts: ClockTime,
    kind: SlotKind.default("counter"),
    itemCode: ItemCode.optional().meta({ description: "What it is about" }),
    name: line(40).meta({ example: "示例甲" }),
    phone: MobileNumber,
    address: text(200).optional().meta({ description: "Where to come; home visits only, and needed there" }),
  })
  .refine(({ kind, address }) => kind !== "home-visit" || address !== undefined, {
    path: ["address"],
    params: { code: "required" },
    message: "a home visit needs an address",
  })
  .refine(({ kind, address }) => kind === "home-visit" || address === undefined, {
    path: ["address"],
    params: { code: "not-offered" },
    message: "only a home visit takes an address",
  })
  .meta({ id: "SlotBooking" });
export type SlotBooking = z.infer<typeof SlotBooking>;

export const AppointmentNumberParam = z.strictObject({ appointmentNumber: AppointmentNumber });
export const WindowIdParam = z.strictObject({ windowId: WindowId });
export const DayQuery = z.strictObject({ day: LocalDate.optional().meta({ description: "Absent: today" }) });

const where = {
  windowId: WindowId,
  windowName: z.string(),
  day: LocalDate,
  starts: ClockTime,
  ends: ClockTime,
  kind: SlotKind,
};

export const SlotView = z.object({ ...where, places: z.int(), free: z.int() }).meta({ id: "AppointmentSlot" });
export type SlotView = z.infer<typeof SlotView>;
export const SlotList = z.object({ centre: CentreCode, slots: z.array(SlotView) }).meta({ id: "AppointmentSlotList" });

export const FreeSlotList = SlotList.extend({
  moreFrom: LocalDate.optional().meta({
    description: "There were many before it: to see more, ask again from this day",
  }),
}).meta({ id: "FreeSlotList" });

const Sentence = z.object({ zh: z.string(), en: z.string() });
export const AppointmentReceipt = z
  .object({
    appointmentNumber: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    lookupCode: z.string().meta({ description: "Shown only now", example: "4F8C-2QXD" }),
    ...where,
    nextStep: Sentence,
  })
  .meta({ id: "AppointmentReceipt" });
export type AppointmentReceipt = z.infer<typeof AppointmentReceipt>;

export const AppointmentView = z
  .object({
    appointmentNumber: z.string(),
    state: BookingState,
    centre: CentreCode,
    ...where,
    itemCode: ItemCode.optional(),
    name: z.string().meta({ description: "Family name only" }),
    phone: z.string().meta({ description: "First three and last four digits" }),
    settledAt: Instant.optional(),
  })
  .meta({ id: "Appointment" });

export const StaffAppointment = z
  .object({
    ...AppointmentView.shape,
    name: z.string().optional().meta({ description: "In full for the window's own; absent once erased" }),
    phone: z.string().optional(),
    address: z.string().optional(),
    settledBy: StaffId.optional().meta({ description: "Absent: the resident" }),
  })
  .meta({ id: "StaffAppointment" });
export const AppointmentDay = z
  .object({ windowId: WindowId, day: LocalDate, slots: z.array(SlotView), appointments: z.array(StaffAppointment) })
  .meta({ id: "AppointmentDay" });

const whereOf = ({ window, windowName, day }: Sheet, { starts, ends, kind }: Slot) => ({
  windowId: window,
  windowName,
  day,
  starts,
  ends,
  kind,
});

const byStart = (one: Slot, other: Slot): number => (one.starts < other.starts ? -1 : 1);
/** In order of time. */
export const slotsIn = (sheet: Sheet): readonly Slot[] => Object.values(sheet.slots).toSorted(byStart);
export const slotView = (sheet: Sheet, slot: Slot): SlotView => ({
  ...whereOf(sheet, slot),
  places: slot.places,
  free: freePlaces(slot),
});

/** Those with a free place that may still be booked. */
export const bookableSlots = (sheets: readonly Sheet[], at: Instant): readonly SlotView[] =>
  sheets.flatMap((sheet) =>
    slotsIn(sheet)
      .filter((slot) => freePlaces(slot) > 0 && isBookable(sheet.day, slot, at))
      .map((slot) => slotView(sheet, slot)),
  );

/** Of the next free ones, in a refusal. */
export const SLOTS_NAMED = 3;
/** The next free ones in words, as a refusal says them. */
export const nextFreeInWords = (free: readonly SlotView[]): { readonly next: string; readonly nextEn: string } => {
  const first = free.slice(0, SLOTS_NAMED);
  if (first.length === 0) return { next: "其后两周内没有空余时段", nextEn: "none in the two weeks from then" };
  const zh = ({ day, starts }: SlotView) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${starts}`;
  return { next: first.map(zh).join("、"), nextEn: first.map(({ day, starts }) => `${day} ${starts}`).join(", ") };
};

export const receiptOf = (number: AppointmentNumber, code: string, sheet: Sheet, slot: Slot): AppointmentReceipt => ({
  appointmentNumber: inGroups(number),
  lookupCode: inGroups(code),
  ...whereOf(sheet, slot),
  nextStep:
    slot.kind === "home-visit"
      ? {
          zh: "届时工作人员上门，不收取任何费用。凭编号和查询码可以查看或取消。",
          en: "Staff will come to you, free of charge. See or cancel it with the number and the code.",
        }
      : {
          zh: "请按时到窗口，报编号即可。凭编号和查询码可以查看或取消。",
          en: "Come to the window in time and say the number. See or cancel it with the number and the code.",
        },
});

type Held = { readonly sheet: Sheet; readonly slot: Slot; readonly number: AppointmentNumber };
const standing = ({ sheet, slot, number }: Held) => {
  const { state, itemCode, settledAt } = slot.bookings[number]!;
  return {
    appointmentNumber: inGroups(number),
    state,
    centre: centreOfWindow(sheet.window),
    ...whereOf(sheet, slot),
    itemCode,
    settledAt,
  };
};

export const appointmentView = (held: Held, { personal }: Appointment): z.infer<typeof AppointmentView> => ({
  ...standing(held),
  name: maskedName(personal.name),
  phone: maskedPhone(personal.phone),
});

/** @param full whether the reader is one of the window's own */
export const staffAppointment = (
  held: Held,
  appointment: Appointment | undefined,
  full: boolean,
): z.infer<typeof StaffAppointment> => {
  const { settledBy } = held.slot.bookings[held.number]!;
  const { name, phone, address } = appointment?.personal ?? {};
  return {
    ...standing(held),
    settledBy,
    name: name && (full ? name : maskedName(name)),
    phone: phone && (full ? phone : maskedPhone(phone)),
    address: full ? address : undefined,
  };
};
