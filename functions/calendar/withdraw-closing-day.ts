import { faultsOfWithdrawal } from "../../shared/calendar/edition-rules.ts";
import { operation } from "../runtime/operation.ts";
import { type AddingNeeds, addToCalendar } from "./adding.ts";

/** A closing day was a mistake: one edition more takes it back, and none is unwritten (R8, R10). */
export const withdrawClosingDay = operation("withdraw-closing-day", (needs: AddingNeeds) => async (request) => {
  const { date } = request.params;
  return addToCalendar(needs, request, { kind: "closing-day-withdrawn", date }, (calendar, today) =>
    faultsOfWithdrawal(calendar, date, today),
  );
});
