import { attachmentShown } from "../../shared/casework/attachment-views.ts";
import { type AttachmentNeeds, confirmAttachmentOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type AccessNeeds, openComplaint } from "./residents-access.ts";

/** The file has been sent: it is looked for, and counts as received when it is as announced. */
export const confirmComplaintAttachment = operation(
  "confirm-complaint-attachment",
  (needs: AccessNeeds & AttachmentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openComplaint(needs, { number: params.complaintNumber, lookupCode, address });
      const received = await confirmAttachmentOf(needs, holderOf(subject), params.attachmentId);
      return { status: 200, body: attachmentShown(received) };
    },
);
