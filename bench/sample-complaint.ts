/** One complaint of an invented resident: every request costs the same. */
import type * as z from "zod";
import { PRIVACY_NOTICE } from "../shared/complaints/filing.ts";
import type { ComplaintFiling } from "../shared/complaints/requests.ts";

export const COMPLAINT = {
  naming: "confidential",
  centreCode: "370481102",
  target: { kind: "window", window: "370481102-w01" },
  text: "示例：9月16日上午等候两小时后被告知停止收件。",
  complainant: { name: "示例甲", phone: "10000000001" },
  notifyBySms: true,
  privacyNotice: PRIVACY_NOTICE.version,
} satisfies z.input<typeof ComplaintFiling>;
