import { operation } from "../runtime/operation.ts";
import { type ComplaintNeeds, complaintNumberFor, fileComplaintIn } from "./filing.ts";
import type { ProxiesNeeds } from "./residents-access.ts";

/** A resident complains online. The same key and body twice, even at once: one complaint, the same answer. */
export const fileComplaint = operation(
  "file-complaint",
  (needs: ComplaintNeeds & ProxiesNeeds) =>
    async ({ body, idempotencyKey, token, locale }) => {
      const number = complaintNumberFor(await needs.keyed(), "file-complaint", idempotencyKey);
      const asked = { number, body, channel: "online", filing: body } as const;
      return fileComplaintIn(needs, asked, { by: { kind: "resident" }, token, locale });
    },
);
