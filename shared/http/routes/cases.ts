/** Every route about cases. The residents' function imports its own part only. */
import { CASE_CLOCK_ROUTES } from "./cases/clocks.ts";
import { CONTACT_ROUTES } from "./cases/contacts.ts";
import { RESIDENT_CASE_ROUTES } from "./cases/residents.ts";
import { STAFF_CASE_ROUTES } from "./cases/staff.ts";
import { CASE_TELLING_ROUTES } from "./cases/telling.ts";

export const CASE_ROUTES = {
  ...RESIDENT_CASE_ROUTES,
  ...STAFF_CASE_ROUTES,
  ...CASE_CLOCK_ROUTES,
  ...CONTACT_ROUTES,
  ...CASE_TELLING_ROUTES,
} as const;
