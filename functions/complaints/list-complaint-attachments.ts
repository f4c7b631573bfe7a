import { attachmentsShown } from "../../shared/casework/attachment-views.ts";
import { type AttachmentNeeds, standingOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type AccessNeeds, openComplaint } from "./residents-access.ts";

/** What was added, and what is still to come. Reads only. */
export const listComplaintAttachments = operation(
  "list-complaint-attachments",
  (needs: AccessNeeds & AttachmentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openComplaint(needs, { number: params.complaintNumber, lookupCode, address });
      return { status: 200, body: attachmentsShown(await standingOf(needs, holderOf(subject))) };
    },
);
