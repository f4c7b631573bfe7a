/** What the function `reminders-staff` serves. */
import { listCentreDeadlines } from "./list-centre-deadlines.ts";
import { listDeadlinesOfCentre } from "./list-deadlines-of-centre.ts";
import { listOwnMessages } from "./list-own-messages.ts";

export const STAFF_OPERATIONS = [listOwnMessages, listCentreDeadlines, listDeadlinesOfCentre] as const;
