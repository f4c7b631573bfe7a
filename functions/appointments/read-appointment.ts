import { appointmentView } from "../../shared/appointments/views.ts";
import { operation } from "../runtime/operation.ts";
import { openWithCode, type ResidentNeeds } from "./resident-access.ts";

/** A resident looks an appointment up. A wrong code is counted. */
export const readAppointment = operation(
  "read-appointment",
  (needs: ResidentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const number = params.appointmentNumber;
      const { appointment, sheet, slot } = await openWithCode(needs, { number, lookupCode, address });
      return { status: 200, body: appointmentView({ sheet, slot, number }, appointment) };
    },
);
