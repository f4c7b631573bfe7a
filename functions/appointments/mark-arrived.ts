import { operation } from "../runtime/operation.ts";
import { markAs, type WindowNeeds } from "./window-access.ts";

/** The resident has come, or was met at home. */
export const markArrived = operation(
  "mark-arrived",
  (needs: WindowNeeds) =>
    async ({ params, actor }) =>
      markAs(needs, { number: params.appointmentNumber, actor }, "arrived"),
);
