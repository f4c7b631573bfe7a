/** Appointments, extended hours and home visits (article 7). Free of charge; none of them makes a day count (R3). */
import {
  AppointmentDay,
  AppointmentNumberParam,
  AppointmentReceipt,
  AppointmentView,
  DayQuery,
  FreeSlotList,
  SlotBooking,
  SlotList,
  SlotOpening,
  SlotQuery,
  StaffAppointment,
  WindowIdParam,
} from "../../appointments/views.ts";
import { CentreCodeParam } from "../../directory/centre-views.ts";
import { route } from "../route.ts";

const tag = "appointments";
const open = { function: "appointments-residents", tag } as const;
const staff = { function: "appointments-staff", audience: "staff", tag } as const;
const one = { ...open, audience: "resident", params: AppointmentNumberParam } as const;
const shown = { description: "The appointment as it is now", body: AppointmentView } as const;
const marking = {
  ...staff,
  method: "POST",
  params: AppointmentNumberParam,
  replies: { 200: { description: "The appointment as it is now", body: StaffAppointment } },
  refusals: ["appointment-not-found", "slot-not-found", "forbidden", "appointment-settled", "appointment-not-begun"],
} as const;

export const APPOINTMENT_ROUTES = {
  "list-slots": route({
    ...open,
    audience: "public",
    id: "list-slots",
    method: "GET",
    path: "/v1/centres/{centreCode}/appointment-slots",
    summary: "When a centre's windows can be visited, or visit, and a place is free",
    params: CentreCodeParam,
    query: SlotQuery,
    replies: { 200: { description: "By day, then window, then time", body: FreeSlotList } },
    refusals: ["unknown-centre", "unknown-item", "item-not-offered"],
  }),
  "book-slot": route({
    ...open,
    audience: "public",
    id: "book-slot",
    method: "POST",
    path: "/v1/appointments",
    summary: "Take a place, with a name and a phone number; at most two to come for one phone",
    description: "A full slot is refused with the next free ones of the same window in words.",
    body: SlotBooking,
    example: {
      windowId: "370481102-w01",
      day: "2026-09-30",
      starts: "09:30",
      itemCode: "old-age-allowance",
      name: "示例甲",
      phone: "10000000001",
    },
    idempotent: true,
    replies: { 201: { description: "Booked; the code is shown only now", body: AppointmentReceipt } },
    refusals: [
      "slot-not-found",
      "slot-closed",
      "slot-full",
      "too-many-appointments",
      "too-many-bookings-of-day",
      "unknown-item",
      "idempotency-mismatch",
    ],
  }),
  "read-appointment": route({
    ...one,
    id: "read-appointment",
    method: "GET",
    path: "/v1/appointments/{appointmentNumber}",
    summary: "An appointment, for whoever holds its code",
    replies: { 200: shown },
    refusals: ["appointment-not-found", "too-many-attempts"],
  }),
  "cancel-appointment": route({
    ...one,
    id: "cancel-appointment",
    method: "POST",
    path: "/v1/appointments/{appointmentNumber}/cancellation",
    summary: "Give the place back, before it begins",
    replies: { 200: shown },
    refusals: ["appointment-not-found", "too-many-attempts", "appointment-settled", "appointment-begun"],
  }),
  "open-slots": route({
    ...staff,
    id: "open-slots",
    method: "POST",
    path: "/v1/staff/appointment-slots",
    summary: "As director, deputy or the window's head: open slots of a day, all of them or none",
    description: "On any day, a Sunday too: it says when residents are seen, never that the day counts (R3).",
    body: SlotOpening,
    example: {
      windowId: "370481102-w01",
      day: "2026-09-27",
      kind: "extended-hours",
      from: "09:00",
      to: "11:00",
      minutesEach: 30,
      places: 1,
    },
    replies: { 201: { description: "All slots of the window's day", body: SlotList } },
    refusals: ["slot-not-found", "forbidden", "slots-overlap", "too-many-slots"],
  }),
  "list-appointments": route({
    ...staff,
    id: "list-appointments",
    method: "GET",
    path: "/v1/staff/windows/{windowId}/appointments",
    summary: "A window's day: its slots and who comes",
    params: WindowIdParam,
    query: DayQuery,
    replies: { 200: { description: "By time", body: AppointmentDay } },
    refusals: ["slot-not-found"],
  }),
  "mark-arrived": route({
    ...marking,
    id: "mark-arrived",
    path: "/v1/staff/appointments/{appointmentNumber}/arrival",
    summary: "The resident has come, or was met at home",
  }),
  "mark-no-show": route({
    ...marking,
    id: "mark-no-show",
    path: "/v1/staff/appointments/{appointmentNumber}/no-show",
    summary: "Nobody came; it is kept",
  }),
} as const;
