/** Every route about cases. The residents' function imports its own part only. */
import { RESIDENT_ATTACHMENT_ROUTES, STAFF_ATTACHMENT_ROUTES } from "./cases/attachments.ts";
import { CASE_CLOCK_ROUTES } from "./cases/clocks.ts";
import { CONTACT_ROUTES } from "./cases/contacts.ts";
import { CASE_HOLDING_ROUTES } from "./cases/holding.ts";
import { CASE_JOINT_ROUTES } from "./cases/joint.ts";
import { PROXY_ROUTES } from "./cases/proxies.ts";
import { RESIDENT_RECEIPT_ROUTES, STAFF_RECEIPT_ROUTES } from "./cases/receipts.ts";
import { RESIDENT_CASE_ROUTES } from "./cases/residents.ts";
import { STAFF_CASE_ROUTES } from "./cases/staff.ts";
import { CASE_SUPERVISION_ROUTES } from "./cases/supervision.ts";
import { CASE_TELLING_ROUTES } from "./cases/telling.ts";
import { CASE_UPWARD_ROUTES } from "./cases/upward.ts";

export const CASE_ROUTES = {
  ...RESIDENT_CASE_ROUTES,
  ...STAFF_CASE_ROUTES,
  ...RESIDENT_RECEIPT_ROUTES,
  ...STAFF_RECEIPT_ROUTES,
  ...RESIDENT_ATTACHMENT_ROUTES,
  ...STAFF_ATTACHMENT_ROUTES,
  ...CASE_CLOCK_ROUTES,
  ...CONTACT_ROUTES,
  ...PROXY_ROUTES,
  ...CASE_TELLING_ROUTES,
  ...CASE_UPWARD_ROUTES,
  ...CASE_JOINT_ROUTES,
  ...CASE_HOLDING_ROUTES,
  ...CASE_SUPERVISION_ROUTES,
} as const;
