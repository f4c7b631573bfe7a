import { type AttachmentNeeds, downloadOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type AccessNeeds, openComplaint } from "./residents-access.ts";

/** An address from which whoever complained can save their file, for some minutes. */
export const readComplaintAttachment = operation(
  "read-complaint-attachment",
  (needs: AccessNeeds & AttachmentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openComplaint(needs, { number: params.complaintNumber, lookupCode, address });
      return { status: 200, body: await downloadOf(needs, holderOf(subject), params.attachmentId) };
    },
);
