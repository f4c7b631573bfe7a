import { type AttachmentNeeds, announceAttachment } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { EVIDENCE, holderOf } from "./attaching.ts";
import { type AccessNeeds, openComplaint } from "./residents-access.ts";

/** Whoever complained announces a file and hears where to send it. */
export const createComplaintAttachment = operation(
  "create-complaint-attachment",
  (needs: AccessNeeds & AttachmentNeeds) =>
    async ({ params, lookupCode, address, body, idempotencyKey, token }) => {
      const subject = await openComplaint(needs, { number: params.complaintNumber, lookupCode, address });
      const asked = { material: EVIDENCE, fileType: body.fileType, idempotencyKey, token };
      const announcer = { by: "resident", who: "resident" } as const;
      return { status: 201, body: await announceAttachment(needs, holderOf(subject), announcer, asked) };
    },
);
