import { operation } from "../runtime/operation.ts";
import { markAs, type WindowNeeds } from "./window-access.ts";

/** Nobody came. It is kept: the place is not free again. */
export const markNoShow = operation(
  "mark-no-show",
  (needs: WindowNeeds) =>
    async ({ params, actor }) =>
      markAs(needs, { number: params.appointmentNumber, actor }, "no-show"),
);
