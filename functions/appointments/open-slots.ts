import type { Appointments } from "../../shared/appointments/appointments.ts";
import {
  DAYS_AHEAD,
  newSlots,
  reopenedSlots,
  type Sheet,
  type Slot,
  slotKeyOf,
  slotsOf,
} from "../../shared/appointments/sheet.ts";
import { type SlotOpening, slotsIn, slotView } from "../../shared/appointments/views.ts";
import type { ServiceWindow } from "../../shared/directory/roster.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { ownWindow, plans, type WindowNeeds } from "./window-access.ts";

/** Lost races for one window's day: few people plan it. */
const TRIES = 3;

/** @throws Refusal `validation-failed` */
const requirePlannable = ({ day }: SlotOpening, slots: readonly Slot[], today: LocalDate, locale: Locale): void => {
  const errors = [
    ...(day < today ? fieldError(["day"], "too-early", locale) : []),
    ...(day > plusDays(today, DAYS_AHEAD) ? fieldError(["day"], "too-late", locale) : []),
    ...(slots.length === 0 ? fieldError(["minutesEach"], "too-large", locale) : []),
  ];
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
};

const withSlots = (
  before: Sheet | undefined,
  window: ServiceWindow,
  day: LocalDate,
  added: readonly Slot[],
): Sheet => ({
  schema: 1,
  centre: window.centre,
  window: window.id,
  windowName: before?.windowName ?? window.name,
  day,
  version: (before?.version ?? 0) + 1,
  slots: { ...before?.slots, ...Object.fromEntries(added.map((slot) => [slotKeyOf(slot), slot])) },
});

/** All of them or none. The same opening again changes nothing, but for slots worn out by cancellations. */
const openOnce = async (
  appointments: Appointments,
  window: ServiceWindow,
  day: LocalDate,
  asked: readonly Slot[],
): Promise<Sheet> => {
  for (let left = TRIES; left > 0; left -= 1) {
    const before = await appointments.sheet(window.id, day);
    const standing = Object.values(before?.slots ?? {});
    const added = [...newSlots(standing, asked), ...reopenedSlots(standing, asked)];
    if (before !== undefined && added.length === 0) return before;
    const opened = await appointments.open(withSlots(before, window, day, added), before, added);
    if (opened !== undefined) return opened;
  }
  throw new Refusal("service-unavailable");
};

/** The centre's leaders and the window's head say when residents may come, or be visited. */
export const openSlots = operation("open-slots", (needs: WindowNeeds) => async ({ body, actor, locale }) => {
  const { window } = await ownWindow(needs, actor, body.windowId);
  if (!plans(actor, window)) throw new Refusal("forbidden");
  const asked = slotsOf(body);
  requirePlannable(body, asked, needs.now().today, locale);
  const sheet = await openOnce(needs.appointments, window, body.day, asked);
  return { status: 201, body: { centre: sheet.centre, slots: slotsIn(sheet).map((slot) => slotView(sheet, slot)) } };
});
