import { faultsOfClosingDay } from "../../shared/calendar/edition-rules.ts";
import { operation } from "../runtime/operation.ts";
import { type AddingNeeds, addToCalendar } from "./adding.ts";

/** The town's offices stay closed on a working day, which then does not count (R10a). */
export const addClosingDay = operation("add-closing-day", (needs: AddingNeeds) => async (request) => {
  const day = { date: request.params.date, reason: request.body.reason };
  return addToCalendar(needs, request, { kind: "closing-day", day }, (calendar, today) =>
    faultsOfClosingDay(calendar, day, today),
  );
});
