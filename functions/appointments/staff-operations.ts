/** What `appointments-staff` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { listAppointments } from "./list-appointments.ts";
import { markArrived } from "./mark-arrived.ts";
import { markNoShow } from "./mark-no-show.ts";
import { openSlots } from "./open-slots.ts";

export const STAFF_OPERATIONS = [openSlots, listAppointments, markArrived, markNoShow] as const;
