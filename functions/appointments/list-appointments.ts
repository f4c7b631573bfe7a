import { AppointmentNumber, type Sheet } from "../../shared/appointments/sheet.ts";
import { slotsIn, slotView, staffAppointment } from "../../shared/appointments/views.ts";
import { operation } from "../runtime/operation.ts";
import { ownWindow, serves, type WindowNeeds } from "./window-access.ts";

const bookingsOf = (sheet: Sheet) =>
  slotsIn(sheet).flatMap((slot) =>
    Object.entries(slot.bookings)
      .toSorted(([, one], [, other]) => (one.bookedAt < other.bookedAt ? -1 : 1))
      .map(([number]) => ({ sheet, slot, number: AppointmentNumber.parse(number) })),
  );

/** A window's day: its slots, and who comes; names in full for whoever serves there. */
export const listAppointments = operation(
  "list-appointments",
  (needs: WindowNeeds) =>
    async ({ params, query, actor }) => {
      const { at, today } = needs.now();
      const { day = today } = query;
      const { roster, window } = await ownWindow(needs, actor, params.windowId);
      const full = serves(roster, window, actor, at);
      const sheet = await needs.appointments.sheet(window.id, day);
      const held = sheet === undefined ? [] : bookingsOf(sheet);
      const appointments = await Promise.all(
        held.map(async (each) => staffAppointment(each, await needs.appointments.find(each.number, at), full)),
      );
      const slots = sheet === undefined ? [] : slotsIn(sheet).map((slot) => slotView(sheet, slot));
      return { status: 200, body: { windowId: window.id, day, slots, appointments } };
    },
);
