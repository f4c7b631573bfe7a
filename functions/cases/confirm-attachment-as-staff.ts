import { attachmentShown } from "../../shared/casework/attachment-views.ts";
import { type AttachmentNeeds, confirmAttachmentOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type HandlingNeeds, openAsHandler } from "./handling-access.ts";

/** The same for whoever handles the case. */
export const confirmAttachmentAsStaff = operation(
  "confirm-attachment-as-staff",
  (needs: HandlingNeeds & AttachmentNeeds) =>
    async ({ params, actor }) => {
      const subject = await openAsHandler(needs, actor, params.caseNumber);
      return {
        status: 200,
        body: attachmentShown(await confirmAttachmentOf(needs, holderOf(subject), params.attachmentId)),
      };
    },
);
