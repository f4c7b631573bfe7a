import { appointmentView } from "../../shared/appointments/views.ts";
import { operation } from "../runtime/operation.ts";
import { openWithCode, type ResidentNeeds } from "./resident-access.ts";
import { settle } from "./settling.ts";

/** By the resident, before it begins: the place is free again. */
export const cancelAppointment = operation(
  "cancel-appointment",
  (needs: ResidentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const number = params.appointmentNumber;
      const opened = await openWithCode(needs, { number, lookupCode, address });
      const slot = await settle(needs.appointments, opened, number, { to: "cancelled", at: needs.now().at });
      return { status: 200, body: appointmentView({ sheet: opened.sheet, slot, number }, opened.appointment) };
    },
);
