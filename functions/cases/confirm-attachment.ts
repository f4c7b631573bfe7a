import { attachmentShown } from "../../shared/casework/attachment-views.ts";
import { type AttachmentNeeds, confirmAttachmentOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** The file has been sent: it is looked for, and counts as received when it is as announced. */
export const confirmAttachment = operation(
  "confirm-attachment",
  (needs: AccessNeeds & AttachmentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
      return {
        status: 200,
        body: attachmentShown(await confirmAttachmentOf(needs, holderOf(subject), params.attachmentId)),
      };
    },
);
