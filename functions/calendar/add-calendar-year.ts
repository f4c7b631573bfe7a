import { faultsOfYear } from "../../shared/calendar/edition-rules.ts";
import { operation } from "../runtime/operation.ts";
import { type AddingNeeds, addToCalendar } from "./adding.ts";

/** The State Council's notice of a year has come: its days are provisional no more (R7). */
export const addCalendarYear = operation("add-calendar-year", (needs: AddingNeeds) => async (request) => {
  const year = { year: request.params.year, ...request.body };
  return addToCalendar(needs, request, { kind: "year", year }, (calendar, today) =>
    faultsOfYear(calendar, year, today),
  );
});
