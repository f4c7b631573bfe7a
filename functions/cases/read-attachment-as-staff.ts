import { type AttachmentNeeds, downloadOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type HandlingNeeds, openAsHandler } from "./handling-access.ts";

/** The same for whoever handles the case. */
export const readAttachmentAsStaff = operation(
  "read-attachment-as-staff",
  (needs: HandlingNeeds & AttachmentNeeds) =>
    async ({ params, actor }) => {
      const subject = await openAsHandler(needs, actor, params.caseNumber);
      return { status: 200, body: await downloadOf(needs, holderOf(subject), params.attachmentId) };
    },
);
