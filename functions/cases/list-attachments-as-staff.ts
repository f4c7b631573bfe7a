import { attachmentsShown } from "../../shared/casework/attachment-views.ts";
import { type AttachmentNeeds, standingOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type HandlingNeeds, openAsHandler } from "./handling-access.ts";

/** The same for whoever handles the case. */
export const listAttachmentsAsStaff = operation(
  "list-attachments-as-staff",
  (needs: HandlingNeeds & AttachmentNeeds) =>
    async ({ params, actor }) => {
      const subject = await openAsHandler(needs, actor, params.caseNumber);
      return { status: 200, body: attachmentsShown(await standingOf(needs, holderOf(subject))) };
    },
);
