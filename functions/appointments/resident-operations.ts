/** What `appointments-residents` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { bookSlot } from "./book-slot.ts";
import { cancelAppointment } from "./cancel-appointment.ts";
import { listSlots } from "./list-slots.ts";
import { readAppointment } from "./read-appointment.ts";

export const RESIDENT_OPERATIONS = [listSlots, bookSlot, readAppointment, cancelAppointment] as const;
